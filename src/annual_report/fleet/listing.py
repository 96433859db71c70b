"""The list of what to make: ``editions.toml`` names editions, and the areas of each that get a pack."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError
from annual_report.opening import lies_there
from annual_report.packs.pack import require_areas
from annual_report.settings import read_settings
from annual_report.subject import load_subject

ALL = "all"


class Listed(BaseModel):
    """One edition of the list: whether its own report is made, and the packs of which areas."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str = Field(pattern=r"^[A-Za-z0-9-]+$")
    report: bool = False
    areas: tuple[str, ...] | Literal["all"] = ()


class _List(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reports: tuple[Listed, ...] = Field(min_length=1)


def read_list(file: Path) -> tuple[Listed, ...]:
    """Return what a list names.

    Raises:
        MissingError: if there is no such file.
        InputError: if it is not TOML, a setting is wrong, or an edition or an area stands twice.
    """
    if not lies_there(file):
        raise MissingError(f"{file}: no such list. It is a TOML file; docs/operator.md shows one")
    listed = read_settings(file, _List).reports
    for twice in _twice([one.edition for one in listed]):
        raise InputError(f"{file}: edition {twice!r} stands twice. Put what it says into one")
    for one in listed:
        if not (one.report or one.areas):
            raise InputError(f"{file}: of edition {one.edition!r} nothing is made: set report = true, or name areas")
        for twice in _twice([] if one.areas == ALL else one.areas):
            raise InputError(f"{file}: area {twice!r} of edition {one.edition!r} stands twice")
    return listed


def areas_of(project: Project, listed: Listed) -> tuple[str, ...]:
    """Return the areas of an edition that get a pack.

    Raises:
        InputError: if the edition has not one of them.
    """
    edition = project.edition(listed.edition)
    if listed.areas == ALL:
        return load_subject(edition.subject).areas(edition)
    require_areas(edition, listed.areas)
    return tuple(listed.areas)


def _twice(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
