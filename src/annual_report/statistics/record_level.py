"""Whether this process may tell which records a number counts: the engine says so to the kernels that it starts.

Imported in a kernel before its first cell, so it imports nothing.
"""

#: The argument that makes a kernel tell all.
ARGUMENT = f"--IPKernelApp.exec_lines=__import__({__name__!r}, fromlist=['tell_all']).tell_all()"

_told = False


def tell_all() -> None:
    """Let this process tell all from now on: which records each number counts, and numbers that are to be hidden."""
    global _told  # noqa: PLW0603  one kernel, one answer, given before its first cell
    _told = True


def tells_all() -> bool:
    """Say whether this process was told so."""
    return _told
