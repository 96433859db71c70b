"""Runs of values of all rows at once: the different ones, each once, and which of them a row has."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.leaks.values import Column, Hashes, begun_with, then

#: Numbers up to so many times the rows are looked up in a list of all; greater ones are sorted into those there are.
_DENSE = 4
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Group:
    """Different runs of the same columns, and which of them each row has.

    ``hashes`` are those of the runs, ``pairs`` of their first two values. ``weights`` says what their values weigh, and
    ``named`` whether one is no flag. ``of_row`` has the place of its run for each of the ``rows`` that are followed,
    which are all rows if that is None.
    """

    columns: tuple[Column, ...]
    hashes: Hashes
    pairs: Hashes
    weights: NDArray[np.int8]
    named: NDArray[np.bool_]
    of_row: Numbers
    rows: Numbers | None = None

    def then(self, column: Column) -> "Group":
        """Return the runs with one value more."""
        size = len(column.hashes)
        codes = column.codes if self.rows is None else column.codes[self.rows]
        of_row, both = _numbered(self.of_row.astype(np.int64) * size + codes, len(self.hashes) * size)
        before, value = both // size, both % size
        hashes = then(self.hashes[before], column.hashes[value])
        return Group(
            (*self.columns, column),
            hashes,
            hashes if len(self.columns) == 1 else self.pairs[before],
            self.weights[before] + column.weights[value],
            self.named[before] | ~column.flags[value],
            of_row,
            self.rows,
        )

    def only(self, kept: NDArray[np.bool_]) -> "Group":
        """Return some of the runs, with the rows that have them."""
        if kept.all():
            return self
        followed = kept[self.of_row]
        number = (np.cumsum(kept) - 1).astype(np.int32)
        rows = np.flatnonzero(followed).astype(np.int32) if self.rows is None else self.rows[followed]
        return Group(
            self.columns,
            self.hashes[kept],
            self.pairs[kept],
            self.weights[kept],
            self.named[kept],
            number[self.of_row[followed]],
            rows,
        )

    def records(self, wanted: Hashes) -> pd.DataFrame:
        """Return each row that has one of these runs, with the run's hash."""
        some = self.only(np.isin(self.hashes, wanted))
        rows = np.arange(len(some.of_row), dtype=np.int32) if some.rows is None else some.rows
        return pd.DataFrame({"run": some.hashes[some.of_row], "row": rows})


def begun(column: Column) -> Group:
    """Return the runs of one value, those of a column."""
    hashes = begun_with(column.hashes)
    return Group((column,), hashes, hashes, column.weights, ~column.flags, column.codes)


def _numbered(both: NDArray[np.int64], size: int) -> tuple[Numbers, NDArray[np.int64]]:
    """Return which of the different numbers below ``size`` each is, and these."""
    if size > _DENSE * len(both):
        of_row, found = pd.factorize(both)
        return of_row.astype(np.int32), found
    there = np.zeros(size, dtype=bool)
    there[both] = True
    return (np.cumsum(there, dtype=np.int32) - 1)[both], np.flatnonzero(there)
