"""The seam between the engine and what a report is about: a subject checks its records and can make synthetic ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.editions.models import Edition
from annual_report.errors import MissingError
from annual_report.faults import Fault


@dataclass(frozen=True, slots=True)
class Written:
    """A table of records, every value as it is written. ``ids`` are the columns of ids, its own and those of others.

    ``table`` is its name, by which a message speaks of it.
    """

    frame: pd.DataFrame
    ids: frozenset[str]
    table: str = "records"


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Whose the records of one unit are: the fingerprint of each record, and the area that sent it."""

    unit: str
    prints: NDArray[np.uint64]
    areas: NDArray[np.str_]


class Subject(Protocol):
    """What a body's own package gives the engine. Registered as an entry point ``annual_report.subjects``.

    Besides, whatever in the package opens records for a notebook calls ``annual_report.account.opened``.
    """

    def check(self, edition: Edition) -> list[Fault]:
        """Return every fault of the edition's records, none raised."""

    def prepare(self, edition: Edition) -> list[Fault]:
        """Return every fault as ``check`` does. Sound records are kept so that notebooks read them fast, unchecked."""

    def count(self, edition: Edition) -> Mapping[str, int]:
        """Return how many records each table has."""

    def areas(self, edition: Edition) -> tuple[str, ...]:
        """Return the codes of all areas, each of which can have its own figures."""

    def held(self, edition: Edition) -> tuple[Held, ...]:
        """Return whose the records are: an area's staff know their own, whatever is hidden."""

    def written(self, edition: Edition) -> Iterator[Written]:
        """Yield each table of records about people and reviews: nothing of them may stand in what is published."""

    def synthesise(self, edition: Edition) -> Mapping[str, bytes]:
        """Return the synthetic records of the edition: file name (within the records folder) to bytes."""


def load_subject(name: str) -> Subject:
    """Return the subject registered as ``name``.

    Raises:
        MissingError: if no installed package registers it.
    """
    found = {point.name: point for point in entry_points(group="annual_report.subjects")}
    if name not in found:
        raise MissingError(f"no subject {name!r} is installed. Installed: {', '.join(sorted(found)) or 'none'}")
    subject: Subject = found[name].load()
    return subject
