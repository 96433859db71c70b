"""Work in a process of its own, forked from one in which the press is imported once, and thrown away after its task.

So each book starts from the same state whatever was made before it, and two can be made side by side. The processes
end with this one, whatever ends it, and hold none of its outputs open: see ``press/forking.py``. Nothing here needs
semaphores or shared memory, or a socket with a path.
"""

import atexit
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, cast

from annual_report.errors import RunError
from annual_report.stopping import when_stopped

_T = TypeVar("_T")
#: What the process that forks imports once: all that prints, or what reads a book and no more, which is there sooner.
PRESS, READERS = "annual_report.press.preloaded", "annual_report.proofs.findings"
_ENDING_SECONDS = 0.5  # it ends within a moment, unless it is importing: then there are no tasks
#: Runs the process that forks, with the caller's own search path.
_START = """
import sys
control, caller, imported = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
sys.path[:] = sys.argv[4:]
from annual_report.press.forking import main
main(control, caller, imported)
"""


class _Forking:
    """The process that forks, as its caller sees it. ``imported``: the module that it has at hand."""

    def __init__(self, imported: str) -> None:
        self._control, theirs = socket.socketpair()
        self._sending = threading.Lock()
        flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # noqa: SLF001  as multiprocessing
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, *flags, "-c", _START, str(theirs.fileno()), str(os.getpid()), imported, *sys.path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # whoever reads this program's output to its end waits for nobody else
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt at the terminal is the caller's
            )

    def is_ready(self) -> bool:
        return self.process.poll() is None

    def ask(self) -> socket.socket:
        """Ask for a new process, and return the link to it."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._sending:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
        except BaseException:
            ours.close()
            raise
        return ours

    def let_go(self) -> None:
        """Have it end, with all that it forked."""
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """End it: it first ends what tasks under way have started, which a kill would leave."""
        self._control.close()
        try:
            self.process.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def forget(self) -> None:
        """Close this copy in a process that was forked from the one whose it is."""
        self._control.close()
        self.process.returncode = 0  # so that nothing is said of a process that is not waited for


class _Holder:
    """Holds the one process that forks and has a module imported, for all threads."""

    def __init__(self, imported: str) -> None:
        self._imported = imported
        self._lock = threading.Lock()
        self._forking: _Forking | None = None

    def get(self) -> _Forking:
        """Return it; a new one if there is none or it has ended."""
        with self._lock:
            if self._forking is not None and not self._forking.is_ready():
                self._forking.end()
                self._forking = None
            if self._forking is None:
                self._forking = _Forking(self._imported)
            return self._forking

    def let_go(self) -> None:
        """Have it end. This is called while a signal is dealt with: whoever holds the lock does not go on."""
        if self._forking is not None:
            self._forking.let_go()

    def end(self) -> None:
        """End it."""
        with self._lock:
            if self._forking is not None:
                self._forking.end()
                self._forking = None

    def forget(self) -> None:
        """Let go of it in a process that was forked from this one."""
        self._lock = threading.Lock()
        if self._forking is not None:
            self._forking.forget()
            self._forking = None


_HOLDERS = {imported: _Holder(imported) for imported in (PRESS, READERS)}
for _holder in _HOLDERS.values():
    atexit.register(_holder.end)
    os.register_at_fork(after_in_child=_holder.forget)
    when_stopped(_holder.let_go)


def get_ready(imported: str = PRESS) -> None:
    """Start importing the press, or what else ``imported`` names, and do not wait for it."""
    _HOLDERS[imported].get()


def in_own_process(task: Callable[..., _T], *arguments: Any, imported: str = PRESS) -> _T:
    """Do a task in a new process, wait for it, and return what it returns. Any number of threads may do this.

    Args:
        task: a function of a module; it and all that it takes and gives can be pickled.
        arguments: what it is given.
        imported: what its process has imported already.

    Raises:
        RunError: if the process was ended from outside, as happens where memory runs out.
        Exception: whatever the task raises.
    """
    link = _HOLDERS[imported].get().ask()
    try:
        with link, link.makefile("rwb") as stream:
            pickle.dump((task, arguments), stream)
            stream.flush()
            came, error, place = pickle.load(stream)  # noqa: S301  it comes from this program
    except (ConnectionError, EOFError, pickle.UnpicklingError) as lost:
        raise RunError(
            f"the process that was to {task.__name__.strip('_').replace('_', ' ')} was ended from outside, as happens "
            "where memory runs out. Run again, with more memory if you can"
        ) from lost
    if error is not None:
        error.add_note(f"In its own process:\n{place}")
        raise error
    return cast("_T", came)
