"""How many notebooks may run at a time within what the system lets a program have: open files and address space.

Where either runs out, ZeroMQ ends the whole program from within, and nobody is told anything. So it is asked first.
"""

import resource

from annual_report.errors import RunError

# Measured with the notebooks of 2020; each number is what was seen, and some to spare.
_FILES_OF_KERNEL = 80  # a kernel's own limit is the same as this program's
_FILES_OF_PROGRAM = 24
_FILES_EACH = 30  # in this program, for each kernel that it speaks to
_SPACE_OF_KERNEL = 2_000_000_000  # bytes
_SPACE_OF_PROGRAM = 1_000_000_000
_SPACE_EACH = 400_000_000
_FILES_WANTED = 4096  # more are of no use


def side_by_side_within_limits(wanted: int) -> int:
    """Return how many notebooks can run at a time, at most ``wanted``.

    The limit of open files is raised as far as the system lets this user raise it.

    Raises:
        RunError: if not even one can.
    """
    files, space = _files(), _space()
    if files < _FILES_OF_KERNEL:
        raise RunError(
            f"the system lets this program have {files} files open at a time, and a notebook needs {_FILES_OF_KERNEL}. "
            "Raise the limit (ulimit -n 1024), and run again"
        )
    if space < _SPACE_OF_KERNEL:
        raise RunError(
            f"the system lets this program have {space / 1e9:.1f} GB of address space, and a notebook needs "
            f"{_SPACE_OF_KERNEL / 1e9:.0f}. Raise the limit (ulimit -v unlimited), and run again"
        )
    fit = min((files - _FILES_OF_PROGRAM) // _FILES_EACH, (space - _SPACE_OF_PROGRAM) // _SPACE_EACH, wanted)
    return max(1, int(fit))


def _files() -> int:
    """Return how many files this program may have open at a time, once its limit is raised."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES_WANTED if hard == resource.RLIM_INFINITY else min(hard, _FILES_WANTED)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    return _FILES_WANTED if soft == resource.RLIM_INFINITY else soft


def _space() -> float:
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return float("inf") if soft == resource.RLIM_INFINITY else soft
