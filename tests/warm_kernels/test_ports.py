"""No other program is given a kernel's port between its choice and its use."""

import asyncio
import errno
import socket
from functools import partial
from typing import Any

import pytest
import zmq

from warm_kernels.manager import WarmKernelManager
from warm_kernels.ports import HeldPorts

_HERE = "127.0.0.1"


def is_free(port: int) -> bool:
    """Return whether a program that is given any free port might be given this one."""
    with socket.socket() as other:
        try:
            other.bind((_HERE, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True


def test_a_held_port_is_given_to_nobody_until_it_is_let_go() -> None:
    held = HeldPorts(_HERE, [0, 0])
    numbers = held.numbers
    assert len(set(numbers)) == 2
    assert [is_free(number) for number in numbers] == [False, False]
    held.let_go()
    assert [is_free(number) for number in numbers] == [True, True]


def test_a_kernel_listens_at_a_held_port_and_still_does_when_it_is_let_go() -> None:
    held = HeldPorts(_HERE, [0])
    (number,) = held.numbers
    with zmq.Context() as context, context.socket(zmq.PULL) as kernel, context.socket(zmq.PUSH) as client:
        kernel.bind(f"tcp://{_HERE}:{number}")
        held.let_go()
        client.connect(f"tcp://{_HERE}:{number}")
        client.send(b"heard")
        assert kernel.recv() == b"heard"


def test_where_one_port_is_taken_none_is_held() -> None:
    with socket.socket() as other:
        other.bind((_HERE, 0))
        other.listen()
        free = HeldPorts(_HERE, [0])
        (number,) = free.numbers
        free.let_go()
        with pytest.raises(OSError, match="in use"):
            HeldPorts(_HERE, [number, other.getsockname()[1]])
    assert is_free(number)


class _Watched(WarmKernelManager):
    """Notes which of its kernel's ports another program could be given just before the kernel starts."""

    free: list[int]

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        ports = [self.shell_port, self.iopub_port, self.stdin_port, self.hb_port, self.control_port]
        self.free = [port for port in ports if is_free(port)]
        await super()._async_launch_kernel(kernel_cmd, **kw)


@pytest.mark.parametrize("switch", ["on", "off"])
def test_a_kernel_s_ports_are_held_until_it_answers(switch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARM_KERNELS", switch)

    async def check() -> None:
        manager = _Watched(kernel_name="python3", transport="tcp")
        for start in (manager.start_kernel, partial(manager.restart_kernel, now=True)):
            await start()
            assert manager.free == []
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=60)
            client.stop_channels()
        await manager.shutdown_kernel(now=True)

    asyncio.run(check())
