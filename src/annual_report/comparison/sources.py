"""Reading the two sides of a comparison: a ledger, a release, a build's folder, or an edition by its name."""

import json
from collections.abc import Callable
from pathlib import Path

from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError
from annual_report.release import Release
from annual_report.statistics.ledger import RECORD_LEVEL, Ledger, without_head
from annual_report.statistics.plain import why_not

_WHAT = "Name a ledger.json, a release.json, the folder of a build such as _build/2020, or an edition that was built"
#: What a build's folder holds, in the order in which it is looked for.
_FILES = ("ledger.json", "release.json")


def find_ledger(name: str, find_project: Callable[[], Project]) -> Path:
    """Return the file that ``name`` means: itself, the one in the folder, or the last release of the edition.

    Args:
        name: a path, or the name of an edition.
        find_project: asked only where ``name`` is no path.

    Raises:
        MissingError: if there is no such thing.
    """
    path = Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        return _in_folder(path)
    try:
        return find_project().last_release(name)
    except MissingError as error:
        raise MissingError(f"{name}: there is no such file, folder or built edition. {_WHAT}") from error


def read_ledger(file: Path) -> Ledger:
    """Return the ledger that ``file`` is, or that the release in it holds.

    Raises:
        InputError: if it is neither.
    """
    try:
        content = without_head(json.loads(file.read_text(encoding="utf-8")), RECORD_LEVEL)
        is_release = isinstance(content, dict) and "ledger" in content
        kind = Release if is_release else Ledger
        read = kind.model_validate(content, strict=False)
    except ValueError as error:
        raise InputError(f"{file}: neither a ledger nor a release: {why_not(error)}. {_WHAT}") from error
    return read.ledger if isinstance(read, Release) else read


def _in_folder(folder: Path) -> Path:
    for name in _FILES:
        if (file := folder / name).is_file():
            return file
    raise MissingError(f"{folder}: there is no {' and no '.join(_FILES)} in it. {_WHAT}")
