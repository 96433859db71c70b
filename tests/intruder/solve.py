"""Works out how many records there can be of a set of kinds, when only the sizes of other sets are known.

Two ways that share nothing: an exact sum of known counts that gives the unknown one, and the least and greatest number
in whole records, by integer programs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Bits = NDArray[np.bool_]
_Whole = NDArray[np.int64]
#: A prime below the root of the greatest whole number, so that products are exact.
_PRIME = 2_147_483_629
#: What no count here exceeds, where nothing bounds it.
_MANY = 1_000_000
#: No factor of a sum that a reader would use is a fraction of larger numbers.
_FACTOR = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """What is known of a weighted sum of counts: at least ``low``, at most ``high``."""

    factors: Mapping[str, int]
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A count as an exact sum: each known count with its factor."""

    terms: tuple[tuple[Fraction, str], ...]

    def __str__(self) -> str:
        ordered = sorted(self.terms, key=lambda term: term[0] < 0)
        said = " ".join(f"{'-' if by < 0 else '+'} {_times(abs(by))}{name}" for by, name in ordered)
        return said.removeprefix("+ ")


class Worlds:
    """All the ways in which there can be so many records of each kind that the known counts come out.

    Args:
        sets: which kinds each number counts, by id.
        known: the counts that are known.
        limits: what else is known.
    """

    def __init__(self, sets: Mapping[str, Bits], known: Mapping[str, int], limits: Sequence[Limit] = ()) -> None:
        self._names = [name for name in sets if name in known]
        matrix = np.array([sets[name] for name in sets], dtype=bool)
        # kinds that every set takes for the same are one kind
        self._shapes, self._kind = np.unique(matrix, axis=1, return_inverse=True)
        self._kind = self._kind.ravel()
        self._size = self._shapes.shape[1]
        rows = [self._row(sets[name]) for name in self._names]
        counts = [float(known[name]) for name in self._names]
        more = [sum((by * self._row(sets[name]) for name, by in limit.factors.items()), start=0.0) for limit in limits]
        lows = [*counts, *(-np.inf if limit.low is None else limit.low for limit in limits)]
        highs = [*counts, *(np.inf if limit.high is None else limit.high for limit in limits)]
        everything = np.array([*rows, *more], dtype=float).reshape(len(lows), self._size)
        self._constraints = [LinearConstraint(everything, lows, highs)] if lows else []
        self._known = known
        self._span = _Span(np.array(rows, dtype=np.int64).reshape(len(rows), self._size))
        self._seen: list[_Whole] = []

    def reach(self, holds: Bits, low: int, high: int, width: int) -> bool:
        """Say whether there can be so few as ``low`` of these records, so many as ``high``, and so far apart."""
        row = self._row(holds)
        seen = [int(row @ world) for world in self._seen]
        if seen and min(seen) <= low and max(seen) >= high and max(seen) - min(seen) >= width:
            return True
        least, most = self.interval(holds)
        return least <= low and (most is None or (most >= high and most - least >= width))

    def interval(self, holds: Bits) -> tuple[int, int | None]:
        """Return the least and the greatest number of records of these kinds there can be, None if none is."""
        least, most = self._extreme(holds, 1), self._extreme(holds, -1)
        return least, None if most >= _MANY else most

    def sum_of(self, holds: Bits) -> Sum | None:
        """Return the sum of known counts that is the number of these records, whatever the records are."""
        factors = self._span.factors(self._row(holds).astype(np.int64))
        if factors is None:
            return None
        factors = self._span.fewest(self._row(holds).astype(np.int64)) or factors
        return Sum(tuple((by, self._names[at]) for at, by in sorted(factors.items())))

    def value(self, total: Sum) -> Fraction:
        """Return what a sum comes to."""
        return sum((by * self._known[name] for by, name in total.terms), start=Fraction(0))

    def _row(self, holds: Bits) -> NDArray[np.float64]:
        """Return a set over the kinds that are told apart.

        Raises:
            ValueError: if it tells kinds apart that no number does.
        """
        row = np.zeros(self._size)
        row[self._kind[holds]] = 1.0
        if (row[self._kind] != holds).any():
            raise ValueError("a set tells apart what no number does")
        return row

    def _extreme(self, holds: Bits, sign: int) -> int:
        row = self._row(holds)
        result = milp(
            sign * row,
            constraints=self._constraints,
            bounds=Bounds(0, _MANY),
            integrality=np.ones(self._size, dtype=np.int64),
            options={"mip_rel_gap": 0},
        )
        if result.x is None:
            raise ValueError(f"what is printed contradicts itself: {result.message}")
        world = np.round(result.x).astype(np.int64)
        self._seen.append(world)
        return int(row @ world)


class _Span:
    """The rows of whole numbers whose sums, each row times a fraction, are looked for: worked out modulo a prime."""

    def __init__(self, rows: _Whole) -> None:
        self._rows = rows
        count, size = rows.shape
        # beside each row stands from which rows it was made
        self._reduced = np.zeros((0, size + count), dtype=np.int64)
        self._leads: list[int] = []
        for at in range(count):
            self._add(np.concatenate([rows[at] % _PRIME, np.eye(1, count, at, dtype=np.int64)[0]]))

    def factors(self, row: _Whole) -> dict[int, Fraction] | None:
        """Return the factor of each row that is used in a sum which gives ``row``, None if there is no sum."""
        count, size = self._rows.shape
        left = self._reduce(np.concatenate([row % _PRIME, np.zeros(count, dtype=np.int64)]))
        if left[:size].any():
            return None
        found = {at: _fraction(int(-left[size + at] % _PRIME)) for at in np.flatnonzero(left[size:]).tolist()}
        factors = {at: by for at, by in found.items() if by is not None}
        # what holds modulo a prime is only believed once it holds in fractions
        return factors if len(factors) == len(found) and self._gives(factors, row) else None

    def fewest(self, row: _Whole) -> dict[int, Fraction] | None:
        """Return the factors of a sum of few rows, as a reader would find it, None if that search fails."""
        both = np.concatenate([self._rows, -self._rows]).T.astype(float)
        result = linprog(np.ones(both.shape[1]), A_eq=both, b_eq=row.astype(float), method="highs")
        if result.x is None:
            return None
        count = len(self._rows)
        near = [Fraction(float(by)).limit_denominator(60) for by in result.x[:count] - result.x[count:]]
        factors = {at: by for at, by in enumerate(near) if by}
        return factors if self._gives(factors, row) else None

    def _gives(self, factors: Mapping[int, Fraction], row: _Whole) -> bool:
        """Say whether the rows, each times its factor, add up to ``row`` exactly."""
        common = int(np.lcm.reduce([by.denominator for by in factors.values()])) if factors else 1
        total = sum((int(by * common) * self._rows[at] for at, by in factors.items()), start=np.zeros_like(row))
        return bool((total == common * row).all())

    def _add(self, row: _Whole) -> None:
        left = self._reduce(row)
        lead = np.flatnonzero(left[: self._rows.shape[1]])
        if len(lead):
            first = int(lead[0])
            left = left * pow(int(left[first]), -1, _PRIME) % _PRIME
            self._reduced = np.vstack([self._reduced, left])
            self._leads.append(first)

    def _reduce(self, row: _Whole) -> _Whole:
        for lead, line in zip(self._leads, self._reduced, strict=True):
            if row[lead]:
                row = (row - row[lead] * line) % _PRIME
        return row


def _times(factor: Fraction) -> str:
    return "" if factor == 1 else f"{factor} "


def _fraction(residue: int) -> Fraction | None:
    """Return the simple fraction that is ``residue`` modulo the prime, None if none is simple."""
    before, now, one, other = _PRIME, residue, 0, 1
    while now > _FACTOR:
        quotient = before // now
        before, now = now, before - quotient * now
        one, other = other, one - quotient * other
    return Fraction(now, other) if other and abs(other) <= _FACTOR else None
