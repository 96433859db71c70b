"""Values of records as they are compared: in one spelling, weighed by how much each tells, and hashed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.records.arrow import fingerprints

Hashes = NDArray[np.uint64]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]00:00:00)?")
_FLAGS = frozenset({"yes", "no", "none", "not", "not_known", ""})
#: How a data frame prints a flag.
_WRITTEN = {"true": "yes", "false": "no"}
_DAY_WEIGHS, _VALUE_WEIGHS, _FLAG_WEIGHS = 4, 2, 1
_FIRST, _STEP = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's different values, by their hashes: what each weighs, which are days or flags.

    ``codes`` has the place of its value for each row.
    """

    name: str
    hashes: Hashes
    weights: NDArray[np.int8]
    days: NDArray[np.bool_]
    flags: NDArray[np.bool_]
    codes: NDArray[np.int32]


def column_of(written: pd.Series) -> Column:
    """Return a column of text, of which equal values are those that are compared as equal."""
    codes, found = pd.factorize(written, use_na_sentinel=False)
    folded, values = pd.factorize(np.array([value_of(value) for value in found.astype("str")], dtype=object))
    days = np.array([_DAY.fullmatch(value) is not None for value in values], dtype=bool)
    flags = np.array([value in _FLAGS for value in values], dtype=bool)
    weights = np.where(flags, _FLAG_WEIGHS, np.where(days, _DAY_WEIGHS, _VALUE_WEIGHS)).astype(np.int8)
    return Column(str(written.name), hashes_of(values), weights, days, flags, folded.astype(np.int32)[codes])


def value_of(text: str) -> str:
    """Return a value as it is compared: lower case, spaces as underscores, flags as they are written."""
    value = text.strip().lower().replace(" ", "_")
    return _WRITTEN.get(value, value)


def hashes_of(values: Sequence[str] | NDArray[np.object_]) -> Hashes:
    """Return the hash of each value: 64 bits, so that different ones have different ones as good as always."""
    return fingerprints(pd.Index(values, dtype=object))


def begun_with(first: Hashes) -> Hashes:
    """Return the hashes of runs of one value."""
    return then(np.full(len(first), _FIRST), first)


def then(runs: Hashes, values: Hashes) -> Hashes:
    """Return the hashes of runs, each with one value more. The order of a run's values counts."""
    mixed = (runs ^ values) * _STEP
    return mixed ^ (mixed >> _SHIFT)
