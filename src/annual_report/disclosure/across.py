"""How counts lie to each other in whatever notebook they stand: a notebook sees its own, a reader sees all chapters."""

from base64 import b64decode
from collections.abc import Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic

_Bits = NDArray[np.uint8]


def with_nesting_between_notebooks(ledger: Ledger) -> Ledger:
    """Return the ledger with the nesting of counts of the same total, in whatever notebook they stand.

    Of large totals it is not told which records are counted, so there each notebook's own findings must do.
    """
    statistics = {item.id: item for item in ledger.statistics}
    found: dict[str, list[tuple[str, str]]] = {}
    for group in _by_total(statistics).values():
        for name, whole in _pairs(group, statistics):
            found.setdefault(name, []).append((name, whole))
    return ledger.model_copy(
        update={
            "statistics": tuple(
                item.model_copy(update={"nested": tuple(dict.fromkeys((*item.nested, *found.get(item.id, ()))))})
                for item in ledger.statistics
            )
        }
    )


def shares_apart(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Return each base with two shares of it that have no record in common: they may exclude each other by their words.

    Categories of a column are left out, since they exclude each other in any case and add up.
    """
    statistics = {item.id: item for item in ledger.statistics}
    categories = {part for item in ledger.breakdowns for part in item.parts}
    found = []
    for group in _by_total(statistics).values():
        for one, other in combinations(sorted(group.keys() - categories), 2):
            base = statistics[one].base
            if base == statistics[other].base and base is not None and not (group[one] & group[other]).any():
                found.append((base, one, other))
    return sorted(found)


def _by_total(statistics: Mapping[str, Statistic]) -> dict[tuple[str, str], dict[str, _Bits]]:
    """Return, for each total by its unit and fingerprint, the bits of the shares that tell something of it."""
    groups: dict[tuple[str, str], dict[str, _Bits]] = {}
    for item in statistics.values():
        total = _bases(item, statistics)[-1:]
        if item.where and total and 0 < item.count < (item.base_count or 0):
            key = (item.unit.one, statistics[total[0]].members)
            groups.setdefault(key, {})[item.id] = np.frombuffer(b64decode(item.where), dtype=np.uint8)
    return groups


def _pairs(group: Mapping[str, _Bits], statistics: Mapping[str, Statistic]) -> list[tuple[str, str]]:
    """Return each part with each whole that it lies in, its own bases left out."""
    names = sorted(group)
    bits = np.stack([group[name] for name in names])
    sizes = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
    pairs = []
    for place, name in enumerate(names):
        inside = ~(bits[place] & ~bits).any(axis=1) & (sizes > sizes[place])
        wholes = {names[other] for other in np.flatnonzero(inside)} - set(_bases(statistics[name], statistics))
        pairs += [(name, whole) for whole in sorted(wholes)]
    return pairs


def _bases(item: Statistic, statistics: Mapping[str, Statistic]) -> tuple[str, ...]:
    if item.base is None or item.base not in statistics:
        return ()
    return (item.base, *_bases(statistics[item.base], statistics))
