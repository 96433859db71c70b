"""The records of one unit that a notebook has counted, each with a place, so that a set of them is a row of bits.

Ten million records are then a set of about a megabyte, and whether one set lies in another is worked out in a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Gives a fingerprint of each record: equal for equal records, whatever table or notebook they are met in.
Fingerprints = Callable[[pd.Index], NDArray[np.uint64]]


def of_names(records: pd.Index) -> NDArray[np.uint64]:
    """Return the fingerprints of records that are named by their index."""
    # most names stand once: looking for equal ones first would take longer than hashing
    return pd.util.hash_array(records.to_numpy(dtype=object), categorize=False)


@dataclass(frozen=True)
class Chosen:
    """A set of records: ``size`` of them, their ``bits``, and their fingerprints' sum.

    ``prints`` are the fingerprints of all records met so far, by their places.
    """

    size: int
    bits: NDArray[np.uint8]
    fingerprint: int
    prints: NDArray[np.uint64]

    @cached_property
    def ordered(self) -> NDArray[np.intp]:
        """The places of the records in the order of their fingerprints: the same wherever the same set is counted."""
        places = np.flatnonzero(np.unpackbits(self.bits, bitorder="little"))
        return places[np.argsort(self.prints[places])]

    def among(self, total: "Chosen") -> NDArray[np.bool_]:
        """Say of each record of ``total``, in its order, whether it is one of these."""
        mine = np.zeros(max(len(total.bits), len(self.bits)) * 8, dtype=np.bool_)
        mine[: len(self.bits) * 8] = np.unpackbits(self.bits, bitorder="little")
        return mine[total.ordered]

    def shared_with(self, other: "Chosen") -> int:
        """Return how many records are in both."""
        both = min(len(self.bits), len(other.bits))
        return int(np.bitwise_count(self.bits[:both] & other.bits[:both]).sum(dtype=np.int64))


class Universe:
    """Gives each record a place, in the order in which the records are first met."""

    def __init__(self, fingerprints: Fingerprints) -> None:
        self._fingerprints = fingerprints
        self._records: pd.Index | None = None
        self._prints = np.array([], dtype=np.uint64)

    def choose(self, records: pd.Index) -> Chosen | None:
        """Return the set of these records, or None if one stands among them twice."""
        places = self._places(records)
        if places is None:
            return None
        chosen = np.zeros(len(self._prints), dtype=bool)
        chosen[places] = True
        if np.count_nonzero(chosen) < len(places):
            return None
        bits = np.packbits(chosen, bitorder="little")
        return Chosen(len(places), bits, int(self._prints[places].sum(dtype=np.uint64)), self._prints)

    def _places(self, records: pd.Index) -> NDArray[np.intp] | None:
        """Return each record's place; those not met before are given one."""
        if self._records is None:
            return self._meet(records)
        places = self._records.get_indexer(records)
        unmet = places < 0
        if unmet.any():
            found = self._meet(records[unmet])
            if found is None:
                return None
            places[unmet] = found
        return places

    def _meet(self, records: pd.Index) -> NDArray[np.intp] | None:
        if records.has_duplicates:
            return None
        first = len(self._prints)
        self._records = records if self._records is None else self._records.append(records)
        self._prints = np.concatenate([self._prints, self._fingerprints(records)])
        return np.arange(first, first + len(records))
