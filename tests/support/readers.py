"""A reader who has only the released ledger and the words, and works out what he can of any set of records.

This is no part of the project's own attack: it knows no sums and no remainders, only how many records of each possible
kind there could be, so that every count printed is a sum over kinds.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.support.editions_at_random import RandomEdition

from annual_report.statistics.ledger import Ledger

_Counts = NDArray[np.int64]
#: More than any edition here has.
_MANY = 100_000


class Reader:
    """What a reader of a release knows of the records of one frame.

    Args:
        edition: whose words say what each number counts.
        released: what is printed.
        frame: ``incidents`` or ``children``.
    """

    def __init__(self, edition: RandomEdition, released: Ledger, frame: str) -> None:
        printed = {item.id: item.count for item in released.statistics if not item.reference}
        printed |= {str(item.base): item.base_count for item in released.hidden if item.base_count is not None}
        names = [name for name, meaning in edition.meanings.items() if meaning.frame == frame and name in printed]
        kinds = len(edition.possible(frame))
        rows = np.array([edition.holds_in(name) for name in names], dtype=float).reshape(-1, kinds)
        counts = np.array([printed[name] for name in names], dtype=float)
        self._sums = LinearConstraint(rows, counts, counts)
        self._kinds = kinds
        self._seen: list[_Counts] = []

    def may_reach(self, holds: NDArray[np.bool_], low: int, high: int, width: int) -> bool:
        """Say whether so few as ``low`` records can be such as ``holds`` names, so many as ``high``, so far apart."""
        least, greatest = _ends(int(world[holds].sum()) for world in self._seen)
        if least <= low and greatest >= high and greatest - least >= width:
            return True
        least, greatest = self.interval(holds)
        return least <= low and greatest >= high and greatest - least >= width

    def interval(self, holds: NDArray[np.bool_]) -> tuple[int, int]:
        """Return how few and how many records there can be of those that ``holds`` names."""
        return self._extreme(holds, 1), self._extreme(holds, -1)

    def _extreme(self, holds: NDArray[np.bool_], sign: int) -> int:
        result = milp(
            sign * holds.astype(float),
            constraints=self._sums,
            bounds=Bounds(0, _MANY),
            integrality=np.ones(self._kinds, dtype=np.int64),
            options={"mip_rel_gap": 0},
        )
        assert result.x is not None, f"what is printed contradicts itself: {result.message}"
        world = np.round(result.x).astype(np.int64)
        self._seen.append(world)
        return int(world[holds].sum())


def _ends(values: Iterable[int]) -> tuple[int, int]:
    found = list(values)
    return (min(found), max(found)) if found else (0, 0)
