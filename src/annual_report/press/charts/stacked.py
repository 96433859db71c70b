"""Stacked bars: a row for each category, its parts end to end, with their values where they fit."""

from annual_report.press.charts.key import Marks, key_of
from annual_report.press.charts.layout import make_sheet
from annual_report.press.charts.lettering import height, width
from annual_report.press.charts.sheet import Sheet, gutter, write_labels, write_value
from annual_report.press.house_style import INK, PAPER, WIDTH, colours, ink_on
from annual_report.press.series import Plot
from annual_report.statistics.models import Chart

_THICKNESS = 22.0
_BETWEEN = 12.0
_RIGHT = 4.0


def draw_stacked(chart: Chart, plot: Plot, notice: str | None) -> Sheet:
    """Return the sheet of a stacked bar chart. Percentages run to 100, counts to the longest bar."""
    labels, left = gutter(plot.categories, share=0.34)
    pitch = max(_THICKNESS, *(height(label) for label in labels)) + _BETWEEN
    sheet = make_sheet(chart.axis, notice, key_of(plot, Marks.NONE), plot=pitch * len(labels), left=left, right=_RIGHT)
    totals = [sum(s.numbers[row] or 0.0 for s in plot.series) for row in range(len(labels))]
    end = max(100.0 if plot.percent else 0.0, *totals) or 1.0
    sheet.axes.set_xlim(0, end)
    sheet.axes.set_ylim(len(labels) - 0.5, -0.5)
    for row in range(len(labels)):
        _draw_row(sheet, plot, row, thickness=_THICKNESS / pitch, point=end / (WIDTH - left - _RIGHT))
    sheet.axes.axvline(0, color=INK, linewidth=1, clip_on=False)
    write_labels(sheet, labels, pitch=pitch)
    return sheet


def _draw_row(sheet: Sheet, plot: Plot, row: int, *, thickness: float, point: float) -> None:
    """Draw one bar. ``point`` is how much of the scale one point of paper is."""
    start = 0.0
    for series, colour in zip(plot.series, colours(len(plot.series)), strict=True):
        number, text = series.numbers[row], series.texts[row]
        if number is None:
            continue
        sheet.axes.barh(row, number, thickness, left=start, color=colour, edgecolor=PAPER, linewidth=1)
        if number >= (width(text) + 4) * point:
            write_value(sheet, text, (start + number / 2, row), side="middle", colour=ink_on(colour))
        start += number
