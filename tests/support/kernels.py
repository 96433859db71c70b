"""Notebooks run in kernels of a given manager, and the processes behind a warm kernel."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_event_loop
from nbclient import NotebookClient

from warm_kernels.manager import WarmKernelManager

#: A cell that shows the numbers of the kernel's process, of its keeper's and of the template's.
FAMILY = """
import os
def parent(pid): return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
os.getpid(), os.getppid(), parent(os.getppid())
"""


@dataclass(frozen=True)
class Family:
    """The processes behind a warm kernel, by number."""

    kernel: int
    keeper: int
    template: int


def family(shown: str) -> Family:
    """Read what FAMILY shows."""
    return Family(*(int(number) for number in shown.strip("()").split(",")))


def run(
    *cells: str, manager: type[KernelManager] = WarmKernelManager, folder: Path | str | None = None, **traits: Any
) -> nbformat.NotebookNode:
    """Run a notebook of these cells and return it. ``folder`` is where it runs, passed as it is."""
    notebook: nbformat.NotebookNode = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells]
    )
    client = NotebookClient(notebook, kernel_name="python3", kernel_manager_class=manager, **traits)
    try:
        client.execute(**({} if folder is None else {"cwd": folder}))
    finally:
        close_loop()
    return notebook


def close_loop() -> None:
    """Close the loop that nbclient leaves open, but not one that runs: a browser in the same process has its own."""
    loop = ensure_event_loop()
    if not loop.is_running():
        loop.close()


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """Return the text of each cell's result, empty where there is none."""
    return [_text(cell.outputs) for cell in notebook.cells]


def _text(outputs: Sequence[nbformat.NotebookNode]) -> str:
    results = [output for output in outputs if output.output_type == "execute_result"]
    return str(results[-1]["data"]["text/plain"]) if results else ""


def is_running(pid: int) -> bool:
    """Return whether there is such a process that has not ended (a zombie has)."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in ("Z", "X")


def still_running(pids: Sequence[int], seconds: float = 10) -> list[int]:
    """Wait until none of the processes runs; return those that do after so many seconds."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if is_running(pid)]) and time.monotonic() < deadline:
        os.sched_yield()
        time.sleep(0.02)
    return left
