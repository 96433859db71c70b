"""A template as its caller sees it: started, asked for kernels, ended, and heard when it fails."""

import json
import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from warm_kernels.settings import LIBRARIES

#: Runs the template with this package's folder on the path for its own import only.
_START = """
import sys
if not getattr(sys.flags, "safe_path", False):
    del sys.path[0]
sys.path.insert(0, sys.argv[1])
from warm_kernels import template
del sys.path[0]
template.main(*sys.argv[2:])
"""
_ROOT = Path(__file__).parent.parent
_END_SECONDS = 5


class TemplateError(RuntimeError):
    """The template, or the kernel that it forked, ended too early. ``killed``: the template, and by a signal."""

    killed = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What kernels of one template share.

    ``command`` is the interpreter and its options; ``folder`` is where libraries look for their settings when they are
    imported, None for nowhere; ``preload`` is what was asked for, None for the defaults.
    """

    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    folder: str | None
    preload: tuple[str, ...] | None


class TemplateProcess:
    """A template's process and the socket on which it takes requests."""

    def __init__(self, kind: Kind) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._messages = os.memfd_create("messages")
        wanted, needed = ((), kind.preload) if kind.preload is not None else (LIBRARIES, ())
        arguments = (str(_ROOT), str(theirs.fileno()), str(os.getpid()), json.dumps((wanted, needed)))
        with theirs:
            self._process = subprocess.Popen(
                (*kind.command, "-c", _START, *arguments),
                env=dict(kind.environment),
                cwd=kind.folder or "/",
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=self._messages,
                stderr=self._messages,
                start_new_session=True,  # an interrupt at the terminal is the caller's
            )

    @property
    def pid(self) -> int:
        """The template's process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Return whether it runs."""
        return self._process.poll() is None

    def ask(self, link: int, output: int, errors: int, details: int) -> None:
        """Ask for a kernel, by the descriptors of which one is made; see ``kernel.Request``.

        Raises:
            TemplateError: if the template has ended.
        """
        try:
            socket.send_fds(self._control, [b"."], [link, output, errors, details])
        except (BrokenPipeError, ConnectionResetError) as error:
            raise self.error() from error

    def error(self) -> TemplateError:
        """Return the error of a template that did not start a kernel, with what it said."""
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return TemplateError("a kernel's process was ended before it could start")
        said = os.pread(self._messages, 1 << 20, 0).decode(errors="replace").strip() or "It said nothing"
        error = TemplateError(f"the process from which kernels are forked ended with status {code}. {said}")
        error.killed = code < 0
        return error

    def close(self) -> None:
        """End the template. Its kernels go on."""
        self._control.close()
        os.close(self._messages)

    def end(self) -> None:
        """End the template and wait until it has."""
        self.close()
        self._process.wait(_END_SECONDS)
