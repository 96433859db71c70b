"""What the system refuses a program, in words: what it was about, why, and what to do."""

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SPACE = "Free some space there (or where TMPDIR lies, or where the output goes), and run again"
_FILES = "Let the program open more files at a time (ulimit -n 1024), and run again"
_MEMORY = "Give the program more memory (ulimit -v unlimited, or a larger machine or container), and run again"
_MORE = "The system lets the program have no more threads or processes: see ulimit -u, ulimit -v and the container"
_LINK = "Mend or remove the link"
#: What to do, by the number of the system's error.
_TO_DO: Mapping[int, str] = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: "The file may not become that large: see ulimit -f",
    errno.EROFS: "Work on a copy of the report in a folder that can be written to",
    errno.EACCES: "Have its owner let you, or work on a copy of the report",
    errno.EPERM: "Have its owner let you, or work on a copy of the report",
    errno.EMFILE: _FILES,
    errno.ENFILE: _FILES,
    errno.ENOMEM: _MEMORY,
    errno.EAGAIN: _MORE,
    errno.ELOOP: _LINK,
    errno.ENAMETOOLONG: "Work in a folder with a shorter path; for temporary files set TMPDIR to one",
    errno.EIO: "The disk or terminal failed: look to that first",
    errno.ENOENT: "Put it there; if another program is changing the report's folder, run again when that is done",
    errno.EXDEV: "Keep the report's _build folder on one file system",
}
_OTHERWISE = "Look to that, and run again"
#: How the library that copies folders writes down what the system said.
_REASON = re.compile(r"\[Errno (?P<number>\d+)\] (?P<reason>[^:]+)")
_OF_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_WANTS = (*_OF_WRITING, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
_LISTED = 3  # files of one trouble that are named


def trouble_of(error: Exception) -> str:
    """Return in words what the system refused; empty if the error is of another kind.

    It may stand behind another error as its cause.
    """
    match error:
        case shutil.Error():
            return _several(error)
        case OSError():
            return _said(error)
        case MemoryError():
            return f"there is not enough memory. {_MEMORY}"
        case RuntimeError() if "start new thread" in str(error):
            return f"no thread can be started. {_MORE}"
    number = getattr(error, "errno", None)  # of a library's own kind, as ZeroMQ's
    if isinstance(number, int) and number in _TO_DO:
        return f"{os.strerror(number)}. {_TO_DO[number]}"
    cause = error.__cause__ or error.__context__
    return trouble_of(cause) if isinstance(cause, Exception) else ""


def want_of(error: Exception) -> str:
    """Return in words what ran out, such as space on a disk; empty if nothing did."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError) or getattr(cause, "errno", None) in _WANTS:
            return trouble_of(cause) if isinstance(cause, Exception) else ""
        cause = cause.__cause__ or cause.__context__
    return ""


@contextmanager
def written_to(place: Path) -> Iterator[None]:
    """Name a file or folder in the system's refusals to write: it names none itself if a file was open already."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno in _OF_WRITING:
            error.filename = str(place)
        raise


def _said(error: OSError) -> str:
    place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes | os.PathLike) else ""
    reason = error.strerror or str(error) or type(error).__name__
    to_do = _TO_DO.get(error.errno or 0, _OTHERWISE)
    return f"{place}{reason}. {to_do}"


def _several(error: shutil.Error) -> str:
    """Return what is said of several files that could not be copied: the first few, and what to do about the first."""
    found = error.args[0] if error.args else ()
    if not isinstance(found, list):
        return f"{error}. {_OTHERWISE}"
    told = [_REASON.search(str(reason)) for _, _, reason in found]
    numbers = [int(one["number"]) for one in told if one]
    lines = [
        f"{target}: {one['reason'] if one else reason}"
        for (_, target, reason), one in zip(found[:_LISTED], told, strict=False)
    ]
    more = f" (and {len(found) - _LISTED} more)" if len(found) > _LISTED else ""
    return f"{'; '.join(lines)}{more}. {_TO_DO.get(numbers[0] if numbers else 0, _OTHERWISE)}"
