"""The conditions on the cells: those that published figures set, and those of structure that hold for any edition."""

from collections.abc import Mapping, Sequence

from annual_report.errors import MissingError
from annual_report.figures.models import PublishedFigure
from annual_report.figures.rows import Structure, rows_of
from safeguarding.codes import CATEGORIES
from safeguarding.synthetic.cells import (
    MOST_SIBLINGS,
    SIBLINGS,
    AreaCell,
    Cell,
    ChildCell,
    IncidentCell,
    ReviewCell,
)
from safeguarding.synthetic.priors import AREAS
from safeguarding.synthetic.program import CellRow
from safeguarding.synthetic.selectors import BY_WRITING, Selector, selectors


def figure_rows(cells: Sequence[Cell], figures: Sequence[PublishedFigure], structure: Structure) -> list[CellRow]:
    """Return the conditions that the reproduced figures set.

    Raises:
        MissingError: if a figure names a statistic that no cell is selected for.
    """
    known = selectors()
    imposed = [f for f in figures if f.binds and not set(f.statistics) <= set(BY_WRITING)]
    return [
        CellRow(figure.id, _combine(cells, row.coefficients, known, figure.id), row.low, row.high)
        for figure in imposed
        for row in rows_of(figure, structure)
    ]


def structure_rows(cells: Sequence[Cell]) -> list[CellRow]:
    """Return the conditions of structure: every incident has a child and one review, areas and incidents fit."""
    rows = [_children_of(cells, category) for categories in CATEGORIES.values() for category in categories]
    incidents = {place: 1 for place, cell in enumerate(cells) if isinstance(cell, IncidentCell)}
    reviews = {place: -1 for place, cell in enumerate(cells) if isinstance(cell, ReviewCell)}
    areas = {place: 1 for place, cell in enumerate(cells) if isinstance(cell, AreaCell)}
    fewest = {place: -_limits(cell)[0] for place, cell in enumerate(cells) if isinstance(cell, AreaCell)}
    most = {place: -_limits(cell)[1] for place, cell in enumerate(cells) if isinstance(cell, AreaCell)}
    return [
        *rows,
        *(_most_children_of(cells, category) for category in SIBLINGS),
        CellRow("", {**incidents, **reviews}, 0, 0),
        CellRow("", areas, AREAS, AREAS),
        CellRow("", {**incidents, **fewest}, 0, None),
        CellRow("", {**incidents, **most}, None, 0),
    ]


def _limits(cell: AreaCell) -> tuple[int, int]:
    """Return the fewest and the most incidents that areas of a band are given, on average."""
    return {"0_to_2": (1, 1), "3_to_6": (4, 5), "7_or_more": (8, 11)}[cell.band]


def _children_of(cells: Sequence[Cell], category: str) -> CellRow:
    """Return the condition that each incident has a child, and more only where siblings are notified together."""
    coefficients = {
        place: 1 if isinstance(cell, ChildCell) else -1
        for place, cell in enumerate(cells)
        if isinstance(cell, IncidentCell | ChildCell) and cell.category == category
    }
    return CellRow("", coefficients, 0, None if category in SIBLINGS else 0)


def _most_children_of(cells: Sequence[Cell], category: str) -> CellRow:
    """Return the condition that no incident needs more children than are notified together."""
    coefficients = {
        place: 1 if isinstance(cell, ChildCell) else -MOST_SIBLINGS
        for place, cell in enumerate(cells)
        if isinstance(cell, IncidentCell | ChildCell) and cell.category == category
    }
    return CellRow("", coefficients, None, 0)


def _combine(
    cells: Sequence[Cell], terms: Sequence[tuple[str, int]], known: Mapping[str, Selector], figure: str
) -> dict[int, int]:
    """Return a condition on statistics as one on cells."""
    combined: dict[int, int] = {}
    for name, coefficient in terms:
        if name not in known:
            raise MissingError(f"{figure}: the generator knows no cells of {name!r}. Add a selector for it")
        for place, cell in enumerate(cells):
            if known[name].counts(cell):
                combined[place] = combined.get(place, 0) + coefficient
    return combined
