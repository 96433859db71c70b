"""Turns published figures into exact integer rows: what the counts behind them must satisfy to print as they do.

A row says ``low <= sum(coefficient * count) <= high`` over statistics, in integers. A percentage becomes two rows,
linear even where its base is itself unknown: with scale ``s`` and printed units ``u``, half up means
``(2u - 1) * base <= 200 * s * count <= (2u + 1) * base - 1``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from annual_report.errors import InputError, MissingError
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.printed import Form
from annual_report.rounding import decimals_of


@dataclass(frozen=True, slots=True)
class Row:
    """One linear condition on counts, with the figure it comes from. None leaves a side open."""

    figure: str
    coefficients: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None

    def holds(self, counts: Mapping[str, int]) -> bool:
        """Say, in whole numbers, whether the condition holds of the counts of its statistics."""
        value = sum(coefficient * counts[name] for name, coefficient in self.coefficients)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a ratio compares: ``part`` of ``base`` against the known share ``numerator / denominator``."""

    part: str
    base: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Structure:
    """What the rows need to know of the statistics: the base of each share, and what each ratio compares."""

    bases: Mapping[str, str]
    comparisons: Mapping[str, Comparison]

    def base(self, figure: PublishedFigure) -> str:
        """Return the base of the figure's statistic, or raise MissingError."""
        name = figure.statistics[0]
        if name not in self.bases:
            raise MissingError(f"{figure.id}: no base is known for {name!r}")
        return self.bases[name]

    def comparison(self, figure: PublishedFigure, name: str) -> Comparison:
        """Return what the ratio ``name`` compares, or raise MissingError."""
        if name not in self.comparisons:
            raise MissingError(f"{figure.id}: nothing is known that {name!r} compares with")
        return self.comparisons[name]


def rows_of(figure: PublishedFigure, structure: Structure) -> list[Row]:
    """Return the rows of one figure that is to hold.

    Raises:
        InputError: if the figure has no form, or its number cannot be read.
        MissingError: if a base or comparison is not known.
    """
    if figure.form is None:
        raise InputError(f"{figure.id} is narrative only: no count follows from it")
    return [row for rule in _RULES[figure.form] for row in rule(figure, structure)]


def _count(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    del structure
    if figure.count is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no count")
    return [Row(figure.id, ((figure.statistics[0], 1),), figure.count, figure.count)]


def _base(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    if figure.base is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no base")
    return [Row(figure.id, ((structure.base(figure), 1),), figure.base, figure.base)]


def _percent(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    units, scale = _units(figure)
    name, base = figure.statistics[0], structure.base(figure)
    return [
        Row(figure.id, ((name, 200 * scale), (base, -(2 * units - 1))), 0, None),
        Row(figure.id, ((name, 200 * scale), (base, -(2 * units + 1))), None, -1),
    ]


def _over(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    units, scale = _units(figure)
    return [Row(figure.id, ((figure.statistics[0], 100 * scale), (structure.base(figure), -units)), 1, None)]


def _majority(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    """Return that it is more than half, unless the word beside the number is known to be wrong."""
    if figure.status is Status.CONTRADICTED_IN_WORDS:
        return []
    return [Row(figure.id, ((figure.statistics[0], 2), (structure.base(figure), -1)), 1, None)]


def _all(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    return [Row(figure.id, ((figure.statistics[0], 1), (structure.base(figure), -1)), 0, 0)]


def _compared(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    over = figure.form is Form.OVER_REPRESENTED
    low, high = (1, None) if over else (None, -1)
    found = (structure.comparison(figure, name) for name in figure.statistics)
    return [Row(figure.id, ((c.part, c.denominator), (c.base, -c.numerator)), low, high) for c in found]


def _largest(figure: PublishedFigure, structure: Structure) -> Sequence[Row]:
    del structure
    first, *others = figure.statistics
    return [Row(figure.id, ((first, 1), (other, -1)), 1, None) for other in others]


def _units(figure: PublishedFigure) -> tuple[int, int]:
    """Return the printed percentage in its last digit's units, and how many of them make one percent."""
    shown: Decimal | None = figure.percent
    if shown is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no percentage")
    scale = 10 ** decimals_of(shown)
    return int(shown * scale), scale


_Rule = Callable[[PublishedFigure, Structure], Sequence[Row]]
_RULES: Mapping[Form, tuple[_Rule, ...]] = {
    Form.COUNT: (_count,),
    Form.WORDS: (_count,),
    Form.PERCENT: (_percent,),
    Form.COUNT_PERCENT: (_count, _percent),
    Form.SHARE_OF: (_count, _base),
    Form.ALL: (_all,),
    Form.OVER_PERCENT: (_over,),
    Form.MOST_PERCENT: (_percent, _majority),
    Form.OVER_REPRESENTED: (_compared,),
    Form.UNDER_REPRESENTED: (_compared,),
    Form.LARGEST: (_largest,),
}
