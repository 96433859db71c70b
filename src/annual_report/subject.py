"""The seam between the engine and what a report is about: a subject checks its records and can make synthetic ones."""

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import Protocol

from annual_report.editions.models import Edition
from annual_report.errors import MissingError
from annual_report.faults import Fault


class Subject(Protocol):
    """What a body's own package gives the engine. Registered as an entry point ``annual_report.subjects``."""

    def check(self, edition: Edition) -> list[Fault]:
        """Return every fault of the edition's records, none raised."""

    def prepare(self, edition: Edition) -> list[Fault]:
        """Return every fault as ``check`` does. Sound records are kept so that notebooks read them fast, unchecked."""

    def count(self, edition: Edition) -> Mapping[str, int]:
        """Return how many records each table has."""

    def identifiers(self, edition: Edition) -> frozenset[str]:
        """Return the ids of all records about people and reviews: none may stand in anything that is published."""

    def areas(self, edition: Edition) -> tuple[str, ...]:
        """Return the codes of all areas, each of which can have its own figures."""

    def rows(self, edition: Edition) -> Iterator[tuple[str, ...]]:
        """Yield the same records field by field, each value as it is written."""

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
