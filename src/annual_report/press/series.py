"""What a chart draws, taken from its table: categories, and a series of numbers for each column."""

from dataclasses import dataclass
from os.path import commonprefix

from annual_report.errors import InputError, MissingError
from annual_report.press.months import are_months
from annual_report.statistics.models import Chart, Form, Row, Table
from annual_report.statistics.values import Values

_ONE_SERIES = ("bar", "column")


@dataclass(frozen=True, slots=True)
class Series:
    """One column: its short name, its numbers (None where there is none) and these as they are shown."""

    name: str
    numbers: tuple[float | None, ...]
    texts: tuple[str, ...]


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
        return max((n for series in self.series for n in series.numbers if n is not None), default=0.0)


def plot_of(chart: Chart, table: Table, values: Values) -> Plot:
    """Return what ``chart`` draws of ``table``. Total rows are left out.

    Raises:
        MissingError: if a column or a statistic does not exist.
        InputError: if the chart cannot be drawn from this table.
    """
    _check(chart, table)
    rows = [row for row in table.rows if not row.total]
    if not rows:
        raise InputError(
            f"chart {chart.id}: table {table.id} has no row but totals, so there is nothing to draw"
        )
    places = [table.columns.index(column) for column in chart.columns]
    forms = {row.cells[place].form for row in rows for place in places}
    percent = forms <= {Form.PERCENT, Form.SHARE, Form.WHOLE}
    if not (percent or forms <= {Form.COUNT, Form.WORDS} or forms == {Form.RATIO}):
        raise InputError(
            f"chart {chart.id} mixes {', '.join(sorted(forms))} on one scale: draw columns of one kind"
        )
    names = _short_names(chart.columns)
    series = tuple(_series(name, rows, place, values) for name, place in zip(names, places, strict=True))
    categories = tuple(row.label for row in rows)
    return Plot(categories, series, percent, are_months(categories))


def _check(chart: Chart, table: Table) -> None:
    if chart.table != table.id:
        raise InputError(
            f"chart {chart.id} is drawn from table {chart.table}, and was given table {table.id}"
        )
    if not chart.columns:
        raise InputError(f"chart {chart.id} names no column to draw")
    unknown = [column for column in chart.columns if column not in table.columns]
    if unknown:
        has = ", ".join(table.columns)
        raise MissingError(f"chart {chart.id}: table {table.id} has no column {unknown[0]!r}. It has: {has}")
    if chart.kind in _ONE_SERIES and len(chart.columns) > 1:
        raise InputError(
            f"chart {chart.id}: a {chart.kind} chart draws one column. Use grouped_{chart.kind} for more"
        )


def _series(name: str, rows: list[Row], place: int, values: Values) -> Series:
    exact = (values.exact(row.cells[place]) for row in rows)
    numbers = tuple(None if number is None else float(number) for number in exact)
    return Series(name, numbers, tuple(values.text(row.cells[place]) for row in rows))


def _short_names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns' names without what the axis label says already: a shared ``Ratio, `` or `` (%)``."""
    names = [column.removesuffix(" (%)") for column in columns]
    shared, comma, _ = commonprefix(names).rpartition(", ")
    skip = len(shared + comma) if len(names) > 1 else 0
    return tuple(name[skip : skip + 1].upper() + name[skip + 1 :] for name in names)
