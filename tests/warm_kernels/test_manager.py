"""A warm kernel's client is ready when the kernel's outputs reach it, and says so when the kernel never answers."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from jupyter_client.asynchronous.client import AsyncKernelClient

from warm_kernels.manager import WarmKernelClient, WarmKernelManager


class _Heard(WarmKernelClient):
    """Notes what it hears of outputs, and each wait in which nothing came."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.heard: list[str] = []

    async def _async_get_iopub_msg(self, *given: object, **named: object) -> dict[str, object]:
        try:
            message: dict[str, object] = await super()._async_get_iopub_msg(*given, **named)
        except BaseException as error:
            self.heard.append(type(error).__name__)
            raise
        self.heard.append(str(message["msg_type"]))
        return message


@asynccontextmanager
async def _client(factory: type[AsyncKernelClient] | None = None) -> AsyncIterator[tuple[int, AsyncKernelClient]]:
    """Start a kernel; give its process's number and a client that listens."""
    manager = WarmKernelManager(kernel_name="python3")
    if factory:
        manager.client_factory = factory
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        yield manager.provisioner.pid, client  # type: ignore[union-attr]  # it is the warm one
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


def _run(test: Callable[[], object]) -> None:
    asyncio.run(test())  # type: ignore[arg-type]  # each is a coroutine function


def test_the_manager_s_clients_are_those_that_do_not_wait_for_silence() -> None:
    async def check() -> None:
        async with _client() as (_, client):
            assert type(client) is WarmKernelClient
            await client.wait_for_ready(timeout=60)

    _run(check)


def test_it_is_ready_at_the_end_of_its_first_request_without_waiting_for_silence() -> None:
    async def check() -> None:
        async with _client(_Heard) as (_, client):
            assert isinstance(client, _Heard)
            await client.wait_for_ready(timeout=60)
            assert client.heard[-2:] == ["status", "status"]
            assert "Empty" not in client.heard

    _run(check)


def test_no_output_of_the_first_cell_is_lost_by_not_waiting() -> None:
    async def check() -> None:
        async with _client() as (_, client):
            await client.wait_for_ready(timeout=60)
            printed: list[str] = []
            await client.execute_interactive(
                "for number in range(5): print(number, flush=True)",
                output_hook=lambda message: printed.append(message["content"].get("text", "")),
            )
            assert "".join(printed) == "0\n1\n2\n3\n4\n"

    _run(check)


@pytest.mark.parametrize(("number", "said"), [(signal.SIGKILL, "Kernel died"), (signal.SIGSTOP, "didn't respond in 1")])
def test_a_kernel_that_does_not_answer_is_the_same_error_as_ever(number: signal.Signals, said: str) -> None:
    async def check() -> None:
        async with _client() as (kernel, client):
            os.kill(kernel, number)
            with pytest.raises(RuntimeError, match=said):
                await client.wait_for_ready(timeout=1)

    _run(check)
