"""Text alternatives: what a chart shows, in a few sentences made from its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from annual_report.casing import lower_first, upper_first
from annual_report.press.gaps import gaps_in_words
from annual_report.press.series import Plot, Series, drawn_as, plot_of
from annual_report.press.wording import listed
from annual_report.statistics.models import Chart, Table
from annual_report.statistics.values import Values

_MOST = 4  # categories named where several are equal


@dataclass(frozen=True, slots=True)
class _Point:
    """A category with its number as it is shown: words and picture never disagree."""

    label: str
    number: Decimal
    text: str

    @property
    def rank(self) -> tuple[Decimal, bool]:
        """By what it is told as larger or smaller: "<1%" is shown as more than "0%"."""
        return self.number, self.text.startswith("<")

    def __str__(self) -> str:
        return f"{self.label} ({self.text})"


def alternative(chart: Chart, table: Table, values: Values) -> str:
    """Return the text alternative of ``chart``.

    It names the kind, what is measured, how many categories there are, the largest and the smallest with their values
    (through time: the first, last, highest and lowest; against a line: what lies above and below), what is hidden, and
    the table. Where any number is hidden, all that is said is of those shown.

    Raises:
        MissingError: if a column or a statistic does not exist.
        InputError: if the chart cannot be drawn from this table.
    """
    plot = plot_of(chart, table, values)
    opening = _opening(chart, table, plot)
    if chart.reference and len(plot.series) > 1:
        told = _across(plot, Decimal(str(chart.reference[0])))
    else:
        told = [_told(series, plot, chart) for series in plot.series]
    return " ".join([*opening, *told, *gaps_in_words(plot), f"All figures are in the table \u201c{table.title}\u201d."])


def _opening(chart: Chart, table: Table, plot: Plot) -> list[str]:
    count = len(plot.categories)
    one, many = ("month", "months") if plot.time else ("category", "categories")
    names = f", for {listed([series.name for series in plot.series])}" if len(plot.series) > 1 else ""
    what = f"{lower_first(chart.axis)}, by {lower_first(table.header)} ({count} {one if count == 1 else many}){names}"
    sentences = [f"{drawn_as(chart, plot).traits.words}: {what}."]
    if chart.reference:
        sentences.append(f"A line at {chart.reference[0]:g} marks: {lower_first(chart.reference[1])}.")
    return sentences


def _told(series: Series, plot: Plot, chart: Chart) -> str:
    """Return a series in one sentence, which names the series if there are several."""
    points = [
        _Point(label, number, text)
        for label, number, text in zip(plot.categories, series.rounded, series.texts, strict=True)
        if number is not None
    ]
    several = len(plot.series) > 1
    hides = any(gap.hides for gap in series.gaps if gap)
    if not points:
        words = "all figures are hidden" if hides else "there are no figures to show"
    elif chart.reference:
        words = _against(points, Decimal(str(chart.reference[0])))
    elif plot.time:
        words = _ends(points) + _extremes(points, "highest", "lowest")
    else:
        words = _extremes(points, "largest", "smallest")
    if points and hides:
        words = f"of those shown, {words}"
    return f"{series.name}: {words}." if several else f"{upper_first(words)}."


def _ends(points: Sequence[_Point]) -> str:
    first, last = points[0], points[-1]
    return "" if len(points) == 1 else f"from {first.text} in {first.label} to {last.text} in {last.label}; "


def _extremes(points: Sequence[_Point], most: str, least: str) -> str:
    """Return the largest and the smallest; what is shown equal is told as equal."""
    top, bottom = max(point.rank for point in points), min(point.rank for point in points)
    if len(points) == 1:
        return f"{points[0].label} is {points[0].text}"
    if top == bottom:
        return f"all are {points[0].text}"
    return f"{most} {_equal_to(points, top)}, {least} {_equal_to(points, bottom)}"


def _equal_to(points: Sequence[_Point], rank: tuple[Decimal, bool]) -> str:
    equal = [point for point in points if point.rank == rank]
    if len(equal) == 1:
        return str(equal[0])
    names = listed([point.label for point in equal]) if len(equal) <= _MOST else f"{len(equal)} categories"
    return f"{names} ({equal[0].text} each)"


def _against(points: Sequence[_Point], line: Decimal) -> str:
    """Return which categories lie above, on and below the line."""
    sides = {
        "above the line": [str(point) for point in points if point.number > line],
        "on the line": [str(point) for point in points if point.number == line],
        "below the line": [str(point) for point in points if point.number < line],
    }
    return "; ".join(f"{side}: {listed(found)}" for side, found in sides.items() if found)


def _across(plot: Plot, line: Decimal) -> list[str]:
    """Return which categories lie on one side of the line in every series, and the extremes of all."""
    by_category = {label: [s.rounded[row] for s in plot.series] for row, label in enumerate(plot.categories)}
    numbers = {label: [n for n in found if n is not None] for label, found in by_category.items()}
    every = "every series shown" if plot.hides else "every series"
    sides = {
        f"Above the line in {every}": [c for c, found in numbers.items() if found and min(found) > line],
        f"Below the line in {every}": [c for c, found in numbers.items() if found and max(found) < line],
    }
    sides["Above, on or below it by series"] = [
        c for c, found in numbers.items() if found and not any(c in side for side in sides.values())
    ]
    points = [
        _Point(f"{label}, {series.name}", number, text)
        for series in plot.series
        for label, number, text in zip(plot.categories, series.rounded, series.texts, strict=True)
        if number is not None
    ]
    if not points:
        return ["All figures are hidden." if plot.hides else "There are no figures to show."]
    extremes = _extremes(points, "highest", "lowest")
    extremes = f"Of those shown, {extremes}" if plot.hides else upper_first(extremes)
    return [*(f"{side}: {listed(found)}." for side, found in sides.items() if found), f"{extremes}."]
