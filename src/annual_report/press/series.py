"""What a chart draws, taken from its table: categories, and a series of numbers for each column."""

from dataclasses import dataclass
from decimal import Decimal

from annual_report.casing import upper_first
from annual_report.errors import InputError, MissingError
from annual_report.press.months import are_months
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.hidden import Hidden, Item, Symbol
from annual_report.statistics.models import Chart, Form, Row, Table
from annual_report.statistics.values import Values

#: What stands for a number that is there and is not told. The others say that there is none, or nothing to speak of.
_HIDING = (Symbol.CONFIDENTIAL, Symbol.UNRELIABLE)


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands where a number is missing.

    ``symbol``: its shorthand. ``direction``: on which side of 1 a ratio lies, where that is told.
    """

    symbol: Symbol
    direction: str = ""

    @property
    def hides(self) -> bool:
        """Say whether there is a number that is not told."""
        return self.symbol in _HIDING


@dataclass(frozen=True, slots=True)
class Series:
    """One column: its short name, its numbers exact, rounded (None where there is none) and as text.

    ``gaps`` says of each number that is missing what stands in its place.
    """

    name: str
    numbers: tuple[float | None, ...]
    rounded: tuple[Decimal | None, ...]
    texts: tuple[str, ...]
    gaps: tuple[Gap | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """All that is drawn. ``percent``: the numbers are percentages; ``time``: the categories are months."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool
    time: bool

    @property
    def highest(self) -> float:
        """The largest number, or 0."""
        return max(self._numbers(), default=0.0)

    @property
    def lowest(self) -> float:
        """The smallest number, or 0."""
        return min(self._numbers(), default=0.0)

    @property
    def hides(self) -> bool:
        """Say whether any number is hidden."""
        return any(gap.hides for series in self.series for gap in series.gaps if gap)

    def _numbers(self) -> list[float]:
        return [number for series in self.series for number in series.numbers if number is not None]


def plot_of(chart: Chart, table: Table, values: Values) -> Plot:
    """Return what ``chart`` draws of ``table``. Total rows are left out.

    Raises:
        MissingError: if a column or a statistic does not exist.
        InputError: if the chart cannot be drawn from this table.
    """
    _check(chart, table)
    rows = [row for row in table.rows if not row.total]
    if not rows:
        raise InputError(f"chart {chart.id}: table {table.id} has no row but totals, so there is nothing to draw")
    places = [table.columns.index(column) for column in chart.columns]
    forms = {row.cells[place].form for row in rows for place in places}
    percent = forms <= {Form.PERCENT, Form.SHARE, Form.WHOLE}
    if not (percent or forms <= {Form.COUNT, Form.WORDS} or forms == {Form.RATIO}):
        raise InputError(f"chart {chart.id} mixes {', '.join(sorted(forms))} on one scale: draw columns of one kind")
    names = _short_names(chart.columns)
    series = tuple(_series(name, rows, place, values) for name, place in zip(names, places, strict=True))
    categories = tuple(row.label for row in rows)
    return Plot(categories, series, percent, are_months(categories))


def drawn_as(chart: Chart, plot: Plot) -> ChartKind:
    """Return the kind of chart that is drawn: another where a number is hidden and this one would tell its size."""
    return chart.kind.where_hidden if plot.hides else chart.kind


def _check(chart: Chart, table: Table) -> None:
    if chart.table != table.id:
        raise InputError(f"chart {chart.id} is drawn from table {chart.table}, and was given table {table.id}")
    if not chart.columns:
        raise InputError(f"chart {chart.id} names no column to draw")
    unknown = [column for column in chart.columns if column not in table.columns]
    if unknown:
        has = ", ".join(table.columns)
        raise MissingError(f"chart {chart.id}: table {table.id} has no column {unknown[0]!r}. It has: {has}")
    fits = chart.kind.for_series(len(chart.columns))
    if len(chart.columns) > 1 and fits is not chart.kind:
        raise InputError(f"chart {chart.id}: a {chart.kind} chart draws one column. Use {fits} for more")


def _series(name: str, rows: list[Row], place: int, values: Values) -> Series:
    exact = (values.exact(row.cells[place]) for row in rows)
    numbers = tuple(None if number is None else float(number) for number in exact)
    rounded = tuple(values.number(row.cells[place]) for row in rows)
    texts = tuple(values.text(row.cells[place]) for row in rows)
    gaps = tuple(
        None if number is not None else _gap(text, values.item(row.cells[place].statistic))
        for row, number, text in zip(rows, numbers, texts, strict=True)
    )
    return Series(name, numbers, rounded, texts, gaps)


def _gap(text: str, item: Item) -> Gap:
    """Return what stands in place of a number: the side of 1, or the first shorthand in the cell's ``text``."""
    if isinstance(item, Hidden) and item.direction:
        return Gap(item.symbol, item.direction)
    first = min((symbol for symbol in Symbol if symbol in text), key=text.index)
    return Gap(first)


def _short_names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns' names without what the axis label says already: `` (%)`` and a shared ``Ratio, ``."""
    names = [column.removesuffix(" (%)") for column in columns]
    heads = {name.partition(", ")[0] for name in names}
    rests = [name.partition(", ")[2] for name in names]
    if len(names) == 1 or len(heads) > 1 or not all(rests):
        return tuple(names)
    return tuple(upper_first(rest) for rest in rests)
