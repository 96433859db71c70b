"""Safeguarding as a subject of the engine: registered as the entry point ``safeguarding``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from annual_report.editions.models import Edition
from annual_report.faults import Fault, RecordsError
from annual_report.records.tables import read_table
from annual_report.subject import Subject
from safeguarding.checks import check_records
from safeguarding.codes import COLUMNS, KEYS
from safeguarding.records import load, prepare
from safeguarding.schemas import record_specs


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

    def identifiers(self, edition: Edition) -> frozenset[str]:
        """Return the ids of all incidents, children, reviews and yearly reports. An area's code tells of no child."""
        tables = _tables(edition)
        return frozenset(name for table, frame in tables.items() for name in frame[KEYS[table]])

    def areas(self, edition: Edition) -> tuple[str, ...]:
        """Return the codes of all areas of the records, in order."""
        return tuple(load(edition).areas.index)

    def rows(self, edition: Edition) -> Iterator[tuple[str, ...]]:
        """Yield each of these records field by field, each value as it is written."""
        for frame in _tables(edition).values():
            yield from frame.itertuples(index=False, name=None)

    def synthesise(self, edition: Edition) -> Mapping[str, bytes]:
        """Return the synthetic records of the edition: file name to bytes."""
        # imported here: only this command needs the solver
        from safeguarding.synthetic.generate import synthesise  # noqa: PLC0415

        return synthesise(edition)


def _tables(edition: Edition) -> Mapping[str, pd.DataFrame]:
    """Return the tables of records as written, but for the areas.

    Raises:
        RecordsError: if a table cannot be read.
    """
    tables, faults = {}, []
    for spec in record_specs(edition):
        if spec.name != "areas":
            table, found = read_table(spec)
            faults += found
            if table is not None:
                tables[spec.name] = table.frame
    if faults:
        raise RecordsError(faults)
    return tables


SUBJECT: Subject = Safeguarding()
