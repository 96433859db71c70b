"""Drawing a chart: what is drawn is taken from its table, laid out by kind, and written as SVG."""

from collections.abc import Callable
from math import ceil
from threading import Lock
from typing import assert_never
from unicodedata import name

import matplotlib as mpl

from annual_report.errors import InputError
from annual_report.press.charts.bars import draw_bars
from annual_report.press.charts.columns import draw_columns
from annual_report.press.charts.dots import draw_dots
from annual_report.press.charts.sheet import Sheet
from annual_report.press.charts.stacked import draw_stacked
from annual_report.press.charts.svg import write_svg
from annual_report.press.gaps import gaps_in_words
from annual_report.press.house_style import TALLEST
from annual_report.press.series import Plot, drawn_as, plot_of
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.models import Chart, Table
from annual_report.statistics.values import Values
from annual_report.typefaces import outside_of_pictures

# matplotlib's settings are the whole process's: one picture at a time
_ONE_AT_A_TIME = Lock()


def draw(chart: Chart, table: Table, values: Values, notice: str | None = None) -> bytes:
    """Draw ``chart`` from ``table``.

    Args:
        chart: what to draw and how.
        table: the table that it is a picture of.
        values: every statistic that the table shows.
        notice: a line at the bottom of the picture, such as that the records are synthetic.

    Returns:
        The picture as SVG, the same bytes for the same content.

    Raises:
        MissingError: if a column or a statistic does not exist.
        InputError: if the chart cannot be drawn from this table.
    """
    plot = plot_of(chart, table, values)
    with _ONE_AT_A_TIME, mpl.rc_context():
        _settle(chart.id)
        foot = "\n".join([*gaps_in_words(plot), *([notice] if notice else [])])
        _require_letters(chart, plot, foot)
        sheet = way_to_draw(drawn_as(chart, plot))(chart, plot, foot or None)
        if sheet.height > TALLEST:
            times = ceil(100 * sheet.height / TALLEST) / 100  # up, so that it never says 1
            raise InputError(
                f"chart {chart.id} has {len(plot.categories)} categories, and with the lines below it is {times:.2f} "
                "times as tall as a page can show in letters that are read. Group the categories, split the chart, or "
                "print the table alone"
            )
        return write_svg(sheet.figure, chart.title)


def way_to_draw(kind: ChartKind) -> Callable[[Chart, Plot, str | None], Sheet]:
    """Return what draws a kind of chart."""
    match kind:
        case ChartKind.BAR | ChartKind.GROUPED_BAR:
            return draw_bars
        case ChartKind.STACKED_BAR:
            return draw_stacked
        case ChartKind.COLUMN | ChartKind.GROUPED_COLUMN:
            return draw_columns
        case ChartKind.DOT:
            return draw_dots
        case _:
            assert_never(kind)


def _require_letters(chart: Chart, plot: Plot, foot: str) -> None:
    """Raise InputError if the picture's typeface lacks a character of what is written in it."""
    series = [text for series in plot.series for text in (series.name, *series.texts)]
    for text in (chart.axis, foot, *(chart.reference or ())[1:], *plot.categories, *series):
        if lacks := sorted(outside_of_pictures(str(text))):
            told = ", ".join(f"U+{ord(sign):04X} {name(sign, 'without a name')}" for sign in lacks)
            raise InputError(f"chart {chart.id}: {text!r} cannot be drawn: the typeface of charts has no {told}")


def _settle(salt: str) -> None:
    """Set what matplotlib draws by, whatever this machine's own settings are."""
    mpl.rcdefaults()
    mpl.rcParams["svg.fonttype"] = "path"  # text needs no font on the reader's machine
    mpl.rcParams["svg.hashsalt"] = salt
    mpl.rcParams["text.parse_math"] = False  # a dollar sign is a dollar sign
    mpl.rcParams["hatch.linewidth"] = 0.8
