"""Draws cells from the priors: whole numbers only, so that every machine draws the same."""

from collections.abc import Mapping, Sequence

import numpy as np

from safeguarding.synthetic.cells import AreaCell, Cell, ReportCell
from safeguarding.synthetic.priors import weight

_OTHER_WEIGHTS: Mapping[Cell, int] = {
    AreaCell("0_to_2"): 424,
    AreaCell("3_to_6"): 432,
    AreaCell("7_or_more"): 144,
    ReportCell("fully"): 400,
    ReportCell("partly"): 320,
    ReportCell("not"): 280,
}


def draw_counts(cells: Sequence[Cell], sizes: Mapping[type[Cell], int], generator: np.random.Generator) -> list[int]:
    """Return how often each cell is drawn.

    Args:
        cells: every cell.
        sizes: how many records of each kind are drawn; a kind that is not named is left at 0.
        generator: seeded.
    """
    counts = [0] * len(cells)
    for kind, size in sizes.items():
        places = [place for place, cell in enumerate(cells) if isinstance(cell, kind)]
        weights = [_OTHER_WEIGHTS.get(cells[place]) or weight(cells[place]) for place in places]
        edges = np.cumsum(np.array(weights, dtype=np.int64))
        hits = np.searchsorted(edges, generator.integers(0, edges[-1], size=size), side="right")
        for hit in hits.tolist():
            counts[places[hit]] += 1
    return counts
