"""The ids of all records, held as hashes, so that tens of millions take little room and one is found in a moment."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from annual_report.statistics.universe import of_names

#: Digits alone must be this long to be told from a number.
_LONG = 7
_CHUNK = 1_000_000  # ids that are looked at together
_RUN = r"[a-z0-9]{%d}"
#: For each byte of an id how it looks: a digit as 0, a letter as a, any other as itself.
_LOOK_OF = np.arange(256, dtype=np.uint8)
_LOOK_OF[ord("0") : ord("9") + 1] = ord("0")
_LOOK_OF[ord("a") : ord("z") + 1] = ord("a")


@dataclass(frozen=True, eq=False)
class Ids:
    """Ids that can be told from ordinary words and numbers, in lower case: their sorted hashes, and how they look.

    A hash has 64 bits: that another word of a report has that of an id is as good as impossible, and would stop the
    build, not let something through. In ``looks`` each digit is a 0 and each letter an a.
    """

    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    looks: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        """Say whether it is an id of a record."""
        (wanted,) = of_names(pd.Index([name.lower()], dtype=object))
        place = np.searchsorted(self.hashes, wanted)
        return bool(place < len(self.hashes) and self.hashes[place] == wanted)

    def __len__(self) -> int:
        """Return how many there are, each as often as it was written."""
        return len(self.hashes)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What looks like an id in a text in lower case, in its group 1; None if there are none."""
        shapes = {re.sub(r"[a0]+", lambda run: _RUN % len(run[0]), re.escape(look)) for look in self.looks}
        if not shapes:
            return None
        return re.compile(rf"(?<![a-z0-9])(?=({'|'.join(sorted(shapes, key=len, reverse=True))})(?![a-z0-9]))")


def ids_of(columns: Iterable[pd.Series]) -> Ids:
    """Return the ids in these columns that can be told from ordinary words and numbers.

    They have a letter and a digit, or many digits.
    """
    return together(
        _ids(column.iloc[start : start + _CHUNK]) for column in columns for start in range(0, len(column), _CHUNK)
    )


def together(parts: Iterable[Ids]) -> Ids:
    """Return the ids of all parts."""
    found = [*parts, Ids()]
    return Ids(np.sort(np.concatenate([ids.hashes for ids in found])), frozenset().union(*(i.looks for i in found)))


def _ids(written: pd.Series) -> Ids:
    names = written.astype("str").str.lower()
    numbers, looks = _looks(names)
    telling = np.array([_is_telling(look) for look in looks], dtype=bool)
    return Ids(of_names(pd.Index(names[telling[numbers]])), frozenset(compress(looks, telling)))


def _is_telling(look: str) -> bool:
    digits = sum(letter.isdigit() for letter in look)
    return digits >= _LONG or (digits > 0 and any(letter.isalpha() for letter in look))


def _looks(names: pd.Series) -> tuple[NDArray[np.int32], list[str]]:
    """Return the number of each id's look, and the different looks: its bytes translated, all at once."""
    array = pa.array(names, type=pa.large_string())
    if isinstance(array, pa.ChunkedArray):  # a CSV file of more than one block
        array = array.combine_chunks()
    valid, offsets, text = array.buffers()
    translated = pa.py_buffer(_LOOK_OF[np.frombuffer(text or b"", dtype=np.uint8)])
    looks = pa.Array.from_buffers(array.type, len(array), [valid, offsets, translated], offset=array.offset)
    found = looks.dictionary_encode()
    return found.indices.to_numpy(), found.dictionary.to_pylist()
