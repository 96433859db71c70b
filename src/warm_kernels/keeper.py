"""The keeper: a kernel's parent process, which outlives the template, says how the kernel ended and lets none be left.

What comes on the link, a message each: ``pid N`` and ``ready`` from the kernel itself, ``exit CODE`` from its keeper.
"""

import os
import select
import signal
import socket
import warnings
from contextlib import suppress

from warm_kernels.kernel import Imports, Request, become_kernel


def fork() -> int:
    """Fork, as ``os.fork`` does. A library's idle thread is not there in the child, and that is known."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def keep(request: Request, imports: Imports, caller: int) -> None:
    """Fork the kernel, tell the caller of it, and end with it; end it if the caller is gone or lets go of the link."""
    link = socket.socket(fileno=request.link)
    kernel = fork()
    if kernel == 0:
        become_kernel(request, imports, link)
    for descriptor in (request.output, request.errors, request.details):
        os.close(descriptor)
    if _outlasts(link, kernel, caller):
        with suppress(ProcessLookupError):
            os.killpg(kernel, signal.SIGKILL)
        os.kill(kernel, signal.SIGKILL)  # it may not lead its group yet
    code = os.waitstatus_to_exitcode(os.waitpid(kernel, 0)[1])
    with suppress(OSError):  # nobody is there to be told
        link.send(f"exit {code}".encode())
    os._exit(0)


def _outlasts(link: socket.socket, kernel: int, caller: int) -> bool:
    """Wait for the first to end; return whether the kernel is still there."""
    waiting = select.poll()
    ended = os.pidfd_open(kernel)
    waiting.register(ended, select.POLLIN)
    waiting.register(link, select.POLLIN)
    try:
        waiting.register(os.pidfd_open(caller), select.POLLIN)
    except ProcessLookupError:
        return True
    return ended not in {descriptor for descriptor, _ in waiting.poll()}
