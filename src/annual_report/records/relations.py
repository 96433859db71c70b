"""Rules between columns and between tables, applied to all rows at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.faults import Fault
from annual_report.records.arrow import places_in
from annual_report.records.listing import list_faults, nearest
from annual_report.records.tables import RawTable

_SHOWN = 60


class Frames(Mapping[str, pd.DataFrame]):
    """Typed tables by name, which remember where the names of one stand in another: looking that up takes longest."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = dict(frames)
        self._places: dict[tuple[str, str], NDArray[np.int64]] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def changed(self, change: Callable[[pd.DataFrame], pd.DataFrame]) -> "Frames":
        """Return the tables, each changed without moving a row, with what is remembered of their places."""
        frames = Frames({name: change(frame) for name, frame in self._frames.items()})
        frames._places = self._places
        return frames

    def places(self, column: str, key: str) -> NDArray[np.int64]:
        """Return for each row of a column, ``table.column``, where it first stands in another; -1 where it does not."""
        if (column, key) not in self._places:
            one, other = (self._frames[table][name] for table, name in (column.split("."), key.split(".")))
            self._places[column, key] = places_in(one, other)
        return self._places[column, key]

    def at(self, places: NDArray[np.int64], column: str) -> pd.Series:
        """Return what stands at these places of a column, ``table.column``; missing where a place is -1."""
        table, name = column.split(".")
        return pd.Series(self._frames[table][name].array.take(places, allow_fill=True))


@dataclass(frozen=True, slots=True)
class Relation:
    """One rule.

    Args:
        table: the table whose rows break it.
        column: where the fault is told.
        needs: the columns it reads, as ``table.column``. It is passed over while one of them is not there, or one of
            another table is not whole or has a value that could not be read: what it found would be a guess.
        broken: says, for each row of ``table``, whether it breaks the rule. Missing counts as no.
        rule: what would be right; ``{column}`` is replaced by what stands in the row.
        choices: gives the right values, if the nearest one is to be named.
    """

    table: str
    column: str
    needs: tuple[str, ...]
    broken: Callable[[Frames], pd.Series]
    rule: str
    choices: Callable[[Frames], Sequence[str]] | None = None


def check_relations(relations: Sequence[Relation], raw: Mapping[str, RawTable], typed: Frames) -> list[Fault]:
    """Return the faults of every relation that can be looked at."""
    faults: list[Fault] = []
    for relation in relations:
        if _ready(relation, raw, typed):
            faults += _faults(relation, raw[relation.table], typed)
    return faults


def _ready(relation: Relation, raw: Mapping[str, RawTable], typed: Frames) -> bool:
    for need in (f"{relation.table}.{relation.column}", *relation.needs):
        table, column = need.split(".")
        if table not in raw or column not in raw[table].frame.columns:
            return False
        if table == relation.table:
            continue
        if not (raw[table].whole and _is_read(raw[table].frame[column], typed[table][column])):
            return False
    return True


def _is_read(written: pd.Series, typed: pd.Series) -> bool:
    """Say whether each value of a column could be read: else what is not found in it tells nothing."""
    unread = typed.isna().to_numpy()
    return not unread.any() or bool((written[unread] == "").all())


def _faults(relation: Relation, table: RawTable, typed: Frames) -> list[Fault]:
    broken = relation.broken(typed).fillna(value=False).to_numpy(dtype=bool)
    places = np.flatnonzero(broken).tolist()
    choices = relation.choices(typed) if relation.choices and len(places) else ()
    values = table.frame[relation.column]

    def value(place: int) -> str:
        return str(values.iloc[places[place]])

    def rule(place: int) -> str:
        row = {str(name): str(text)[:_SHOWN] for name, text in table.frame.iloc[places[place]].items()}
        return relation.rule.format(**row) + nearest(value(place), choices)

    told = relation.rule.format(**dict.fromkeys(map(str, table.frame.columns), "..."))
    return list_faults(table.file, relation.column, told, table.numbers[places].tolist(), value, rule)
