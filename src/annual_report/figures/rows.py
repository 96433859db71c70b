"""Turns published figures into exact integer rows: what the counts behind them must satisfy to print as they do.

A row says ``low <= sum(coefficient * count) <= high`` over statistics, in integers. A percentage becomes two rows,
linear even where its base is itself unknown: with scale ``s`` and printed units ``u``, half up means
``(2u - 1) * base <= 200 * s * count <= (2u + 1) * base - 1``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from num2words import num2words

from annual_report.errors import InputError, MissingError
from annual_report.figures.published import Form, PublishedFigure
from annual_report.rounding import decimals_of

_WORDS = {str(num2words(number, lang="en")): number for number in range(101)}


@dataclass(frozen=True, slots=True)
class Row:
    """One linear condition on counts, with the figure it comes from. None leaves a side open."""

    figure: str
    coefficients: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


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


def rows_of(figure: PublishedFigure, structure: Structure) -> list[Row]:
    """Return the rows of one figure that is to hold.

    Raises:
        InputError: if the figure has no form, or its number cannot be read.
        MissingError: if a base or comparison is not known.
    """
    match figure.form:
        case Form.COUNT | Form.WORDS:
            return [_equals(figure, figure.statistics[0], _number(figure))]
        case Form.PERCENT:
            return _percent(figure, structure)
        case Form.COUNT_PERCENT:
            return [_equals(figure, figure.statistics[0], _number(figure)), *_percent(figure, structure)]
        case Form.SHARE_OF:
            base = int(figure.printed.split(" of ")[1])
            return [
                _equals(figure, figure.statistics[0], _number(figure)),
                _equals(figure, structure.base(figure), base),
            ]
        case Form.ALL:
            return [Row(figure.id, ((figure.statistics[0], 1), (structure.base(figure), -1)), 0, 0)]
        case Form.OVER_PERCENT:
            return [_over(figure, structure)]
        case Form.OVER_REPRESENTED | Form.UNDER_REPRESENTED:
            return [_compared(figure, structure.comparisons[name]) for name in figure.statistics]
        case None:
            raise InputError(f"{figure.id} is narrative only: no count follows from it")


def _number(figure: PublishedFigure) -> int:
    if figure.form is Form.WORDS:
        if figure.printed not in _WORDS:
            raise InputError(f"{figure.id}: {figure.printed!r} is no number in words up to one hundred")
        return _WORDS[figure.printed]
    if figure.count is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no count")
    return figure.count


def _equals(figure: PublishedFigure, statistic: str, number: int) -> Row:
    return Row(figure.id, ((statistic, 1),), number, number)


def _percent(figure: PublishedFigure, structure: Structure) -> list[Row]:
    shown, base, name = figure.percent, structure.base(figure), figure.statistics[0]
    if shown is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no percentage")
    scale = 10 ** decimals_of(shown)
    units = int(shown * scale)
    return [
        Row(figure.id, ((name, 200 * scale), (base, -(2 * units - 1))), 0, None),
        Row(figure.id, ((name, 200 * scale), (base, -(2 * units + 1))), None, -1),
    ]


def _over(figure: PublishedFigure, structure: Structure) -> Row:
    shown = figure.percent
    if shown is None:
        raise InputError(f"{figure.id}: {figure.printed!r} prints no percentage")
    scale = 10 ** decimals_of(shown)
    coefficients = ((figure.statistics[0], 100 * scale), (structure.base(figure), -int(shown * scale)))
    return Row(figure.id, coefficients, 1, None)


def _compared(figure: PublishedFigure, comparison: Comparison) -> Row:
    coefficients = ((comparison.part, comparison.denominator), (comparison.base, -comparison.numerator))
    over = figure.form is Form.OVER_REPRESENTED
    return Row(figure.id, coefficients, 1 if over else None, None if over else -1)
