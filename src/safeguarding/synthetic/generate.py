"""Makes an edition's synthetic records, in named steps: draw, repair, expand, write, recheck."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from annual_report.editions.models import Edition
from annual_report.errors import InputError
from annual_report.figures.models import PublishedFigure
from annual_report.figures.published import read_published
from annual_report.figures.rows import Structure
from safeguarding.synthetic.cells import Cell, CodedCell, all_cells
from safeguarding.synthetic.constraints import figure_rows, structure_rows
from safeguarding.synthetic.draw import draw_counts
from safeguarding.synthetic.expand import expand
from safeguarding.synthetic.recheck import recheck
from safeguarding.synthetic.repair import repair
from safeguarding.synthetic.selectors import structure
from safeguarding.synthetic.sizes import sizes_of
from safeguarding.synthetic.writing import write


def synthesise(edition: Edition) -> Mapping[str, bytes]:
    """Return the edition's synthetic records, file name to bytes: the same on every machine.

    Raises:
        InputError: if the edition is not one of synthetic records, or its figures cannot all hold.
        RunError: if a figure does not hold of the records that were made.
    """
    if not edition.records.synthetic:
        raise InputError(f"edition {edition.name} has real records: edition.toml does not say that they are synthetic")
    generator = np.random.Generator(np.random.PCG64(edition.records.seed))
    figures = read_published(edition.published_file)
    counts = repaired_counts(edition, figures, generator)
    files = write(edition, expand(edition, counts, generator))
    recheck(edition, files, figures, known_structure(edition))
    return files


def repaired_counts(
    edition: Edition, figures: tuple[PublishedFigure, ...], generator: np.random.Generator
) -> dict[Cell, int]:
    """Return how many records of each cell there are: drawn, then changed as little as makes every figure hold.

    Raises:
        InputError: if the figures cannot all hold; it names the smallest set that clashes.
    """
    cells = all_cells()
    rows = [*figure_rows(cells, figures, known_structure(edition)), *structure_rows(cells)]
    drawn = draw_counts(cells, sizes_of(figures), generator)
    most = [math.inf if isinstance(cell, CodedCell) else 1 + n // 2 for cell, n in zip(cells, drawn, strict=True)]
    counts = repair(drawn, rows, most, generator)
    return {cell: count for cell, count in zip(cells, counts, strict=True) if count}


def known_structure(edition: Edition) -> Structure:
    """Return the bases of the statistics, and the census that ratios compare with."""
    table = pd.read_csv(edition.reference_folder / "census_2011_children.csv")
    keys = zip(table["ethnic_group"].astype(str), table["age_band"].astype(str), strict=True)
    return structure(dict(zip(keys, table["children"].tolist(), strict=True)))
