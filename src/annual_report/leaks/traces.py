"""What of the records can be told again from any text: their ids, and runs of values that only a record has."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annual_report.editions.models import Edition
from annual_report.leaks.ids import Ids, ids_of, together
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
    ids, runs = list[Ids](), frozenset[Run]()
    for table in tables:
        found = {name: ids_of([table.frame[name]]) for name in table.ids}
        ids += found.values()
        told = {name for name, known in found.items() if len(known) == len(table.frame)}
        runs |= runs_of(None if name in told else table.frame[name] for name in table.frame.columns)
    return Traces(together(ids), runs)
