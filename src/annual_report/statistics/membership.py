"""Which records each count is of, as text that travels with it, so that sets of all notebooks can be laid side by side.

Whoever reads the published numbers knows from their words that "within 15 days" lies in "within 25 days", and that the
months of a half-year make it up. Disclosure control must know it too, and no author has to remember to say so. It is
record-level data: it never leaves the private files.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annual_report.statistics.universe import Chosen

#: Of a larger total it is not told which records there are: eight bytes each would swell the notebooks. Such totals
#: are laid side by side if one is a published set of the other.
MOST_NAMED = 200_000


@dataclass(frozen=True, slots=True)
class Membership:
    """Which records a set holds.

    ``members`` is its fingerprint: equal for equal sets, and the sum of two sets that have no record in common.
    ``records`` are the fingerprints of a total's records, ``where`` a bit for each record of the total, in the order of
    their fingerprints, 1 if it is in the set.
    """

    members: str
    records: str = ""
    where: str = ""


class Members:
    """Remembers the records of each count of a notebook."""

    def __init__(self) -> None:
        self._chosen: dict[str, Chosen] = {}
        self._totals: dict[str, str] = {}

    def outside(self, records: Chosen, base: str) -> int:
        """Return how many of the records are not among those counted as ``base``."""
        return records.size - records.shared_with(self._chosen[base])

    def add(self, name: str, records: Chosen, base: str | None) -> Membership:
        """Note the records of a count and return which they are."""
        members = f"{records.fingerprint:016x}"
        self._chosen[name] = records
        self._totals[name] = name if base is None else self._totals[base]
        if base is None:
            told = records.size <= MOST_NAMED
            return Membership(members, records=_packed(records.prints[records.ordered]) if told else "")
        return Membership(members, where=_packed(np.packbits(records.among(self._chosen[self._totals[name]]))))


def where_of(text: str, size: int) -> NDArray[np.bool_]:
    """Return a bool for each of the ``size`` records of a total, from the text of ``where``."""
    return np.unpackbits(np.frombuffer(_unpacked(text), dtype=np.uint8), count=size).astype(np.bool_)


def either(texts: Iterable[str]) -> str:
    """Return the text of ``where`` for what is in any of some sets of one total."""
    return _packed(np.bitwise_or.reduce([np.frombuffer(_unpacked(text), dtype=np.uint8) for text in texts]))


def records_of(text: str) -> NDArray[np.uint64]:
    """Return the fingerprints of a total's records, in order, from the text of ``records``."""
    return np.frombuffer(_unpacked(text), dtype="<u8").astype(np.uint64)


def _packed(values: NDArray[np.uint8] | NDArray[np.uint64]) -> str:
    little = values.astype(values.dtype.newbyteorder("<"), copy=False)
    return b64encode(zlib.compress(little.tobytes(), 1)).decode("ascii")


def _unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text))
