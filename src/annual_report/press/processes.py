"""Work in a process of its own, forked from one in which the press is imported once, and thrown away after its task.

So each book starts from the same state whatever was made before it, and two can be made side by side.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from typing import Any, Literal, TypeVar

from annual_report.errors import RunError

#: Elsewhere than on Linux, a fork of a process in which the system's own libraries were used may crash.
_METHOD: Literal["forkserver", "spawn"] = "forkserver" if sys.platform == "linux" else "spawn"
_CONTEXT = multiprocessing.get_context(_METHOD)
#: What is imported once. The caller's own program is among it, or each process would import that again.
_PRESS = ["__main__", "annual_report.press.preloaded"]
_T = TypeVar("_T")


def get_ready() -> None:
    """Start importing the press, where processes can be forked, and do not wait for it."""
    if _METHOD == "forkserver":
        _CONTEXT.set_forkserver_preload(_PRESS)
        forkserver.ensure_running()


def in_own_process(task: Callable[..., _T], *arguments: Any) -> _T:
    """Do a task in a new process, wait for it, and return what it returns. Any number of threads may do this.

    Raises:
        RunError: if the process was ended from outside, as happens where memory runs out.
        Exception: whatever the task raises.
    """
    get_ready()
    try:
        with ProcessPoolExecutor(1, mp_context=_CONTEXT, initializer=_leave_interrupts_to_the_caller) as pool:
            return pool.submit(task, *arguments).result()
    except BrokenProcessPool as error:
        raise RunError(f"the process that was to {task.__name__.replace('_', ' ')} was ended from outside") from error


def _leave_interrupts_to_the_caller() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
