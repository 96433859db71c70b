"""Which kernels notebooks run in: warm ones, forked from a process with the libraries imported, or plain ones."""

import os
import sys
import uuid
from enum import Enum
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager, KernelManager
from traitlets import CaselessStrEnum, List, Unicode, default

from annual_report.scratch import socket_folder
from warm_kernels.manager import WarmKernelManager
from warm_kernels.settings import is_on
from warm_kernels.templates import TEMPLATES, kind_of

#: What the engine's and a subject's modules import from elsewhere. Never the report's own code: it may change while
#: a preview runs.
PRELOAD = (
    "IPython.display",
    "fontTools.ttLib",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "num2words",
    "pandas",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pyarrow.compute",
    "pyarrow.parquet",
    "pydantic.fields",
    "scipy.optimize",
    "seaborn",
    "tomllib",
)


_LINUX = sys.platform == "linux"
#: Becomes another program, which the system kills when the thread that started it ends: that outlives its kernel.
_ENDS_WITH_CALLER = """
import ctypes, os, sys
ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)
if os.getppid() == int(sys.argv[1]):
    os.execvp(sys.argv[2], sys.argv[2:])
"""


class Kernels(Enum):
    """Warm kernels unless something depends on plain ones: what is stored as a reference, and an audit of it."""

    WARM = "warm"
    PLAIN = "plain"


class PlainKernelManager(AsyncKernelManager):
    """Plain kernels, spoken to through files that only this user can open.

    Ports, which jupyter_client uses by default, can be listened to by others on the machine, and can be taken by
    another program between being chosen and being used.
    """

    transport = CaselessStrEnum(["tcp", "ipc"], default_value="ipc" if os.name == "posix" else "tcp")

    @default("connection_file")
    def _connection_file(self) -> str:
        return str(socket_folder() / f"kernel-{uuid.uuid4().hex}.json")

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        # so that whoever reads this program's output to its end never waits for a kernel; what a cell says is captured
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            kw |= {"stdout": nowhere, "stderr": nowhere}
            await super()._async_launch_kernel(self._command(kernel_cmd), **kw)
        finally:
            os.close(nowhere)

    def _command(self, command: list[str]) -> list[str]:
        """Return the command of a kernel that ends with this process: its own look for that takes a second or more."""
        return [sys.executable, "-I", "-S", "-c", _ENDS_WITH_CALLER, str(os.getpid()), *command] if _LINUX else command


class ReportKernelManager(WarmKernelManager, PlainKernelManager):
    """Warm kernels with the report's libraries, spoken to in the same way."""

    preload = List(Unicode(), default_value=list(PRELOAD))

    def _command(self, command: list[str]) -> list[str]:
        return command if is_on(os.environ) else super()._command(command)


def manager(kernels: Kernels) -> type[KernelManager]:
    """Return the class of the managers that start such kernels."""
    return ReportKernelManager if kernels is Kernels.WARM else PlainKernelManager


def side_by_side(kernels: Kernels) -> int:
    """Return how many notebooks run best at a time: with warm kernels one more than cores, for each waits a little."""
    cores = os.cpu_count() or 1
    return cores + 1 if kernels is Kernels.WARM and is_on(os.environ) else cores


def get_ready(kernels: Kernels, folder: Path) -> None:
    """Start the process from which kernels are forked, and do not wait until it has imported its libraries.

    Args:
        kernels: nothing is done for plain ones.
        folder: where the notebooks lie.
    """
    if kernels is Kernels.WARM and is_on(os.environ):
        made = ReportKernelManager(kernel_name="python3")
        command = made.format_kernel_cmd(extra_arguments=[])
        TEMPLATES.of(kind_of(command[: command.index("-m")], os.environ, folder, tuple(made.preload)))
