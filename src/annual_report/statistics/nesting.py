"""Which counts of a notebook are of the same records, lie in each other, or are what two others have in common.

Whoever reads the published numbers knows such things from their words ("within 15 days" lies in "within 25 days"), so
disclosure control must know them too; no author has to remember to say so.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_Hashes = NDArray[np.uint64]
#: How many records are looked up before all are.
_PROBES = 64


@dataclass(frozen=True, slots=True)
class Nesting:
    """What is known of a set of records, beside its base.

    ``members`` is its fingerprint: equal for equal sets, and the sum of two sets that have no record in common.
    ``nested`` are pairs of a part and a whole that it lies in, ``crossed`` what two have in common, and the two; one of
    each is the set itself.
    """

    members: str
    nested: tuple[tuple[str, str], ...] = ()
    crossed: tuple[tuple[str, str, str], ...] = ()


class Members:
    """Remembers the records of each count of a notebook, as hashes."""

    def __init__(self) -> None:
        self._hashes: dict[str, _Hashes] = {}
        self._siblings: dict[str, list[str]] = {}

    def add(self, name: str, records: pd.Index, base: str | None) -> Nesting:
        """Note the records of a count and return how they lie to those of other counts of the same base."""
        hashes = np.sort(pd.util.hash_array(records.to_numpy(dtype=object)))
        members = f"{int(hashes.sum(dtype=np.uint64)):016x}"
        self._hashes[name] = hashes
        if base is None or not len(hashes) or len(hashes) == len(self._hashes[base]):
            return Nesting(members)
        siblings = self._siblings.setdefault(base, [])
        wholes = [other for other in siblings if self._lies_in(name, other)]
        parts = [other for other in siblings if self._lies_in(other, name)]
        nested = tuple((name, other) for other in wholes) + tuple((other, name) for other in parts)
        crossed = [(name, one, other) for one, other in combinations(wholes, 2) if self._is_common(name, one, other)]
        for part in parts:
            beside = [other for other in siblings if other not in wholes and self._lies_in(part, other)]
            crossed += [(part, name, other) for other in beside if self._is_common(part, name, other)]
        siblings.append(name)
        return Nesting(members, nested, tuple(crossed))

    def _lies_in(self, part: str, whole: str) -> bool:
        """Say whether a set is a smaller part of another."""
        one, other = self._hashes[part], self._hashes[whole]
        if len(one) >= len(other):
            return False
        return _are_in(one[:: 1 + len(one) // _PROBES], other) and _are_in(one, other)

    def _is_common(self, common: str, one: str, other: str) -> bool:
        """Say whether two sets have just these records in common, and neither lies in the other."""
        shared = np.intersect1d(self._hashes[one], self._hashes[other], assume_unique=True)
        smaller = min(len(self._hashes[one]), len(self._hashes[other]))
        return len(shared) == len(self._hashes[common]) < smaller


def _are_in(some: _Hashes, many: _Hashes) -> bool:
    places = np.searchsorted(many, some)
    return bool((many[np.minimum(places, len(many) - 1)] == some).all())
