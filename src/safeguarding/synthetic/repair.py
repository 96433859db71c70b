"""Repairs a draw: the least change of cell counts after which every figure holds, found by an exact integer program.

The change is weighed by whole numbers near a million with a random part, so that one answer alone is best and any exact
solver finds the same. A test shows that no other answer is as good.
"""

from collections.abc import Sequence

import numpy as np

from annual_report.errors import InputError
from safeguarding.synthetic.conflicts import smallest_conflict
from safeguarding.synthetic.program import CellRow, Changes, nearest_counts

_WEIGHT, _SPREAD = 1_000_000, 100_000


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
    costs = draw_costs(len(drawn), generator)
    counts = nearest_counts(drawn, rows, costs, most) or nearest_counts(drawn, rows, costs)
    if counts is None:
        clash = ", ".join(smallest_conflict(rows, len(drawn)))
        raise InputError(f"these published figures cannot all hold: {clash}. Correct one, or its status")
    return counts


def draw_costs(cells: int, generator: np.random.Generator) -> Changes:
    """Return what each change costs: near enough alike to count changes, unlike enough for one answer to be best."""
    return _WEIGHT + generator.integers(0, _SPREAD, size=2 * cells)
