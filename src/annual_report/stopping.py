"""Ending when told to: a signal becomes an error in the main thread, so that all is put in order, within a second.

Whoever needs longer, such as a library in the middle of a long computation, is not waited for: the process ends all
the same. What is then left is put in order by the next command.
"""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

#: The signals that ask a program to end: Ctrl-C, ``kill`` or a service manager, and a terminal that is closed.
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_SECONDS = 0.7  # within which all must be in order


class Stopped(BaseException):
    """The program was told to end, by the signal ``number``."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Standing:
    """How things stand: which signal came, whether it has to wait, and who is told first."""

    def __init__(self) -> None:
        self.came = 0
        self.held = 0
        self.over = False
        self.told: list[Callable[[], None]] = []

    def take(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  what a handler is given
        """Obey a signal. A second one changes nothing: the first is being obeyed."""
        if self.over:
            leave(number)
        if not self.came:
            self.came = number
            if not self.held:
                self.stop()

    def stop(self) -> NoReturn:
        """Tell all who are to be told, and raise."""
        for tell in self.told:
            with suppress(Exception):  # one that fails must not keep the others from hearing
                tell()
        raise Stopped(self.came)


_STANDING = _Standing()


def when_stopped(tell: Callable[[], None]) -> None:
    """Have ``tell`` called when a signal comes, before the error is raised: so that nothing is waited for in vain.

    It is called between any two steps of the main thread: it may take no lock.
    """
    _STANDING.told.append(tell)


@contextmanager
def stoppable(*, to_the_end: bool = False) -> Iterator[None]:
    """Until the end of the block, let a signal that asks to end raise Stopped in the main thread.

    A signal that was to be ignored, as under ``nohup``, is ignored. If the block has not ended within a second of the
    signal, the process ends all the same.

    Args:
        to_the_end: the block is all that this process does: a signal after it ends the process at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _STANDING.came = 0
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)  # noqa: FBT003  the method's own argument
    heeded = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    threading.Thread(target=_end_in_time, args=(ours, frozenset(heeded)), daemon=True).start()
    woken = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, _STANDING.take) for number in heeded}
    try:
        yield
    finally:
        _STANDING.over = to_the_end
        for number, handler in () if to_the_end else before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(woken)  # and the thread ends
        theirs.close()


@contextmanager
def unstopped() -> Iterator[None]:
    """Until the end of the block, let signals wait. It must not take longer than a moment.

    Signals are the main thread's: in any other there is nothing to let wait.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _STANDING.held += 1
    try:
        yield
    finally:
        _STANDING.held -= 1
        if _STANDING.came and not _STANDING.held:
            _STANDING.stop()


@contextmanager
def threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads, and wait for their work at the end of the block; after an error only for what is under way.

    When the program is told to end they are not waited for: they end with the process.
    """
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    except Exception:
        pool.shutdown(cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def leave(number: int) -> NoReturn:
    """Say that the program was stopped and end it at once, with the exit code that a signal has."""
    with suppress(OSError):  # the terminal may be gone
        os.write(2, b"\nStopped.\n")
    os._exit(128 + number)


def _end_in_time(signals: socket.socket, heeded: frozenset[int]) -> None:
    """Wait for a signal; give the main thread its time, and end the process."""
    with signals:
        while came := signals.recv(1):
            if came[0] in heeded:
                time.sleep(_SECONDS)
                leave(came[0])
