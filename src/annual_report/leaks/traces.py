"""What of the records can be told again from any text: their ids, and runs of values that only a record has."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from annual_report.editions.models import Edition
from annual_report.leaks.ids import Ids, are_telling, ids_of, together
from annual_report.leaks.runs import Run, runs_of
from annual_report.subject import Written, load_subject


@dataclass(frozen=True, eq=False)
class Traces:
    """The ids and the runs of values of all records of an edition."""

    ids: Ids = field(default_factory=Ids)
    runs: frozenset[Run] = frozenset()


def traces_of_edition(edition: Edition) -> Traces:
    """Return what tells of the records of an edition.

    Raises:
        RecordsError: if they cannot be read.
    """
    return traces_of(load_subject(edition.subject).written(edition))


def traces_of(tables: Iterable[Written]) -> Traces:
    """Return what tells of these records. Of large tables one is held at a time.

    No run goes over an id: that is found by itself. Ids that might be words or numbers are values like others.
    """
    ids, runs = [], frozenset[Run]()
    for table in tables:
        ids.append(ids_of(table.frame[name] for name in table.ids))
        runs |= runs_of(_values(table))
    return Traces(together(ids), runs)


def _values(table: Written) -> list[pd.Series | None]:
    """Return the columns of values, with None in the place of one of ids."""
    columns = ((name, table.frame[name]) for name in table.frame.columns)
    return [None if name in table.ids and are_telling(column) else column for name, column in columns]
