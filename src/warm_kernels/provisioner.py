"""The provisioner that jupyter_client is told of: it starts warm kernels where it can and plain ones elsewhere."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import IOBase
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from warm_kernels.handle import WarmProcess
from warm_kernels.ports import HeldPorts
from warm_kernels.settings import is_on, modules_to_preload
from warm_kernels.start import Start, readable, start
from warm_kernels.templates import kind_of

_LAUNCHER = ["-m", "ipykernel_launcher"]
#: What a start may name for a warm kernel; with anything else it starts as usual.
_KNOWN = {"env", "cwd", "kernel_id", "extra_arguments", "stdout", "stderr"}
_PORTS = ("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")
_POLL_SECONDS = 0.1  # how long jupyter_client sleeps between two looks at a kernel that is ending


class WarmProvisioner(LocalProvisioner):
    """Starts ipykernel's kernels by forking; all else as ``LocalProvisioner`` does.

    ``preload`` in the kernel's configuration names the modules to import first, in place of the environment's list
    and the defaults.
    """

    preload = List(Unicode(), allow_none=True, default_value=None, config=True)
    _warm: WarmProcess | None = None
    _held: HeldPorts | None = None
    _ending = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose the kernel's ports and hold them until it answers, or, where that is not heard, until it has ended."""
        self._let_go()
        manager = self.parent
        if manager and manager.transport == "tcp":
            with suppress(OSError):  # a port that was asked for is taken: the kernel says so
                self._held = HeldPorts(manager.ip, [getattr(manager, name) for name in _PORTS])
                for name, number in zip(_PORTS, self._held.numbers, strict=True):
                    setattr(manager, name, number)
                self.ports_cached = True  # the base class would choose others
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel and return when it answers."""
        self._warm, self._ending = None, False
        warm = _warm_start(cmd, kwargs, self.preload)
        if warm is None:
            return await super().launch_kernel(cmd, **kwargs)
        self._warm = await start(warm)
        self._let_go()
        self.process = self._warm  # type: ignore[assignment]  # it is what the base class uses of Popen
        self.pid = self.pgid = self._warm.pid
        self.cwd = warm.folder
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:  # noqa: ARG002  # its base's
        """Take note that the kernel is about to end."""
        self._ending = True

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it started."""
        self._ending = True
        await super().kill(restart)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        self._ending = True
        await super().terminate(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of what is kept for the kernel."""
        self._let_go()
        await super().cleanup(restart)

    def _let_go(self) -> None:
        if self._held:
            self._held.let_go()

    async def poll(self) -> int | None:
        """Return how the kernel ended; None if it has not.

        While a kernel is ending, jupyter_client asks this and then sleeps; here the end is waited for instead.
        """
        if self._ending and self._warm and self._warm.poll() is None:
            await readable(self._warm.fileno(), _POLL_SECONDS)
        return await super().poll()


def _warm_start(command: Sequence[str], given: Mapping[str, Any], preload: Sequence[str] | None) -> Start | None:
    """Return how to start the kernel warm; None if it starts as usual."""
    place = _launcher(command)
    environment = dict(given.get("env") or os.environ)
    folder = Path(given.get("cwd") or Path.cwd()).absolute()
    output, errors = _descriptor(given.get("stdout"), 1), _descriptor(given.get("stderr"), 2)
    if place is None or output is None or errors is None or not is_on(environment) or given.keys() - _KNOWN:
        return None
    if not folder.is_dir():
        return None  # a plain start says so
    environment["JPY_PARENT_PID"] = str(os.getpid())
    kind = kind_of(command[:place], environment, folder, modules_to_preload(preload, environment))
    return Start(kind, tuple(command[place + len(_LAUNCHER) :]), folder, environment, output, errors)


def _descriptor(stream: object, default: int) -> int | None:
    """Return the descriptor of a stream as ``subprocess.Popen`` takes it; None if it has to be made."""
    if stream is None:
        return default
    if isinstance(stream, int):
        return stream if stream >= 0 else None  # PIPE and its like are negative
    return stream.fileno() if isinstance(stream, IOBase) else None


def _launcher(command: Sequence[str]) -> int | None:
    """Return the place of ``-m ipykernel_launcher`` in a command; None if it is not one of ipykernel's."""
    for place in range(1, len(command) - 1):
        if list(command[place : place + 2]) == _LAUNCHER:
            return place
        if not command[place].startswith("-"):
            return None
    return None
