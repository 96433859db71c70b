"""Groups that have no record, and could have: without them a reader would be sure of every 0 and of every "all".

A 0 that is published as a category can be otherwise for all that a reader knows, and so can a count that is all of its
base. A record that is not there is made from one that is, moved to the empty category. It is taken as possible only if
nothing that holds of all the records speaks against it: what a reader may exclude must never protect a number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from annual_report.disclosure.groups import Groups
from annual_report.disclosure.sets import SELECTION, Cut, Sets
from annual_report.statistics.models import Breakdown, Statistic

_Bools = NDArray[np.bool_]
_Column = NDArray[np.bool_]
#: How many groups are tried for one empty category, those of most records first: fewer only protect less.
_MOST = 60
#: How many are tried for a reading by which a group is in a single other share.
_FEW = 8
#: A record may have to be moved in so many columns to reach a category that is empty in all of them.
_MOVES = 3
_NEARLY = 1e-8


def with_possible(
    groups: Groups, statistics: Mapping[str, Statistic], breakdowns: Sequence[Breakdown], sets: Sets
) -> Groups:
    """Return the groups with those that could have records.

    Args:
        groups: the groups of one unit that have records.
        statistics: every count, by id.
        breakdowns: which counts are categories that add up.
        sets: how each count is cut from its total.
    """
    possible = _Possible(groups, statistics, breakdowns, sets)
    return groups.with_groups(_distinct(possible.in_empty_categories()), possible.outside_wholes())


def _distinct(columns: Iterable[_Column]) -> list[_Column]:
    return [column for _, column in sorted({column.tobytes(): column for column in columns}.items())]


class _Possible:
    def __init__(
        self, groups: Groups, statistics: Mapping[str, Statistic], breakdowns: Sequence[Breakdown], sets: Sets
    ) -> None:
        self._ids = groups.ids
        self._place = {name: at for at, name in enumerate(self._ids)}
        self._real = groups.holds
        self._is_empty: _Bools = np.logical_not(self._real.any(axis=1))
        self._cuts = _CutTable([(sets.of[name].root, sets.of[name].cuts) for name in self._ids])
        splits = [
            (self._place[item.base], [self._place[part] for part in item.parts])
            for item in breakdowns
            if all(name in self._place for name in (item.base, *item.parts))
        ]
        self._bases = np.array([base for base, _ in splits], dtype=np.intp)
        self._parts = np.zeros((len(splits), len(self._ids)), dtype=np.int64)
        for row, (_, parts) in enumerate(splits):
            self._parts[row, parts] = 1
        self._is_category: _Bools = np.asarray(self._parts.any(axis=0), dtype=np.bool_)
        bases = [statistics[name].base for name in self._ids]
        self._base_rows = np.array([self._place.get(base, -1) if base else -1 for base in bases], dtype=np.intp)
        self._largest_first = self._real[:, np.argsort(-groups.sizes, kind="stable")].T
        self._support = _Support(self._real)
        self._ties = _Ties(self._real, ~self._is_empty, splits)

    def in_empty_categories(self) -> list[_Column]:
        """Return, for each category without records, the groups that it could have."""
        categories = np.flatnonzero(self._is_empty & self._is_category).tolist()
        empty = [at for at in categories if self._base_of(at) is not None]
        empty.sort(key=lambda at: (self._cuts.depth(at), at))
        found: dict[bytes, _Column] = {}
        for _ in range(_MOVES):
            before = len(found)
            for at in empty:
                if not any(column[at] for column in found.values()):
                    found |= {column.tobytes(): column for column in self._entering(at, list(found.values()))}
            if len(found) == before:
                break
        return list(found.values())

    def outside_wholes(self) -> dict[int, list[list[_Column]]]:
        """Return, for each share that is all of its base, groups of the base that are none of it, by each reading.

        Words may say what the records do not: that the share is just what some categories, or some other shares, make
        up, or the opposite of another. So such a group is in every share of none and every empty category of the base
        at once: all of these must be hidden for it to exist. Of the other shares it is in those that it would be in
        anyway, in none, in all, or in a single one: the count must be safe by each reading.
        """
        found: dict[int, list[list[_Column]]] = {}
        for at in np.flatnonzero(~self._is_empty & ~self._is_category).tolist():
            base = self._base_of(at)
            if base is not None and (self._real[at] == self._real[base]).all():
                found[at] = [_distinct(columns) for columns in self._readings(at, base)]
        return found

    def _readings(self, at: int, base: int) -> Iterator[list[_Column]]:
        sources = self._real[:, self._real[base]].T[:_MOST]
        gone = self._going_with(at, base)
        moves = self._to_empty_categories(base)
        plain = [self._in_every_empty_share(self._moved(source, moves) & ~gone) for source in sources]
        others = ~self._staying(at) & ~gone
        yield plain
        yield [column & ~others for column in plain]
        yield [column | others & self._with_base_in(column) for column in plain]
        for other in np.flatnonzero(others):
            only = np.arange(len(others)) == other
            joining = [column & ~others | only for column in plain if self._with_base_in(column)[other]]
            if joining:  # and those that cannot join
                yield joining[:_FEW] + [column & ~others for column in plain if not self._with_base_in(column)[other]]

    def _in_every_empty_share(self, column: _Column) -> _Column:
        """Return a group that is in every share of none of the sets that it is in."""
        empty = self._is_empty & ~self._is_category
        while (empty & self._with_base_in(column) & ~column).any():
            column = column | empty & self._with_base_in(column)
        return column

    def _with_base_in(self, column: _Column) -> _Bools:
        """Say of each set whether a group is in its base."""
        return np.asarray(column[self._base_rows] & (self._base_rows >= 0))

    def _going_with(self, at: int, base: int) -> _Bools:
        """Say of each set whether it is all of the same base as a share that is, or cut from that share."""
        same = (self._real == self._real[base]).all(axis=1)
        alike = same & same[self._base_rows] & (self._base_rows >= 0) & ~self._is_category
        alike[self._bases_of(at)] = False
        return np.asarray(alike | self._cuts.below(at))

    def _staying(self, at: int) -> _Bools:
        """Say of each set whether a record of a base that is not in its share ``at`` is in the set as before.

        Categories are, and bases. Of other sets only those that hold the whole of another base that has a like share,
        and not just that share: they are of bases.
        """
        staying = np.asarray(self._cuts.is_of_categories(self._is_category) | self._is_empty)
        for other in np.flatnonzero(self._cuts.beside(at)):
            beside = self._base_of(int(other))
            if beside is not None and (self._real[other] != self._real[beside]).any():
                staying |= ~(self._real[beside] & ~self._real).any(axis=1)
        staying &= ~self._cuts.below(at)
        staying[self._bases_of(at)] = True
        return staying

    def _to_empty_categories(self, base: int) -> list[tuple[str, list[int]]]:
        """Return the categories that no record of a base is in, by their families.

        Where the base is itself a category of more records, it is so by its words, and stays so.
        """
        defining = {family for at in self._categories_like(base) for family in self._cuts.families(at)}
        met = np.asarray(self._real[:, self._real[base]].any(axis=1), dtype=np.bool_)
        unmet = self._cuts.unmet(met)
        return [(family, codes) for family, codes in unmet.items() if family not in defining]

    def _moved(self, source: _Column, moves: Iterable[tuple[str, list[int]]]) -> _Column:
        """Return a group moved to all of some categories at once."""
        for family, codes in moves:
            source = np.any([self._cuts.moved(source, family, code) for code in codes], axis=0)
        return source

    def _categories_like(self, base: int) -> Iterator[int]:
        """Yield the categories of larger sets that are of the same records as a base."""
        same = (self._real == self._real[base]).all(axis=1) & self._is_category
        for at in np.flatnonzero(same).tolist():
            total = self._base_of(at)
            if total is not None and (self._real[total] != self._real[base]).any():
                yield at

    def _base_of(self, at: int) -> int | None:
        base = int(self._base_rows[at])
        return base if base >= 0 else None

    def _bases_of(self, at: int) -> list[int]:
        base = self._base_of(at)
        return [] if base is None else [base, *self._bases_of(base)]

    def _empty_shares_of(self, base: int) -> _Bools:
        return np.asarray((self._base_rows == base) & self._is_empty & ~self._is_category)

    def _entering(self, at: int, made: list[_Column]) -> Iterator[_Column]:
        """Yield the groups that an empty category could have."""
        sources = np.concatenate([self._largest_first, np.array(made, dtype=np.bool_).reshape(-1, len(self._ids))])
        seen: set[bytes] = set()
        opposites = self._empty_shares_of(int(self._base_rows[at]))
        for family, code in self._cuts.of(at):
            is_new = self._cuts.is_new(code, ~self._is_empty)
            if is_new and self._ties.bind(self._cuts.having(family)):
                continue
            for source in sources[self._cuts.one_move_from(sources, at, family)][:_MOST]:
                column = self._cuts.moved(source, family, code)
                if is_new:
                    column = column | opposites
                if column[at] and column.tobytes() not in seen and self._may_be(column):
                    seen.add(column.tobytes())
                    yield column

    def _may_be(self, column: _Column) -> bool:
        """Say whether nothing that holds of all records speaks against a group."""
        if ((self._parts @ column) != column[self._bases]).any():
            return False
        entered = np.flatnonzero(column & self._is_empty).tolist()
        telling = ~self._is_empty
        for at in entered:
            for beside in np.flatnonzero(self._cuts.beside(at)):
                telling &= ~self._cuts.below(int(beside))
        return self._support.bears(column, telling) and self._ties.bear(column, telling)


class _CutTable:
    """Which cuts make each set: a category of a column, a selection, or the total itself."""

    def __init__(self, cuts: Sequence[tuple[str, frozenset[Cut]]]) -> None:
        all_cuts = [frozenset({Cut("", root), *of}) for root, of in cuts]
        names = sorted(set(chain.from_iterable(all_cuts)))
        place = {cut: at for at, cut in enumerate(names)}
        self._needs = np.zeros((len(cuts), len(names)), dtype=np.bool_)
        for row, of in enumerate(all_cuts):
            self._needs[row, [place[cut] for cut in of]] = True
        self._families = [cut.family for cut in names]
        every = np.array(self._families)
        self._families_of = [{self._families[cut] for cut in np.flatnonzero(row)} - {""} for row in self._needs]
        self._of_family: Mapping[str, _Bools] = {family: np.asarray(every == family) for family in set(self._families)}

    def depth(self, at: int) -> int:
        """Return of how many cuts a set is."""
        return int(self._needs[at].sum())

    def of(self, at: int) -> list[tuple[str, int]]:
        """Return the cuts of a set: the family and the place of each, without its total."""
        return [(self._families[cut], int(cut)) for cut in np.flatnonzero(self._needs[at]) if self._families[cut]]

    def families(self, at: int) -> set[str]:
        """Return the families that a set is cut by."""
        return self._families_of[at]

    def having(self, family: str) -> _Bools:
        """Say of each set whether it is cut by a family."""
        return np.asarray(self._needs[:, self._in(family)].any(axis=1))

    def is_new(self, code: int, filled: _Bools) -> bool:
        """Say whether no set with records has this cut."""
        return not (self._needs[:, code] & filled).any()

    def one_move_from(self, columns: _Bools, at: int, family: str) -> _Bools:
        """Say of each group whether it has all cuts of a set but that of one family, of which it has another."""
        inside = columns.astype(float) @ self._needs.astype(float) > 0
        others = self._needs[at] & ~self._in(family)
        here = self._needs[at] & self._in(family)
        moved = inside[:, self._in(family)].any(axis=1) & ~inside[:, here].any(axis=1)
        return np.asarray(inside[:, others].all(axis=1) & moved)

    def moved(self, column: _Column, family: str, code: int) -> _Column:
        """Return a group whose records have another code of a family, and all else alike."""
        profile = self._needs[column].any(axis=0) & ~self._in(family)
        profile[code] = True
        holds = ~(self._needs & ~profile).any(axis=1)
        return np.where(self.having(family), holds, column)

    def beside(self, at: int) -> _Bools:
        """Say of each set whether it differs from another in the code of one family: categories beside each other."""
        common = (self._needs & self._needs[at]).sum(axis=1)
        size = self._needs.sum(axis=1)
        near = (size == self.depth(at)) & (common == self.depth(at) - 1)
        for row in np.flatnonzero(near):
            near[row] = self.families(int(row)) == self.families(at)
        return np.asarray(near, dtype=np.bool_)

    def is_of_categories(self, is_category: _Bools) -> _Bools:
        """Say of each set whether it is cut by categories alone."""
        columns = {
            family
            for at in np.flatnonzero(is_category)
            for family, _ in self.of(int(at))
            if not family.startswith(SELECTION)
        }
        known = np.array([not family or family in columns for family in self._families], dtype=np.bool_)
        return np.asarray(~(self._needs & ~known).any(axis=1), dtype=np.bool_)

    def unmet(self, met: _Bools) -> dict[str, list[int]]:
        """Return, by their families, the categories of which no set is met, of families of which some set is."""
        found: dict[str, list[int]] = {}
        for code, family in enumerate(self._families):
            is_of_column = family and not family.startswith(SELECTION) and (self.having(family) & met).any()
            if is_of_column and not (self._needs[:, code] & met).any():
                found.setdefault(family, []).append(code)
        return found

    def below(self, at: int) -> _Bools:
        """Say of each set whether it is cut from another, or is it."""
        return np.asarray(~(self._needs[at] & ~self._needs).any(axis=1), dtype=np.bool_)

    def _in(self, family: str) -> _Bools:
        return self._of_family[family]


class _Support:
    """Which two properties some record has together: one, the other, both or none of two sets."""

    def __init__(self, real: _Bools) -> None:
        counts = real.astype(float)  # exact, and many times faster to multiply than whole numbers
        both = counts @ counts.T
        size = counts.sum(axis=1)
        self._never_both = both == 0
        self._never_alone = size[:, None] == both
        self._never_neither = size[:, None] + size[None, :] - both == real.shape[1]

    def bears(self, column: _Column, telling: _Bools) -> bool:
        """Say whether each pair of properties of a group is one that a record has, as far as sets are telling."""
        has, lacks = np.flatnonzero(column & telling), np.flatnonzero(~column & telling)
        return not (
            self._never_both[np.ix_(has, has)].any()
            or self._never_alone[np.ix_(has, lacks)].any()
            or self._never_neither[np.ix_(lacks, lacks)].any()
        )


class _Ties:
    """The linear relations between sets that hold of all records and follow from no breakdown."""

    def __init__(self, real: _Bools, filled: _Bools, splits: Sequence[tuple[int, Sequence[int]]]) -> None:
        # what holds of all groups holds of this triangle, which has no more columns than there are sets
        self._real = np.asarray(np.linalg.qr(real.T.astype(float), mode="r")).T
        self._filled = filled
        sums = np.zeros((len(splits), len(real)))
        for row, (base, parts) in enumerate(splits):
            sums[row, base] = -1
            sums[row, list(parts)] = 1
        self._sums = sums[:, filled]
        self._rank = _rank(self._real[filled])
        self._free = int(filled.sum()) - self._rank
        self._declared = _rank(self._sums)

    def bind(self, family: _Bools) -> bool:
        """Say whether the sets of a family stand in a relation that follows from no breakdown."""
        if self._free == self._declared:
            return False
        others = self._filled & ~family
        of_all = self._free - (int(others.sum()) - _rank(self._real[others]))
        inside = family[self._filled]
        return of_all != _rank(self._sums[:, inside])

    def bear(self, column: _Column, telling: _Bools) -> bool:
        """Say whether a group keeps every relation, as far as sets are telling."""
        if self._free == self._declared:
            return True
        rows = self._real[telling]
        new = column[telling].astype(float)
        fit = np.linalg.lstsq(rows, new, rcond=None)[0]
        return bool(np.abs(rows @ fit - new).max(initial=0.0) < _NEARLY)


def _rank(matrix: NDArray[np.float64]) -> int:
    return int(np.linalg.matrix_rank(matrix)) if matrix.size else 0
