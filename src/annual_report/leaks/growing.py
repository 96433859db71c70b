"""Finds the runs of values that tell of a record, in all records of a table at once: made longer column by column."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.leaks.groups import Group, begun
from annual_report.leaks.runs import LONGEST, Runs, Source, joined
from annual_report.leaks.values import Column, Hashes, column_of

_ENOUGH = 6
#: What one record alone has always tells of it, however low the threshold.
_LEAST = 2
_NONE = np.empty(0, dtype=np.uint64)


def runs_of(
    columns: Iterable[pd.Series | None], threshold: int, table: str = "records", chance: Collection[str] = ()
) -> Runs:
    """Return the shortest runs of neighbouring values that fewer records than ``threshold`` share.

    A day weighs 4, a code or a number 2, a flag (yes, no, none) 1; a run needs 6, and a value that is no flag. So
    ``7, male, black`` is one, ``2020-01-01, serious_harm`` too, and ``no, no, yes`` is not. A day tells with any later
    value, neighbour or not: two columns of many are a usual selection. A run that many records share tells of none; it
    is made longer, until few share it.

    Args:
        columns: of one table, as text, side by side. No run goes over the place of one that is None.
        threshold: so many records are no trace of one.
        table: its name.
        chance: sources whose runs are told to stand in a text by chance alone; longer ones are not excused.
    """
    held = [None if column is None else column_of(column) for column in columns]
    growing = {start: begun(column) for start, column in enumerate(held) if column and len(column.codes)}
    finding = _Finding(max(threshold, _LEAST), table, frozenset(chance))
    for length in range(2, LONGEST + 1):
        longer = {start: held[start + length - 1] for start in growing if start + length <= len(held)}
        growing = {start: growing[start].then(column) for start, column in longer.items() if column}
        told = finding.traces([*map(_tally, growing.values()), *(_days_apart(held) if length == 2 else ())])
        growing = {start: growing[start].only(~trace) for start, trace in zip(growing, told, strict=False)}
    return finding.runs()


@dataclass(frozen=True, slots=True)
class _Tally:
    """The runs of a group that tell, by their place in it, how many rows have each, and the group, made ``again``."""

    columns: tuple[Column, ...]
    telling: NDArray[np.intp]
    hashes: Hashes
    pairs: Hashes
    counts: NDArray[np.int64]
    size: int
    again: Callable[[], Group]


def _tally(group: Group, again: Callable[[], Group] | None = None) -> _Tally:
    telling = np.flatnonzero((group.weights >= _ENOUGH) & group.named)
    counts = np.bincount(group.of_row, minlength=len(group.hashes))[telling]
    hashes, pairs = group.hashes[telling], group.pairs[telling]
    return _Tally(group.columns, telling, hashes, pairs, counts, len(group.hashes), again or (lambda: group))


def _days_apart(columns: Sequence[Column | None]) -> Iterator[_Tally]:
    """Yield each column's days with the values of each later column that is no neighbour."""
    for start, first in enumerate(columns):
        if first and first.days.any():
            for later in filter(None, columns[start + 2 :]):
                again = partial(_days_with, first, later)
                yield _tally(again(), again)  # its rows are not kept: there are many pairs of columns


def _days_with(first: Column, later: Column) -> Group:
    return begun(first).only(first.days).then(later)


class _Finding:
    """Keeps what is found in a table, run by run of the same length."""

    def __init__(self, threshold: int, table: str, chance: frozenset[str]) -> None:
        self._threshold = threshold
        self._table = table
        self._chance = chance
        self._found: list[Runs] = []
        self._common: list[Hashes] = []

    def traces(self, tallies: Sequence[_Tally]) -> list[NDArray[np.bool_]]:
        """Keep the runs that few records share, and say of each tally's group which of its runs these are."""
        hashes = np.concatenate([_NONE, *(tally.hashes for tally in tallies)])
        different, place = np.unique(hashes, return_inverse=True)
        shared = self._shared(tallies, different, place)
        self._common.append(different[shared >= self._threshold])
        ends = np.cumsum([len(tally.hashes) for tally in tallies])
        return [
            self._keep(tally, shared[place[end - len(tally.hashes) : end]])
            for tally, end in zip(tallies, ends, strict=True)
        ]

    def _keep(self, tally: _Tally, shared: NDArray[np.int64]) -> NDArray[np.bool_]:
        source = Source(self._table, tuple(column.name for column in tally.columns))
        few = (shared < self._threshold) & (str(source) not in self._chance)
        if few.any():
            where = np.zeros(np.count_nonzero(few), dtype=np.int32)
            self._found.append(
                Runs(
                    tally.hashes[few],
                    shared[few].astype(np.int32),
                    where,
                    np.unique(tally.pairs[few]),
                    sources=(source,),
                )
            )
        traces = np.zeros(tally.size, dtype=bool)
        traces[tally.telling[few]] = True
        return traces

    def _shared(self, tallies: Sequence[_Tally], different: Hashes, place: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return how many records share each run, in whatever columns: one that has it twice is one."""
        counts = np.concatenate([np.empty(0, dtype=np.int64), *(tally.counts for tally in tallies)])
        shared = np.bincount(place, weights=counts, minlength=len(different)).astype(np.int64)
        most = np.zeros(len(different), dtype=np.int64)
        np.maximum.at(most, place, counts)
        often = different[(np.bincount(place, minlength=len(different)) > 1) & (most < self._threshold)]
        if len(often):
            rows = pd.concat([tally.again().records(often) for tally in tallies if np.isin(tally.hashes, often).any()])
            exact = rows.drop_duplicates()["run"].value_counts()
            shared[np.searchsorted(different, exact.index.to_numpy())] = exact.to_numpy()
        return shared

    def runs(self) -> Runs:
        """Return all that was found."""
        return replace(joined(self._found), common=np.unique(np.concatenate([_NONE, *self._common])))
