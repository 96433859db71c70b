"""Makes an edition's synthetic records, in named steps: draw, repair, expand, write."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from annual_report.editions.models import Edition
from annual_report.errors import InputError
from annual_report.figures.published import PublishedFigure, read_published
from safeguarding.synthetic.cells import (
    AreaCell,
    Cell,
    ChildCell,
    CodedCell,
    IncidentCell,
    ReportCell,
    ReviewCell,
    all_cells,
)
from safeguarding.synthetic.constraints import figure_rows, structure_rows
from safeguarding.synthetic.draw import draw_counts
from safeguarding.synthetic.expand import expand
from safeguarding.synthetic.priors import AREAS
from safeguarding.synthetic.repair import repair
from safeguarding.synthetic.selectors import structure
from safeguarding.synthetic.writing import write


def synthesise(edition: Edition) -> Mapping[str, bytes]:
    """Return the edition's synthetic records, file name to bytes: the same on every machine.

    Raises:
        InputError: if the edition is not one of synthetic records, or its figures cannot all hold.
    """
    if not edition.records.synthetic:
        raise InputError(f"edition {edition.name} has real records: edition.toml does not say that they are synthetic")
    generator = np.random.Generator(np.random.PCG64(edition.records.seed))
    counts = repaired_counts(edition, read_published(edition.published_file), generator)
    return write(edition, expand(edition, counts, generator))


def repaired_counts(
    edition: Edition, figures: tuple[PublishedFigure, ...], generator: np.random.Generator
) -> dict[Cell, int]:
    """Return how many records of each cell there are: drawn, then changed as little as makes every figure hold.

    Raises:
        InputError: if the figures cannot all hold; it names the smallest set that clashes.
    """
    cells = all_cells()
    rows = [*figure_rows(cells, figures, structure(_census(edition))), *structure_rows(cells)]
    drawn = draw_counts(cells, _sizes(figures), generator)
    most = [math.inf if isinstance(cell, CodedCell) else 1 + n // 2 for cell, n in zip(cells, drawn, strict=True)]
    counts = repair(drawn, rows, most, generator)
    return {cell: count for cell, count in zip(cells, counts, strict=True) if count}


def _sizes(figures: tuple[PublishedFigure, ...]) -> dict[type[Cell], int]:
    """Return how many records of each kind to draw: as many as the figures print."""
    printed = {figure.statistics[0]: figure.count for figure in figures if figure.statistics and figure.count}
    reports = next(figure.printed for figure in figures if figure.statistics == ("yearly_reports.evidenced",))
    return {
        IncidentCell: printed["incidents"],
        ChildCell: printed["children"],
        ReviewCell: printed["incidents"],
        AreaCell: AREAS,
        ReportCell: int(reports.split(" of ")[1]),
    }


def _census(edition: Edition) -> dict[tuple[str, str], int]:
    table = pd.read_csv(edition.reference_folder / "census_2011_children.csv")
    keys = zip(table["ethnic_group"].astype(str), table["age_band"].astype(str), strict=True)
    return dict(zip(keys, table["children"].tolist(), strict=True))
