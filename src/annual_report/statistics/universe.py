"""The records of one unit that a notebook has counted, each with a place, so that a set of them is a row of bits.

Ten million records are then a set of about a megabyte, and whether one set lies in another is worked out in a moment.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Gives a fingerprint of each record: equal for equal records, whatever table or notebook they are met in.
Fingerprints = Callable[[pd.Index], NDArray[np.uint64]]
#: How many records of a set are looked up before all are.
_PROBES = 64
#: Of a larger total it is not told record by record which of them are counted: notebooks would swell.
_MOST_TOLD = 20_000


def of_names(records: pd.Index) -> NDArray[np.uint64]:
    """Return the fingerprints of records that are named by their index."""
    # most names stand once: looking for equal ones first would take longer than hashing
    return pd.util.hash_array(records.to_numpy(dtype=object), categorize=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A set of records: ``size`` of them, their ``bits``, a few of their places, and their fingerprints' sum.

    ``prints`` are the fingerprints of all records met so far, by their places.
    """

    size: int
    bits: NDArray[np.uint8]
    probes: NDArray[np.intp]
    fingerprint: int
    prints: NDArray[np.uint64]

    def among(self, total: "Chosen") -> str:
        """Return a bit for each record of ``total``, in the order of their fingerprints, as text; none if it is large.

        The order is the same wherever the same total is counted.
        """
        if total.size > _MOST_TOLD:
            return ""
        places = np.flatnonzero(np.unpackbits(total.bits, bitorder="little"))
        ordered = places[np.argsort(total.prints[places])]
        mine = np.zeros(max(len(total.bits), len(self.bits)) * 8, dtype=np.uint8)
        mine[: len(self.bits) * 8] = np.unpackbits(self.bits, bitorder="little")
        return b64encode(np.packbits(mine[ordered]).tobytes()).decode("ascii")

    def lies_in(self, other: "Chosen") -> bool:
        """Say whether each of these records is one of the other's too."""
        if self.size > other.size or not other.holds(self.probes):
            return False
        return self.size == self.shared_with(other)

    def shared_with(self, other: "Chosen") -> int:
        """Return how many records are in both."""
        both = min(len(self.bits), len(other.bits))
        return int(np.bitwise_count(self.bits[:both] & other.bits[:both]).sum(dtype=np.int64))

    def holds(self, places: NDArray[np.intp]) -> bool:
        """Say whether the records at all of these places are in the set."""
        if len(places) and places[-1] >> 3 >= len(self.bits):
            return False
        return bool((self.bits[places >> 3] >> (places & 7) & 1).all())


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
        probes = np.sort(places[:: 1 + len(places) // _PROBES])
        return Chosen(len(places), bits, probes, int(self._prints[places].sum(dtype=np.uint64)), self._prints)

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
