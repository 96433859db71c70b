"""Exchanging what two paths name, in one step where the system can, so that at no moment either is missing."""

import errno
import os
from pathlib import Path

_HERE = -100  # AT_FDCWD: a path is relative to the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE
#: What is said by a system or file system that cannot do it.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or folders of one file system. Say whether this system can: if not, nothing was done.

    Raises:
        OSError: if one is not there, or may not be moved.
    """
    import ctypes  # noqa: PLC0415  it takes longer to import than a build with nothing to do may wait

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
