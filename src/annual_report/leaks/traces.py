"""What of the records can be told again from any text: their ids, and runs of values that only a few records have."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from annual_report.editions.models import Edition
from annual_report.editions.policy import Policy
from annual_report.errors import InputError
from annual_report.leaks.growing import runs_of
from annual_report.leaks.ids import Ids, ids_of, together
from annual_report.leaks.runs import Runs, joined
from annual_report.subject import Written, load_subject

#: What an edition that says nothing has.
_USUAL = Policy().threshold


@dataclass(frozen=True, eq=False)
class Traces:
    """The ids of all records of an edition, and the runs of values that fewer of them share than ``threshold``."""

    ids: Ids = field(default_factory=Ids)
    runs: Runs = field(default_factory=Runs)
    threshold: int = _USUAL


def traces_of_edition(edition: Edition) -> Traces:
    """Return what tells of the records of an edition.

    Raises:
        RecordsError: if they cannot be read.
        InputError: if the edition excuses columns that the records have not.
    """
    policy = edition.disclosure
    return traces_of(load_subject(edition.subject).written(edition), policy.threshold, policy.chance.keys())


def traces_of(tables: Iterable[Written], threshold: int = _USUAL, chance: Collection[str] = ()) -> Traces:
    """Return what tells of these records. Of large tables one is held at a time.

    No run goes over an id: that is found by itself. Ids that might be words or numbers are values like others.

    Args:
        tables: the records.
        threshold: so many records are no trace of one.
        chance: the table and columns whose values stand side by side in what is published by chance alone.

    Raises:
        InputError: if a ``chance`` names no run of the tables.
    """
    ids, runs, unknown = list[Ids](), list[Runs](), set(chance)
    for table in tables:
        found = {name: ids_of([table.frame[name]]) for name in table.ids}
        ids += found.values()
        told = {name for name, known in found.items() if len(known) == len(table.frame)}
        columns = [None if name in told else table.frame[name] for name in table.frame.columns]
        unknown -= {name for name in unknown if _is_of(name, table)}
        runs.append(runs_of(columns, threshold, table.table, chance))
    if unknown:
        raise InputError(
            f"disclosure.chance names {min(unknown)!r}, and no table of records has these columns: write it as the "
            "message of the gate has it, the table, a colon, and the columns with commas between"
        )
    return Traces(together(ids), joined(runs), threshold)


def _is_of(name: str, table: Written) -> bool:
    of, _, columns = name.partition(": ")
    return of == table.table and set(columns.split(", ")) <= {*table.frame.columns}
