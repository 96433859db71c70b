"""Who may read what is written: its owner alone, whatever the umask, but for what is published.

Private folders are 0700 and private files 0600, of real records and of synthetic ones: a rule with no case is one that
nobody forgets. What is published is 0755 and 0644, so that a site has the same modes wherever it is built.
"""

import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from annual_report.errors import InputError

#: The folder of a report in which all is made.
BUILD = "_build"
#: What of an edition's output is published.
SITE = "site"
#: How the name ends of a folder that is being filled. It is swapped in whole, with the modes that it then has.
UNFINISHED = ".new"
_IGNORE = ".gitignore"
_IGNORED = "# What is built is never committed: most of it is private.\n*\n"
#: Others may go through such a folder to what they may read in it, and cannot list what else is there.
_PASSAGE = 0o711


class _Modes(NamedTuple):
    folder: int
    file: int


_PRIVATE = _Modes(0o700, 0o600)
_READABLE = _Modes(0o755, 0o644)


@contextmanager
def for_the_owner_alone() -> Iterator[None]:
    """Let all that this process, and those that it starts, write until the end of the block be private."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def own_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there, for the owner alone.

    Where ``_build`` is among them, git is told to ignore it, and others may go through it, for a site is readable.

    Raises:
        OSError: if they cannot be made.
    """
    for missing in reversed([one for one in (folder, *folder.parents) if not one.is_dir()]):
        missing.mkdir(mode=_PRIVATE.folder, exist_ok=True)
        if missing.name == BUILD:
            _mark(missing)


def close(folder: Path, readable: Collection[str] = ()) -> None:
    """Give a folder with all that it holds to its owner alone, but for the parts that everyone may read.

    Args:
        folder: which may be in use: what vanishes meanwhile is passed over.
        readable: the names of those parts. If there are any, others may go through the folder to them.
    """
    with suppress(FileNotFoundError):
        for part in sorted(os.listdir(folder)):  # noqa: PTH208  the names are compared
            _set(folder / part, _READABLE if part in readable else _PRIVATE)
    _change(folder, _PASSAGE if readable else _PRIVATE.folder)


def publish(path: Path) -> None:
    """Let everyone read a file, or a folder with all that it holds."""
    _set(path, _READABLE)


def keep_private(build: Path, editions: Collection[str]) -> None:
    """Close all that an earlier version, or a person, left open in ``_build``, but for the sites of editions.

    Args:
        build: the folder; it need not be there.
        editions: the names of those that publish a site.

    Raises:
        InputError: if something there belongs to another user, and so cannot be closed.
    """
    if not build.is_dir():
        return
    try:
        for part in sorted(build.resolve().iterdir()):
            if part.name.endswith(UNFINISHED):  # by another command, perhaps: what is within stays as it is made
                _change(part, _PRIVATE.folder)
            elif part.name in editions:
                close(part, (SITE,))
            else:
                _set(part, _PRIVATE)
        _mark(build.resolve())
    except PermissionError as error:
        raise InputError(
            f"{error.filename}: is another user's, so it cannot be closed to others. Have its owner remove {build}, or "
            "work in a copy of your own"
        ) from error


def _mark(build: Path) -> None:
    ignore = build / _IGNORE
    if not ignore.exists():
        ignore.write_text(_IGNORED, encoding="utf-8")
    _change(ignore, _PRIVATE.file)
    _change(build, _PASSAGE)


def _set(path: Path | str, modes: _Modes) -> None:
    """Give a path, with all that it holds, these modes: a folder first, so that nobody comes in meanwhile."""
    if _change(path, modes.file, modes.folder):
        with suppress(FileNotFoundError), os.scandir(path) as parts:
            for part in parts:
                _set(part.path, modes)


def _change(path: Path | str, mode: int, of_folder: int | None = None) -> bool:
    """Give a path a mode unless it has it, and say whether it is a folder. What a link leads to is left as it is."""
    try:
        found = os.lstat(path).st_mode
        wanted = of_folder if of_folder is not None and stat.S_ISDIR(found) else mode
        if not stat.S_ISLNK(found) and stat.S_IMODE(found) != wanted:
            os.chmod(path, wanted)  # noqa: PTH101  a text or a Path
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(found)
