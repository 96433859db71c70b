"""Replacing several files of one folder together: after a kill at any moment the next command has all or none of them.

What is new is written aside first, with what it replaces. Then one rename decides, and the files are moved. Whoever
comes next finishes a change that was decided, and takes away one that was not.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from annual_report.holding import holding, holding_new, remove, remove_left
from annual_report.stopping import unstopped
from annual_report.trouble import written_to

_PREPARED, _DECIDED = ".annual-report-change.new", ".annual-report-change"
_NEW, _OLD, _ABSENT = "new", "old", "absent"  # folders: what comes, what it replaces, and the names that are not there


def replace_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file, by its path within the folder, or none. A file that is there keeps its mode.

    Raises:
        OSError: if one cannot be written or moved. Then all are as they were.
    """
    prepared, decided = folder / _PREPARED, folder / _DECIDED
    with holding_new(prepared):
        try:
            _prepare(folder, prepared, files)
            with unstopped():
                _finish(folder)
                prepared.rename(decided)
                _move(folder, decided)
        except BaseException:
            remove(prepared)
            raise


def finish_replacing(folder: Path) -> None:
    """Finish, or take away, what a killed program had begun to replace in a folder.

    Raises:
        OSError: if it can be neither finished nor undone.
    """
    remove_left(folder / _PREPARED)
    with unstopped():
        _finish(folder)


def _finish(folder: Path) -> None:
    decided = folder / _DECIDED
    with holding(decided) as there:
        if there:
            _move(folder, decided)


def _prepare(folder: Path, prepared: Path, files: Mapping[str, bytes]) -> None:
    for part in (_NEW, _OLD, _ABSENT):
        (prepared / part).mkdir()
    for name, content in files.items():
        new, file = prepared / _NEW / name, folder / name
        for part in (_NEW, _OLD, _ABSENT):
            (prepared / part / name).parent.mkdir(parents=True, exist_ok=True)
        with written_to(new):
            new.write_bytes(content)
        if file.exists():
            shutil.copymode(file, new)
            _keep(file, prepared / _OLD / name)
        else:
            (prepared / _ABSENT / name).touch()


def _keep(file: Path, copy: Path) -> None:
    """Have a second name for a file, or a copy where the file system knows no second names."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copy2(file, copy)


def _move(folder: Path, decided: Path) -> None:
    """Move each file that is not yet in its place; put all back if one cannot be moved."""
    try:
        for name, file in _within(decided / _NEW).items():
            file.replace(folder / name)
    except OSError:
        _undo(folder, decided)  # if this too fails, all that it needs stays for the next attempt
        remove(decided)
        raise
    remove(decided)


def _undo(folder: Path, decided: Path) -> None:
    waiting = _within(decided / _NEW)
    for name, file in _within(decided / _OLD).items():
        file.replace(folder / name)
    for name in _within(decided / _ABSENT):
        if name not in waiting:
            (folder / name).unlink(missing_ok=True)


def _within(part: Path) -> dict[str, Path]:
    """Return the files of a part by their paths, none if it is gone: removing a change may have been broken off."""
    return {file.relative_to(part).as_posix(): file for file in sorted(part.rglob("*")) if file.is_file()}
