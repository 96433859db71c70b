"""Horizontal bars, a row for each category and a bar for each series, each with its value at its end."""

import seaborn as sns

from annual_report.press.charts.frames import frame_of, hatch
from annual_report.press.charts.hidden import draw_hidden_bars, reach
from annual_report.press.charts.key import Marks, key_of
from annual_report.press.charts.layout import make_sheet
from annual_report.press.charts.lettering import height, width
from annual_report.press.charts.sheet import Sheet, gutter, write_labels, write_value
from annual_report.press.house_style import GREY, INK, MANY, PAPER, colours
from annual_report.press.series import Plot
from annual_report.statistics.models import Chart

_ALONE = 18.0  # thickness of a bar, and of one among several
_AMONG = 14.0
_CLOSE = 11.0  # and of one where there are many categories
_BETWEEN, _BETWEEN_MANY = 12.0, 4.0  # least distance between categories, and between many


def draw_bars(chart: Chart, plot: Plot, notice: str | None) -> Sheet:
    """Return the sheet of a bar or grouped bar chart."""
    labels, left = gutter(plot.categories)
    count = len(plot.series)
    many = len(labels) > MANY
    thickness = (_CLOSE if many else _ALONE if count == 1 else _AMONG) * count
    pitch = max(thickness, *(height(label) for label in labels)) + (_BETWEEN_MANY if many else _BETWEEN)
    right = max(width(text) for series in plot.series for text in series.texts) + 8.0
    sheet = make_sheet(
        chart.axis, notice, key_of(plot, Marks.HATCHES), plot=pitch * len(labels), left=left, right=right
    )
    _draw(sheet, plot, thickness / pitch)
    draw_hidden_bars(sheet, plot, thickness / pitch)
    _write_values(sheet, plot, thickness / pitch)
    write_labels(sheet, labels, pitch=pitch)
    return sheet


def _draw(sheet: Sheet, plot: Plot, share: float) -> None:
    axes = sheet.axes
    sns.barplot(
        frame_of(plot),
        x="number",
        y="category",
        hue="series",
        order=range(len(plot.categories)),
        hue_order=range(len(plot.series)),
        palette=list(colours(len(plot.series))),
        orient="h",
        width=share,
        gap=0.06 if len(plot.series) > 1 else 0,
        saturation=1,
        errorbar=None,
        legend=False,
        linewidth=0,
        edgecolor=PAPER,
        ax=axes,
    )
    hatch(axes, plot)
    alone = plot.percent and len(plot.categories) == len(plot.series) == 1
    axes.set_xlim(0, 100.0 if alone else plot.highest or 1.0)
    axes.set_ylim(len(plot.categories) - 0.5, -0.5)
    axes.axvline(0, color=INK, linewidth=1, clip_on=False)


def _write_values(sheet: Sheet, plot: Plot, share: float) -> None:
    step = share / len(plot.series)
    for place, series in enumerate(plot.series):
        for row, (number, text) in enumerate(zip(series.numbers, series.texts, strict=True)):
            spot = (reach(sheet, series, row), row - share / 2 + (place + 0.5) * step)
            write_value(sheet, text, spot, colour=GREY if number is None else INK)
