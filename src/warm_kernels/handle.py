"""A kernel's process as its caller sees it: what ``subprocess.Popen`` is for a child, for a kernel that is not one."""

import os
import select
import signal
import socket
from contextlib import suppress


class WarmProcess:
    """A kernel behind its keeper's link. It has those of Popen's attributes that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, link: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._link = link

    def fileno(self) -> int:
        """Return a descriptor that can be read when the process has ended (or -1 once that was noticed)."""
        return self._link.fileno()

    def poll(self) -> int | None:
        """Return how the process ended; None if it has not."""
        while self.returncode is None and _can_be_read(self._link, 0):
            self._take()
        return self.returncode

    def wait(self) -> int:
        """Wait until the process has ended and return how."""
        while self.returncode is None:
            _can_be_read(self._link, None)
            self._take()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send the process a signal, if it has not ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def _take(self) -> None:
        word, _, value = self._link.recv(64).decode().partition(" ")
        if word == "ready":
            return  # whoever started the kernel did not wait for it
        if word != "exit":  # the keeper was killed: nobody else ends the kernel
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        self.returncode = int(value) if word == "exit" else -signal.SIGKILL
        self._link.close()


def _can_be_read(link: socket.socket, milliseconds: int | None) -> bool:
    waiting = select.poll()
    waiting.register(link, select.POLLIN)
    return bool(waiting.poll(milliseconds))
