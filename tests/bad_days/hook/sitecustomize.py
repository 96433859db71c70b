"""Read by each Python that a test starts with this folder on its path: it ends the command at one of its renames.

Renames are counted over all processes of the command, in a file. What is looked at is the moment before the rename.
"""

import os
import signal
import sys

_AT = "BAD_DAYS_AT"  # which rename, which signal, to the command or its group, and the file that counts
_COMMAND = "BAD_DAYS_COMMAND"


def _is_rename(event: str, arguments: tuple[object, ...]) -> bool:
    return event == "os.rename" or (event == "ctypes.dlsym" and arguments[1] == "renameat2")


def _count(file: str) -> int:
    """Count one more and return how many there have been."""
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(opened, b".")
        return os.fstat(opened).st_size
    finally:
        os.close(opened)


def _watch(told: str) -> None:
    at, number, whom, file = told.split(":", 3)
    command = int(os.environ.setdefault(_COMMAND, str(os.getpid())))
    send = os.killpg if whom == "group" else os.kill

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if _is_rename(event, arguments) and _count(file) == int(at):
            send(command, signal.Signals[number])

    sys.addaudithook(look)


if _AT in os.environ:
    _watch(os.environ[_AT])
