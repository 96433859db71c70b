"""Who holds a file or folder: a lock that the system lets go when its holder ends, however it ends.

So what a killed program left can be told from what another is working on.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annual_report.locks import lock

#: What a file system says that has no locks. Then nothing there is ever taken to be left.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)

_ATTEMPTS = 3  # to remove a folder: a thread that is not waited for may still write into it


@contextmanager
def holding(path: Path) -> Iterator[bool]:
    """Hold a file or folder until the end of the block, once nobody else does. Say whether it is there.

    It may be moved meanwhile, and stays held.
    """
    held = _held(path, wait=True)
    try:
        yield held is not None
    finally:
        if held is not None:
            os.close(held)


@contextmanager
def holding_new(folder: Path) -> Iterator[None]:
    """Make a folder and hold it until the end of the block, empty, whatever another had left there."""
    while True:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        held = _held(folder, wait=True)
        if held is not None:
            break
    try:
        for leftover in folder.iterdir():
            remove(leftover)
        yield
    finally:
        os.close(held)


def hold(path: Path) -> int | None:
    """Hold what was just made until the descriptor that is returned is closed; None if it has been taken away."""
    return _held(path, wait=True)


def remove_left(path: Path) -> None:
    """Remove a file or folder, unless somebody holds it. What cannot be removed stays."""
    with suppress(OSError):
        held = _held(path, wait=False)
        if held is not None:
            try:
                remove(path)
            finally:
                os.close(held)


def clear_left(folder: Path) -> None:
    """Remove everything from a folder that nobody holds."""
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            remove_left(path)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all in it. What cannot be removed stays."""
    if path.is_dir() and not path.is_symlink():
        for _ in range(_ATTEMPTS):
            shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                break
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _held(path: Path, *, wait: bool) -> int | None:
    """Return a descriptor that holds a path; None if it is not there, or held by another where nobody waits."""
    while True:
        try:
            held = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        try:
            if not lock(held, wait=wait):
                os.close(held)
                return None
            if _is_at(held, path):
                return held
        except OSError as error:
            if error.errno in _NO_LOCKS and wait:
                return held
            os.close(held)
            raise
        except BaseException:
            os.close(held)
            raise
        os.close(held)  # it was moved away while its turn was waited for


def _is_at(held: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), path.stat())
    except FileNotFoundError:
        return False
