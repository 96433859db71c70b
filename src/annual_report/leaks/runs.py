"""Runs of values that tell of a record, of all records at once, held as hashes; and where they stand in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.leaks.values import Hashes, begun_with, hashes_of, then, value_of

#: A run is looked for up to so many values.
LONGEST = 8
_WORD = re.compile(r"[^\s,;|<>\"'=:(){}\[\]\\]+")
_CELL = re.compile(r"[^,;|\t\n]+")


@dataclass(frozen=True, slots=True)
class Source:
    """The columns of a table of records in which a run stands."""

    table: str
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}: {', '.join(self.columns)}"


@dataclass(frozen=True, slots=True)
class Found:
    """A run in a text: where it begins, its first value, how many it has; its source, and how many records share it."""

    start: int
    first: str
    length: int
    source: Source
    shared: int


@dataclass(frozen=True, eq=False)
class Runs:
    """Runs that few records share: their sorted hashes, and of each how many records share it and its source's place.

    ``pairs`` has the sorted hashes of the first two values of each: most texts are passed over by these. ``common`` has
    those of the runs that too many records share to tell of one.
    """

    hashes: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    shared: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    places: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    pairs: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    common: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    sources: tuple[Source, ...] = ()

    def __len__(self) -> int:
        return len(self.hashes)

    def __contains__(self, run: Sequence[str]) -> bool:
        """Say whether these values are a run of few records."""
        values = hashes_of([value_of(value) for value in run])
        whole = begun_with(values[:1])
        for value in values[1:]:
            whole = then(whole, np.array([value]))
        return bool(is_among(self.hashes, whole).any())


def is_among(known: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Say of each hash whether it is one of ``known``, which are sorted."""
    if not len(known):
        return np.zeros(len(wanted), dtype=bool)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return np.asarray(known[places] == wanted)


def joined(tables: Sequence[Runs]) -> Runs:
    """Return the runs of all tables, without those that are common in one of them."""
    kept = [
        _without(runs, [other.common for other in tables if other is not runs and len(other.common)]) for runs in tables
    ]
    firsts = np.cumsum([0, *(len(runs.sources) for runs in kept)])
    hashes = np.concatenate([Runs().hashes, *(runs.hashes for runs in kept)])
    order = np.argsort(hashes, kind="stable")
    places = [runs.places + np.int32(first) for runs, first in zip(kept, firsts, strict=False)]
    return Runs(
        hashes[order],
        np.concatenate([Runs().shared, *(runs.shared for runs in kept)])[order],
        np.concatenate([Runs().places, *places])[order],
        np.unique(np.concatenate([Runs().pairs, *(runs.pairs for runs in kept)])),
        sources=tuple(source for runs in kept for source in runs.sources),
    )


def runs_in(text: str, runs: Runs) -> Iterator[Found]:
    """Yield each run that stands in a text: its values side by side, or with a word (a name, a tag) between."""
    if not len(runs):
        return
    words = [(value_of(word[0]), word.start()) for word in _WORD.finditer(text)]
    cells = [(value_of(cell[0]), cell.start()) for cell in _CELL.finditer(text)]
    for view in (words, words[::2], words[1::2], cells):
        yield from _in_view(view, runs)


def _in_view(view: Sequence[tuple[str, int]], runs: Runs) -> Iterator[Found]:
    """Yield the runs among values that stand side by side, each with its place."""
    if len(view) < 2:
        return
    codes, different = pd.factorize(np.array([value for value, _ in view], dtype=object))
    hashes = hashes_of(different)[codes]
    told = then(begun_with(hashes[:-1]), hashes[1:])
    starts = np.flatnonzero(is_among(runs.pairs, told))
    told = told[starts]
    for length in range(2, LONGEST + 1):
        for at in np.flatnonzero(is_among(runs.hashes, told)).tolist():
            value, place = view[starts[at]]
            known = np.searchsorted(runs.hashes, told[at])
            yield Found(place, value, length, runs.sources[runs.places[known]], int(runs.shared[known]))
        inside = starts + length < len(hashes)
        starts = starts[inside]
        told = then(told[inside], hashes[starts + length])


def _without(runs: Runs, common: Sequence[Hashes]) -> Runs:
    kept = np.ones(len(runs), dtype=bool)
    for known in common:
        kept &= ~is_among(known, runs.hashes)
    return Runs(runs.hashes[kept], runs.shared[kept], runs.places[kept], runs.pairs, sources=runs.sources)
