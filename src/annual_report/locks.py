"""Locks that the system frees when their holder ends, however it ends; and a plain word where there are none."""

from annual_report.errors import RunError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_ELSEWHERE = (
    "this system has no locks that annual-report can use: it runs on Linux, and on macOS. On Windows, run it in WSL, "
    "the Windows Subsystem for Linux: wsl --install, then as on Linux"
)


def lock(descriptor: int, *, wait: bool) -> bool:
    """Lock an open file or folder for this process alone, and say whether that was done.

    Args:
        descriptor: of the open file. Closing it frees the lock.
        wait: whether to wait for whoever holds it.

    Raises:
        RunError: on a system that cannot run this, with one that can.
    """
    require_locks()
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def require_locks() -> None:
    """Check that the system is one that this runs on.

    Raises:
        RunError: if it is not, with one that is.
    """
    if fcntl is None:
        raise RunError(_ELSEWHERE)
