"""The groups of records that lie in exactly the same published sets: every published count is a sum over groups.

Whatever relation holds between sets of records, however it came about, holds of their groups: that a half-year is the
sum of its months, that four shares fill a base, that pairs of factors add up with weights. So nothing about relations
has to be foreseen. There are groups, not records: ten million records in fifty sets are some thousand groups.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.statistics.membership import records_of, where_of
from annual_report.statistics.models import Statistic
from annual_report.subject import Held

_Bools = NDArray[np.bool_]
_Places = NDArray[np.int64]
#: Codes of groups are told apart by 64 bits: before that many sets were added, the codes are numbered afresh.
_FRESH = 2**40


@dataclass(frozen=True)
class Groups:
    """The groups of one unit's records.

    ``ids`` are the statistics whose records are known; ``holds`` says of each (a row) whether it counts the records of
    a group (a column); ``sizes`` is how many records each group has: 0 for one that there could be, and is not.
    ``outside`` says, by the row of each share that is all of its base, which groups lie outside it, for each reading of
    the words. ``owned`` says of some groups how many of their records each area sent.
    """

    unit: str
    ids: tuple[str, ...]
    holds: _Bools
    sizes: _Places
    outside: Mapping[int, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    owned: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    def with_groups(self, inside: Sequence[_Bools], outside: Mapping[int, Sequence[Sequence[_Bools]]]) -> "Groups":
        """Return these groups and some without records: those in empty categories, then those outside wholes."""
        columns = list(inside)
        places: dict[int, tuple[tuple[int, ...], ...]] = {}
        for row, readings in outside.items():
            found = []
            for reading in readings:
                start = len(self.sizes) + len(columns)
                columns += reading
                found.append(tuple(range(start, start + len(reading))))
            places[row] = tuple(found)
        added = np.array(columns, dtype=np.bool_).reshape(-1, len(self.ids)).T
        sizes = np.concatenate([self.sizes, np.zeros(len(columns), dtype=np.int64)])
        return replace(self, holds=np.concatenate([self.holds, added], axis=1), sizes=sizes, outside=places)


def groups_of(statistics: Mapping[str, Statistic], held: Iterable[Held] = ()) -> list[Groups]:
    """Return the groups of each unit, by its name, of the statistics that say which records they count.

    Args:
        statistics: every count, by id.
        held: whose the records of each unit are, as far as that is known.
    """
    units: dict[str, list[Statistic]] = {}
    for item in statistics.values():
        units.setdefault(item.unit.one, []).append(item)
    known = {one.unit: one for one in held}
    return [_Axis(statistics, units[unit], known.get(unit)).groups(unit) for unit in sorted(units)]


@dataclass
class _Axis:
    """All records of a unit, side by side, and where each total's stand."""

    statistics: Mapping[str, Statistic]
    items: Sequence[Statistic]
    held: Held | None = None
    size: int = 0
    #: The fingerprints of the records whose total names them, sorted, with their places.
    names: NDArray[np.uint64] = field(default_factory=lambda: np.array([], dtype=np.uint64))
    places: _Places = field(default_factory=lambda: np.array([], dtype=np.int64))
    totals: dict[str, _Places] = field(default_factory=dict)
    #: The same, as a slice where they stand in a row.
    rows: dict[str, _Places | slice] = field(default_factory=dict)
    #: The first statistic of each set of records, by its fingerprint and size.
    known: dict[tuple[str, int], Statistic] = field(default_factory=dict)

    def groups(self, unit: str) -> Groups:
        """Return the groups of the unit's records."""
        self._place_totals()
        held = {item.id: np.packbits(self._held(item)) for item in sorted(self._located(), key=lambda item: item.id)}
        codes = np.zeros(self.size, dtype=np.int64)
        bound = 1
        for bits in held.values():
            codes <<= 1  # in place: anew, ten million take longer to get memory for than to count
            codes |= np.unpackbits(bits, count=self.size)
            bound *= 2
            if bound > _FRESH:
                codes = _numbered(codes)
                bound = int(codes.max(initial=0)) + 1
        codes = _numbered(codes)
        sizes = np.bincount(codes)
        one = np.zeros(len(sizes), dtype=np.int64)  # a record of each group: which is all the same
        one[codes] = np.arange(self.size)
        holds = np.array([_bits_at(bits, one) for bits in held.values()], dtype=np.bool_)
        holds = holds.reshape(len(held), len(sizes))
        return Groups(unit, tuple(held), holds, sizes.astype(np.int64), owned=self._owned(codes))

    def _owned(self, codes: _Places) -> dict[int, dict[str, int]]:
        """Return how many records of each group each area sent, of those whose names are known."""
        found: dict[int, dict[str, int]] = {}
        if self.held is None or not len(self.names):
            return found
        areas, numbers = np.unique(self.held.areas, return_inverse=True)
        at = np.searchsorted(self.names, self.held.prints)
        met = at < len(self.names)
        met[met] = self.names[at[met]] == self.held.prints[met]
        both = codes[self.places[at[met]]] * len(areas) + numbers[met]
        for pair, count in zip(*np.unique(both, return_counts=True), strict=True):
            found.setdefault(int(pair) // len(areas), {})[str(areas[int(pair) % len(areas)])] = int(count)
        return found

    def _place_totals(self) -> None:
        """Give every record a place, those of the largest total first, and note the sets that are known then."""
        parts: dict[str, list[Statistic]] = {}
        for item in self.items:
            parts.setdefault(self._total_of(item), []).append(item)
        totals = [item for item in self.items if item.base is None and item.members]
        for total in sorted(totals, key=lambda item: (-item.count, item.id)):
            self.totals[total.id] = self._placed(total)
            self.rows[total.id] = _in_row(self.totals[total.id])
            for item in parts[total.id]:
                if item is total or item.where:
                    self.known.setdefault((item.members, item.count), item)

    def _located(self) -> Iterator[Statistic]:
        """Yield each statistic whose records are known, by its total or as an equal set."""
        for item in self.items:
            if (
                item.id in self.totals
                or (item.where and self._total_of(item) in self.totals)
                or (item.members, item.count) in self.known
            ):
                yield item

    def _held(self, item: Statistic) -> _Bools:
        """Say of each record of the unit whether a statistic counts it."""
        held = np.zeros(self.size, dtype=np.bool_)
        if item.id in self.totals or not item.where:
            held[self._places_of(item)] = True
        else:
            total = self._total_of(item)
            held[self.rows[total]] = where_of(item.where, self.statistics[total].count)
        return held

    def _places_of(self, item: Statistic) -> _Places:
        if item.id in self.totals:
            return self.totals[item.id]
        if not item.where:
            return self._places_of(self.known[item.members, item.count])
        total = self._total_of(item)
        return self.totals[total][where_of(item.where, self.statistics[total].count)]

    def _total_of(self, item: Statistic) -> str:
        while item.base is not None and item.base in self.statistics:
            item = self.statistics[item.base]
        return item.id

    def _placed(self, total: Statistic) -> _Places:
        """Return the places of a total's records: those of an equal set, of the same names, or new ones."""
        same = self.known.get((total.members, total.count))
        if same is not None:
            return self._places_of(same)
        names = records_of(total.records) if total.records else self._names_of_all(total)
        if names is None:
            return self._new(total.count)
        at = np.searchsorted(self.names, names)
        met = at < len(self.names)
        met[met] = self.names[at[met]] == names[met]
        places = np.zeros(len(names), dtype=np.int64)
        places[met] = self.places[at[met]]
        places[~met] = self._new(int(np.count_nonzero(~met)))
        every, order = np.unique(np.concatenate([self.names, names[~met]]), return_index=True)
        self.names, self.places = every, np.concatenate([self.places, places[~met]])[order]
        return places

    def _names_of_all(self, total: Statistic) -> NDArray[np.uint64] | None:
        """Return the names of a total that is too large to tell them, if it is all the records that areas sent."""
        if self.held is None or len(self.held.prints) != total.count:
            return None
        every = int(self.held.prints.sum(dtype=np.uint64))
        return np.sort(self.held.prints) if f"{every:016x}" == total.members else None

    def _new(self, count: int) -> _Places:
        self.size += count
        return np.arange(self.size - count, self.size, dtype=np.int64)


def _in_row(places: _Places) -> _Places | slice:
    """Return places that stand in a row as a slice, which is quicker to write to."""
    row = slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 0)
    return row if row.stop - row.start == len(places) and (np.diff(places) == 1).all() else places


def _numbered(codes: _Places) -> _Places:
    """Return the codes numbered from 0, in their order."""
    places, codes_met = pd.factorize(codes)  # by a table of the few that there are: to sort millions takes seconds
    rank = np.zeros(len(codes_met), dtype=np.int64)
    rank[np.argsort(codes_met)] = np.arange(len(codes_met))
    return rank[places]


def _bits_at(bits: NDArray[np.uint8], places: _Places) -> _Bools:
    """Return some of the bits that are packed, by their places."""
    return np.asarray(bits[places // 8] >> (7 - places % 8) & 1, dtype=np.bool_)
