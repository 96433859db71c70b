"""Safeguarding as a subject of the engine: registered as the entry point ``safeguarding``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annual_report.editions.models import Edition
from annual_report.faults import Fault, RecordsError
from annual_report.records.tables import read_table
from annual_report.subject import Held, Subject, Written
from safeguarding.checks import check_records
from safeguarding.codes import COLUMNS, KEYS
from safeguarding.records import load, prepare
from safeguarding.schemas import record_specs

_IDS = frozenset(key for table, key in KEYS.items() if table != "areas")


@dataclass(frozen=True, slots=True)
class Safeguarding:
    """Checks and makes records of serious child safeguarding incidents."""

    def check(self, edition: Edition) -> list[Fault]:
        """Return every fault of the edition's records and reference tables, none raised."""
        return check_records(edition).faults

    def prepare(self, edition: Edition) -> list[Fault]:
        """Return every fault of the same, none raised. Sound records are prepared, and not checked again."""
        try:
            prepare(edition)
        except RecordsError as error:
            return error.faults
        return []

    def count(self, edition: Edition) -> Mapping[str, int]:
        """Return how many records each table has."""
        return {name: len(frame) for name, frame in check_records(edition).tables.items() if name in COLUMNS}

    def areas(self, edition: Edition) -> tuple[str, ...]:
        """Return the codes of all areas of the records, in order."""
        return tuple(load(edition).areas.index)

    def held(self, edition: Edition) -> tuple[Held, ...]:
        """Return whose the incidents, children and reviews are: those of areas tell of no child."""
        return tuple(load(edition).held())

    def written(self, edition: Edition) -> Iterator[Written]:
        """Yield the tables of incidents, children, reviews and yearly reports. An area tells of no child.

        Raises:
            RecordsError: if a table cannot be read.
        """
        for spec in record_specs(edition):
            if spec.name != "areas":
                table, faults = read_table(spec)
                if table is None or faults:
                    raise RecordsError(faults)
                yield Written(table.frame, _IDS & {*table.frame.columns}, spec.name)

    def synthesise(self, edition: Edition) -> Mapping[str, bytes]:
        """Return the synthetic records of the edition: file name to bytes."""
        # imported here: only this command needs the solver
        from safeguarding.synthetic.generate import synthesise  # noqa: PLC0415

        return synthesise(edition)


SUBJECT: Subject = Safeguarding()
