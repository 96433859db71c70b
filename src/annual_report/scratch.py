"""Temporary files in one folder for each run of the program, which goes with it: at its end, or by the next run.

Libraries leave files of their own in the system's folder for such things, so that folder is this one while a command
runs. The path of a socket must be short; where the folder's is not, sockets lie in one that is.
"""

import atexit
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annual_report.errors import InputError
from annual_report.holding import hold, remove, remove_left

_PREFIX = "annual-report-"
_PATH_OF_SOCKET = 107 if sys.platform == "linux" else 103  # bytes: what the system has room for
_NAME_OF_SOCKET = 52  # bytes, with the stroke before it: the longest that is used
_SHORT = ("/tmp", "/var/tmp")  # noqa: S108  the folder in it is made anew, for its owner alone


@contextmanager
def scratch() -> Iterator[None]:
    """Have all temporary files of the block in a new folder, which is removed at its end, with what killed runs left.

    Where no folder can be made the block runs all the same: whoever needs one says so.
    """
    clean()
    try:
        folder, held = _new(Path(tempfile.gettempdir()))
    except OSError:
        yield
        return
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before[0]
        if before[1] is None:
            os.environ.pop("TMPDIR", None)
        else:
            os.environ["TMPDIR"] = before[1]
        _SOCKETS.close()
        remove(folder)
        os.close(held)


def clean() -> None:
    """Remove the folders of this user's runs that have ended without doing so."""
    for base in {*_short(), *_usual()}:
        with suppress(OSError), os.scandir(base) as found:
            for entry in found:
                if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False) and _is_own(entry):
                    remove_left(Path(entry.path))


def socket_folder() -> Path:
    """Return a folder for sockets, for this user alone, whose path is short enough for them.

    Raises:
        InputError: if there is none.
    """
    return _SOCKETS.get()


class _Sockets:
    """The folder for sockets of this process, made when it is first asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._held = -1

    def get(self) -> Path:
        with self._lock:
            if self._folder is None or not self._folder.is_dir():
                self._folder, self._held = _first_short()
            return self._folder

    def close(self) -> None:
        """Remove it."""
        if self._folder is not None:
            remove(self._folder)
            os.close(self._held)
            self._folder = None

    def forget(self) -> None:
        """Leave it to the process that this one was forked from."""
        self._lock = threading.Lock()
        if self._folder is not None:
            os.close(self._held)
            self._folder = None


_SOCKETS = _Sockets()
atexit.register(_SOCKETS.close)
os.register_at_fork(after_in_child=_SOCKETS.forget)


def _first_short() -> tuple[Path, int]:
    reasons = []
    for base in (*_usual(), *_short()):
        if len(os.fsencode(base)) + len(_PREFIX) + 9 + _NAME_OF_SOCKET > _PATH_OF_SOCKET:
            reasons.append(f"{base}: its path is too long for a socket")
            continue
        try:
            return _new(base)
        except OSError as error:
            reasons.append(f"{base}: {error.strerror}")
    raise InputError(
        "there is no folder for the sockets of notebooks. Set TMPDIR or XDG_RUNTIME_DIR to one that can be "
        "written to and whose path is shorter than 30 letters:\n  " + "\n  ".join(reasons)
    )


def _usual() -> list[Path]:
    with suppress(OSError):  # there is none that can be written to
        return [Path(tempfile.gettempdir())]
    return []


def _short() -> list[Path]:
    own = os.environ.get("XDG_RUNTIME_DIR")
    return [Path(name) for name in ((own,) if own and Path(own).is_absolute() else ()) + _SHORT]


def _new(base: Path) -> tuple[Path, int]:
    """Return a new folder, for this user alone, and the descriptor that holds it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        held = hold(folder)
        if held is not None:
            return folder, held


def _is_own(entry: "os.DirEntry[str]") -> bool:
    return entry.stat(follow_symlinks=False).st_uid == os.geteuid()
