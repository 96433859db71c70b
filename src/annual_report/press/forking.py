"""The process that has the press imported: it forks another for each task, and ends them all when its caller is gone.

A caller is gone when its end of the control socket is closed, whatever closed it, or, where the system can tell, when
its process has ended. A task is given up when its caller's end of the link is closed. Each task leads a group of
processes of its own, so what it started ends with it.
"""

import ctypes
import gc
import os
import pickle
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import NoReturn

from warm_kernels.caller import ending_with
from warm_kernels.keeper import fork

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


def main(control: int, caller: int, imported: str) -> None:
    """Import what tasks need and serve requests until the caller is gone.

    Args:
        control: the descriptor of the socket on which the links of new tasks come.
        caller: the process that asks.
        imported: the module that is imported once.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # they are the caller's, with which this ends
        signal.signal(number, signal.SIG_IGN)
    failure = ""
    try:
        with ending_with(caller):
            import_module(imported)
    except BaseException:  # noqa: BLE001  whatever it is, each who asks is told
        failure = traceback.format_exc()
    gc.collect()
    gc.freeze()  # no collection in a task touches, and so copies, what was imported here
    tasks = _Tasks(socket.socket(fileno=control), caller, failure)
    try:
        tasks.serve()
    finally:
        tasks.end()


class _Tasks:
    """The tasks under way: their processes, and their ends of the links to whoever waits for them."""

    def __init__(self, control: socket.socket, caller: int, failure: str) -> None:
        self._control, self._caller, self._failure = control, caller, failure
        self._links: dict[int, tuple[int, socket.socket]] = {}  # by the descriptor of the link: process and link
        self._wake, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _take_note)
        self._waiting = select.poll()
        self._waiting.register(control, select.POLLIN)
        self._waiting.register(self._wake, select.POLLIN)

    def serve(self) -> None:
        """Fork for each request and look after what was forked, until the caller is gone."""
        alive = _watched(self._caller)
        if alive is not None:
            self._waiting.register(alive, select.POLLIN)
        while os.getppid() == self._caller:
            ready = {descriptor for descriptor, _ in self._waiting.poll()}
            if alive in ready:
                return
            if self._wake in ready:
                os.read(self._wake, 1 << 12)
                self._bury()
            for given_up in ready & self._links.keys():
                self._kill(self._links[given_up][0])
                self._waiting.unregister(given_up)  # it is closed when its process has ended
            if self._control.fileno() in ready and not self._take():
                return

    def end(self) -> None:
        """End all that is under way."""
        for process, _ in self._links.values():
            self._kill(process)

    def _take(self) -> bool:
        """Take a request. Return whether there was one: without, the caller has closed its end."""
        message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not message:
            return False
        link = socket.socket(fileno=descriptors[0])
        process = fork()
        if process == 0:
            _do_task(link, self._failure)
        with suppress(ProcessLookupError, PermissionError):
            os.setpgid(process, process)  # the task does so too: whoever is first
        self._links[link.fileno()] = process, link
        self._waiting.register(link, 0)  # told only when the other end is closed
        return True

    def _bury(self) -> None:
        """Take note of each task that has ended."""
        for descriptor, (process, link) in list(self._links.items()):
            if os.waitpid(process, os.WNOHANG)[0]:
                self._kill(process)  # what it started and left
                with suppress(KeyError):
                    self._waiting.unregister(descriptor)
                del self._links[descriptor]
                link.close()

    @staticmethod
    def _kill(process: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)


def _take_note(number: int, frame: FrameType | None) -> None:
    """Do nothing with a signal: that there is a handler has its number written to the pipe."""


def _watched(process: int) -> int | None:
    """Return a descriptor that can be read when a process has ended; None where the system has no such thing."""
    if not hasattr(os, "pidfd_open"):
        return None
    try:
        return os.pidfd_open(process)
    except OSError:
        return None


def _do_task(link: socket.socket, failure: str) -> NoReturn:
    """Read a task from the link, do it, and send back what came of it, in a process that is forked for it."""
    try:
        _be_on_ones_own()
        with link.makefile("rwb") as stream:
            answer = _answer(pickle.load(stream), failure)  # noqa: S301  it comes from this program
            stream.write(answer)
    except BaseException:  # noqa: BLE001  nobody is there to be told
        os._exit(1)
    os._exit(0)


def _be_on_ones_own() -> None:
    """Lead a group of one's own, and end with the process that forked this one."""
    os.setpgid(0, 0)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def _answer(order: "tuple[object, tuple[object, ...]]", failure: str) -> bytes:
    """Do a task and return what came of it as bytes: the result and no error, or nothing, the error and its place."""
    task, arguments = order
    if failure:
        return pickle.dumps((None, ImportError("the press could not be imported"), failure))
    try:
        return pickle.dumps((task(*arguments), None, ""))  # type: ignore[operator]  # a pickle knows no types
    except BaseException as error:  # noqa: BLE001  whatever it is, the caller is told
        place = "".join(traceback.format_exception(error))
        try:
            pickle.loads(told := pickle.dumps((None, error, place)))  # noqa: S301  our own, and some cannot be read
        except Exception:  # noqa: BLE001  whatever the error holds
            told = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}"), place))
        return told
