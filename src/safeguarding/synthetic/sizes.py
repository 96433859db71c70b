"""How many records of each kind and category are drawn: read from what the figures print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annual_report.errors import InputError
from annual_report.figures.models import PublishedFigure
from annual_report.rounding import decimals_of, round_half_up
from safeguarding.codes import CATEGORIES
from safeguarding.synthetic.cells import AreaCell, Cell, ChildCell, IncidentCell, ReportCell, ReviewCell
from safeguarding.synthetic.priors import AREAS
from safeguarding.synthetic.selectors import selectors

Figures = Sequence[PublishedFigure]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records of each kind, and how many incidents of each category, the draw aims at."""

    kinds: Mapping[type[Cell], int]
    categories: Mapping[str, int]


def sizes_of(figures: Figures) -> Sizes:
    """Return what the reproduced figures print, by count or by percentage.

    Raises:
        InputError: if the total of a kind of record is not printed.
    """
    found = [figure for figure in figures if figure.binds]
    counts = _counts(found)
    kinds: dict[type[Cell], int] = {
        IncidentCell: _total(counts, "incidents"),
        ChildCell: _total(counts, "children"),
        ReviewCell: _total(counts, "incidents"),  # one for each incident
        AreaCell: AREAS,
        ReportCell: _total(counts, "yearly_reports"),
    }
    return Sizes(kinds, _categories({**_shares(found, counts), **counts}))


def _counts(figures: Figures) -> dict[str, int]:
    """Return the counts that are printed, and the bases printed beside them."""
    known = selectors()
    counts = {figure.statistics[0]: figure.count for figure in figures if figure.count is not None}
    bases = {known[f.statistics[0]].base: f.base for f in figures if f.base is not None and f.statistics[0] in known}
    return counts | bases


def _shares(figures: Figures, counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that printed percentages of a printed base come nearest to."""
    known, found = selectors(), {}
    for figure in figures:
        base = known[figure.statistics[0]].base if figure.statistics[0] in known else ""
        if figure.percent is not None and base in counts:
            scale = 10 ** decimals_of(figure.percent)
            units = int(figure.percent * scale) * counts[base]
            found[figure.statistics[0]] = int(round_half_up(units, 100 * scale))
    return found


def _total(counts: Mapping[str, int], name: str) -> int:
    if name not in counts:
        raise InputError(f"the synthetic records need a reproduced figure in published.csv that prints {name}")
    return counts[name]


def _categories(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many incidents of each category; what is not printed shares what its type leaves."""
    printed: dict[str, int] = {}
    for name, selector in selectors().items():
        if name in counts and list(selector.where) == ["category"]:
            (category,) = selector.where["category"]
            # a count of its own type comes before a share of all incidents
            printed.setdefault(str(category), counts[name])
    found = dict(printed)
    for kind, categories in CATEGORIES.items():
        missing = [category for category in categories if category not in printed]
        left = _total(counts, f"incidents.type.{kind}") - sum(printed.get(category, 0) for category in categories)
        found |= {category: max(1, left // len(missing)) for category in missing}
    return found
