"""Runs of values that only a record has, of all records at once, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Run = tuple[str, ...]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]00:00:00)?")
_FLAGS = frozenset({"yes", "no", "none", "true", "false", "not", "not_known", ""})
#: How a data frame prints a flag.
_PRINTED = {"yes": "true", "no": "false"}
_ENOUGH = 6
_LONGEST = 8
_WORD = re.compile(r"[^\s,;|<>\"'=:(){}\[\]\\]+")
_CELL = re.compile(r"[^,;|\t\n]+")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's different values, as they are compared, which are days or flags, and each row's place among them."""

    words: Sequence[str]
    days: NDArray[np.bool_]
    flags: NDArray[np.bool_]
    codes: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Begun:
    """A run that does not tell yet: its values, what they weigh, and whether one of them is no flag."""

    words: Run = ()
    weight: int = 0
    named: bool = False

    def then(self, value: str) -> "_Begun":
        return _Begun((*self.words, value), self.weight + _weight(value), self.named or value not in _FLAGS)

    @property
    def tells(self) -> bool:
        return self.weight >= _ENOUGH and self.named


def runs_of(columns: Iterable[pd.Series | None]) -> frozenset[Run]:
    """Return the shortest runs of neighbouring values, of any record, that tell of it.

    A day weighs 4, a code or a number 2, a flag (yes, no, none) 1; a run needs 6, and a value that is no flag. So
    ``7, male, black`` is one, ``2020-01-01, serious_harm`` too, and ``no, no, yes`` is not. A day tells with any later
    value, neighbour or not: two columns of many are a usual selection.

    Args:
        columns: of one table, as text, side by side. No run goes over the place of one that is None.
    """
    found = set(_runs([None if column is None else _column(column) for column in columns]))
    return frozenset(found | {tuple(_PRINTED.get(value, value) for value in run) for run in found})


def runs_in(text: str, runs: frozenset[Run], pairs: frozenset[Run]) -> Iterator[tuple[Run, int]]:
    """Yield each run that stands in a text and where: its values side by side, or with a word (a name, a tag) between.

    Args:
        text: what is looked through.
        runs: the runs of all records.
        pairs: the first two values of each: most texts are passed over by these.
    """
    text = text.lower()
    words = [(word[0], word.start()) for word in _WORD.finditer(text)]
    cells = [(value_of(cell[0]), cell.start()) for cell in _CELL.finditer(text)]
    for view in (words, words[::2], words[1::2], cells):
        values, places = [value for value, _ in view], [place for _, place in view]
        for start, pair in enumerate(pairwise(values)):
            if pair in pairs:
                for end in range(start + 2, start + _LONGEST + 1):
                    if (run := tuple(values[start:end])) in runs:
                        yield run, places[start]


def value_of(text: str) -> str:
    """Return a value as it is compared: lower case, spaces as underscores."""
    return text.strip().lower().replace(" ", "_")


def _runs(columns: Sequence[_Column | None]) -> Iterator[Run]:
    for start, first in enumerate(columns):
        if first:
            near = takewhile(lambda column: column is not None, columns[start : start + _LONGEST])
            yield from _neighbours([column for column in near if column])
            for later in filter(None, columns[start + 1 :]):
                yield from _days_with(first, later)


def _neighbours(columns: Sequence[_Column]) -> Iterator[Run]:
    """Yield the runs that begin in the first column: different ones are made longer, column by column, not rows."""
    begun = [_Begun()]
    rows, group = np.arange(len(columns[0].codes)), np.zeros(len(columns[0].codes), dtype=np.intp)
    for column in columns:
        size = len(column.words)
        group, found = pd.factorize(group * size + column.codes[rows])
        begun = [begun[both // size].then(column.words[both % size]) for both in found.tolist()]
        yield from (run.words for run in begun if run.tells)
        unfinished = np.array([not run.tells for run in begun], dtype=bool)[group]
        rows, group = rows[unfinished], group[unfinished]


def _days_with(first: _Column, later: _Column) -> Iterator[Run]:
    """Yield each day of a column with each value, which is no flag, that a later column has beside it."""
    if not first.days.any() or later.flags.all():
        return
    told = first.days[first.codes] & ~later.flags[later.codes]
    size = len(later.words)
    for both in pd.unique(first.codes[told] * size + later.codes[told]).tolist():
        yield first.words[both // size], later.words[both % size]


def _column(column: pd.Series) -> _Column:
    codes, written = pd.factorize(column, use_na_sentinel=False)
    values = [value_of(value) for value in written.astype("str")]
    days = np.array([_DAY.fullmatch(value) is not None for value in values], dtype=bool)
    return _Column(values, days, np.array([value in _FLAGS for value in values], dtype=bool), codes)


def _weight(value: str) -> int:
    if value in _FLAGS:
        return 1
    return 4 if _DAY.fullmatch(value) else 2
