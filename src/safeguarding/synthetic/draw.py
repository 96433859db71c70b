"""Draws cells from the priors: whole numbers only, so that every machine draws the same."""

from collections.abc import Sequence

import numpy as np

from safeguarding.synthetic.cells import Cell
from safeguarding.synthetic.priors import weight
from safeguarding.synthetic.sizes import Sizes


def draw_counts(cells: Sequence[Cell], sizes: Sizes, generator: np.random.Generator) -> list[int]:
    """Return how often each cell is drawn.

    Args:
        cells: every cell.
        sizes: how many records of each kind are drawn; a kind that is not named is left at 0.
        generator: seeded.
    """
    counts = [0] * len(cells)
    for kind, size in sizes.kinds.items():
        places = [place for place, cell in enumerate(cells) if isinstance(cell, kind)]
        weights = [weight(cells[place], sizes.categories) for place in places]
        edges = np.cumsum(np.array(weights, dtype=np.int64))
        hits = np.searchsorted(edges, generator.integers(0, edges[-1], size=size), side="right")
        for hit in hits.tolist():
            counts[places[hit]] += 1
    return counts
