"""Safeguarding as a subject of the engine: registered as the entry point ``safeguarding``."""

from collections.abc import Mapping
from dataclasses import dataclass

from annual_report.editions.models import Edition
from annual_report.faults import Fault
from annual_report.subject import Subject
from safeguarding.checks import check_records
from safeguarding.codes import COLUMNS


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """Checks and makes records of serious child safeguarding incidents."""

    def check(self, edition: Edition) -> list[Fault]:
        """Return every fault of the edition's records and reference tables, none raised."""
        return check_records(edition).faults

    def count(self, edition: Edition) -> Mapping[str, int]:
        """Return how many records each table has."""
        return {name: len(frame) for name, frame in check_records(edition).tables.items() if name in COLUMNS}

    def synthesise(self, edition: Edition) -> Mapping[str, bytes]:
        """Return the synthetic records of the edition: file name to bytes."""
        # imported here: only this command needs the solver
        from safeguarding.synthetic.generate import synthesise  # noqa: PLC0415

        return synthesise(edition)


SUBJECT: Subject = Safeguarding()
