"""The kernel: a forked process becomes what ``python -m ipykernel_launcher`` would be, and ends like it."""

import atexit
import gc
import importlib.util
import io
import json
import os
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

if TYPE_CHECKING:
    from ipykernel.kernelapp import IPKernelApp


@dataclass(frozen=True, slots=True)
class Imports:
    """What the template's imports left that a kernel's own start would undo or would put into another order.

    ``modules`` are all that were imported, ``variables`` what they set in the environment, and ``filters`` the
    libraries' filters of warnings, which they put before a kernel's.
    """

    modules: frozenset[str]
    variables: dict[str, str]
    filters: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a kernel is made of: descriptors of the caller's end, its two outputs, and a file with the rest.

    The file is JSON: ``arguments`` after ``-m ipykernel_launcher``, ``folder`` and ``environment``.
    """

    link: int
    output: int
    errors: int
    details: int

    DESCRIPTORS: ClassVar[tuple[str, ...]] = ("link", "output", "errors", "details")

    def close(self) -> None:
        """Close this process's copies."""
        for field in fields(self):
            os.close(getattr(self, field.name))


def become_kernel(request: Request, imports: Imports, link: socket.socket) -> NoReturn:
    """Turn this newly forked process into a kernel, tell the caller when it answers, and run it to its end.

    It says itself which process it is: its keeper may have its next turn only after the kernel answers.
    """
    link.send(f"pid {os.getpid()}".encode())
    details = json.loads(os.pread(request.details, os.fstat(request.details).st_size, 0))
    os.setsid()
    _take_streams(request)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(details["environment"] | imports.variables)
    os.chdir(details["folder"])
    _reseed()
    app = _initialise(details["arguments"])
    _put_first(imports.filters)
    link.send(b"ready")
    link.close()
    app.start()
    _leave(app, imports.modules)


def _take_streams(request: Request) -> None:
    """Take the caller's outputs for its own; the input is a pipe that nobody writes, as with a plain kernel."""
    reading, writing = os.pipe()
    for descriptor, standard in ((reading, 0), (request.output, 1), (request.errors, 2)):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.close(writing)
    os.close(request.details)


def _reseed() -> None:
    """Give numpy's global generator a state of its own. Python's ``random`` does that itself after a fork."""
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def _initialise(arguments: list[str]) -> "IPKernelApp":
    """Do what ``ipykernel_launcher`` does, up to the point where the kernel answers."""
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher.origin) if launcher else "ipykernel_launcher", *arguments]
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415  # it is there in the template, not at the caller's

    # ipykernel reads JPY_PARENT_PID when it is imported: that was in the template
    app = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize()
    return app


def _put_first(filters: Iterable[object]) -> None:
    known: list[Any] = warnings.filters  # type: ignore[assignment]  # a list, whatever its stub says
    for one in reversed([*filters]):
        known.remove(one)
        known.insert(0, one)


def _leave(app: "IPKernelApp", imported: frozenset[str]) -> NoReturn:
    """End as the interpreter does, without taking apart, and so copying, all that was imported in the template.

    What the notebook made is taken apart: files that it left open are written, objects with a last word have it.
    """
    _finish_control(app)
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001  # waits for the notebook's threads
    atexit._run_exitfuncs()  # noqa: SLF001
    threading.excepthook = lambda _: None  # a daemon thread that still runs may now miss what it uses
    _forget_notebook(app, imported)
    for stream in (sys.__stdout__, sys.__stderr__):
        with suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    os._exit(0)


def _finish_control(app: "IPKernelApp") -> None:
    """Let the thread that was told to shut down finish while outputs still leave.

    ipykernel ends the outputs first. If that thread is about to flush just then, it waits ten seconds for nobody.
    """
    thread = app.control_thread
    if thread and thread.is_alive():
        thread.stop()
        thread.join()


def _forget_notebook(app: "IPKernelApp", imported: frozenset[str]) -> None:
    if app.shell:
        app.shell.user_ns.clear()
        app.shell.user_ns_hidden.clear()
    for name in sys.modules.keys() - imported:
        del sys.modules[name]
    sys.last_type = sys.last_value = sys.last_traceback = None
    gc.collect()
    for thing in gc.get_objects():  # without those of the template: they are frozen
        if isinstance(thing, io.IOBase):
            with suppress(Exception):  # whatever a library's own kind of file raises; Python ignores it here too
                thing.close()
