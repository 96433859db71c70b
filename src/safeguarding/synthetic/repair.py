"""Repairs a draw: the least change of cell counts after which every figure holds, found by an exact integer program.

The change is weighed by whole numbers near a million with a random part, so that one optimum is the best alone and any
exact solver finds the same.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from annual_report.errors import InputError, RunError

_WEIGHT, _SPREAD = 1_000_000, 100_000
_INFEASIBLE = 2  # scipy's status of a program that has no solution


@dataclass(frozen=True, slots=True)
class CellRow:
    """One condition on cell counts: place of the cell to coefficient. ``figure`` is empty for a rule of structure."""

    figure: str
    coefficients: Mapping[int, int]
    low: int | None
    high: int | None

    def holds(self, counts: Sequence[int]) -> bool:
        """Say, in whole numbers, whether the condition holds."""
        value = sum(coefficient * counts[place] for place, coefficient in self.coefficients.items())
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def repair(
    drawn: Sequence[int], rows: Sequence[CellRow], most: Sequence[float], generator: np.random.Generator
) -> list[int]:
    """Return the counts nearest to ``drawn`` for which all ``rows`` hold.

    Args:
        drawn: how often each cell was drawn.
        rows: what must hold.
        most: how much each cell may grow, so that the change spreads over cells; infinite where nothing was drawn.
            It gives way if no answer keeps it.
        generator: seeded.

    Raises:
        InputError: if the figures cannot all hold. It names the smallest set that clashes.
        RunError: if the solver gives up, or its answer fails the check in whole numbers.
    """
    costs = _WEIGHT + generator.integers(0, _SPREAD, size=2 * len(drawn))
    result = _solve(drawn, rows, costs, most)
    if result.status == _INFEASIBLE:
        result = _solve(drawn, rows, costs)
    if result.status == _INFEASIBLE:
        raise InputError(f"these published figures cannot all hold: {', '.join(conflict(rows, len(drawn)))}")
    if result.status != 0:
        raise RunError(f"the solver gave up on the synthetic records: {result.message}")
    change = np.rint(result.x).astype(np.int64)
    counts = (np.array(drawn) + change[: len(drawn)] - change[len(drawn) :]).tolist()
    broken = sorted({row.figure or "structure" for row in rows if not row.holds(counts)})
    if broken:
        raise RunError(f"the solver's answer breaks {', '.join(broken)} when checked in whole numbers")
    return list(counts)


def conflict(rows: Sequence[CellRow], cells: int) -> list[str]:
    """Return a smallest set of figures that cannot all hold: without any one of them the rest can.

    Each figure is left out in turn; one whose absence does not help is not part of the clash.
    """
    kept = list(dict.fromkeys(row.figure for row in rows if row.figure))
    nothing = [0] * cells
    for figure in list(kept):
        without = [row for row in rows if not row.figure or (row.figure in kept and row.figure != figure)]
        if _solve(nothing, without, np.zeros(2 * cells, dtype=np.int64)).status == _INFEASIBLE:
            kept.remove(figure)
    return kept


def _solve(
    drawn: Sequence[int], rows: Sequence[CellRow], costs: np.ndarray, most: Sequence[float] | None = None
) -> OptimizeResult:
    """Minimise the weighed changes up and down from ``drawn`` subject to ``rows``."""
    size = len(drawn)
    place_row, place_column, values, low, high = [], [], [], [], []
    for number, row in enumerate(rows):
        start = sum(coefficient * drawn[place] for place, coefficient in row.coefficients.items())
        for place, coefficient in row.coefficients.items():
            place_row += [number, number]
            place_column += [place, size + place]
            values += [coefficient, -coefficient]
        low.append(-math.inf if row.low is None else row.low - start)
        high.append(math.inf if row.high is None else row.high - start)
    matrix = sp.csr_array((values, (place_row, place_column)), shape=(len(rows), 2 * size))
    return milp(
        costs.astype(float),
        constraints=LinearConstraint(matrix, low, high),
        bounds=Bounds(np.zeros(2 * size), np.array([*([math.inf] * size if most is None else most), *drawn])),
        integrality=np.ones(2 * size, dtype=np.int64),
        options={"mip_rel_gap": 0},
    )
