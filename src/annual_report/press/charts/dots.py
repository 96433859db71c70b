"""Dots against a reference line: how far each category lies above or below it, a marker for each series."""

import pandas as pd
import seaborn as sns

from annual_report.casing import lower_first
from annual_report.press.charts.frames import frame_of
from annual_report.press.charts.hidden import draw_lane, lane_width
from annual_report.press.charts.key import Marks, key_of
from annual_report.press.charts.layout import make_sheet
from annual_report.press.charts.lettering import height, width
from annual_report.press.charts.sheet import Place, Sheet, gutter, write, write_labels, write_value
from annual_report.press.house_style import GREY, INK, LEADING, MARKERS, RULE, SMALL, WIDTH, colours
from annual_report.press.series import Plot
from annual_report.statistics.models import Chart

_LINE = 15.0  # height of one series in a row
_BETWEEN = 12.0
_HEAD = SMALL * LEADING + 8.0  # room for the reference line's meaning


def draw_dots(chart: Chart, plot: Plot, notice: str | None) -> Sheet:
    """Return the sheet of a dot chart. Without a reference, the dots are measured from 0."""
    labels, left = gutter(plot.categories, share=0.3)
    count = len(plot.series)
    pitch = max(_LINE * count, *(height(label) for label in labels)) + _BETWEEN
    room = max(width(text) for series in plot.series for text in series.texts) + 12.0
    left += room  # values below the line stand left of their dot
    right = room + lane_width(plot)
    head = _HEAD if chart.reference else 0.0
    sheet = make_sheet(
        chart.axis, notice, key_of(plot, Marks.MARKERS), plot=head + pitch * len(labels), left=left, right=right
    )
    line = chart.reference[0] if chart.reference else 0.0
    start, end = min(plot.lowest, line), max(plot.highest, line)
    end = end if end > start else start + 1.0
    sheet.axes.set_xlim(start, end)
    sheet.axes.set_ylim(len(labels) - 0.5, -0.5 - head / pitch)
    _draw(sheet, plot, line, _LINE / pitch)
    draw_lane(sheet, plot, room, _LINE / pitch)
    _separate(sheet, len(labels), left, right)
    write_labels(sheet, labels, pitch=pitch, head=head)
    if chart.reference:
        x = left + (WIDTH - left - right) * (line - start) / (end - start)
        _write_reference(sheet, f"{line:g} = {lower_first(chart.reference[1])}", x)
    return sheet


def _draw(sheet: Sheet, plot: Plot, line: float, step: float) -> None:
    """Draw each series' markers a step below the last, each joined to the line."""
    frame = frame_of(plot)
    frame["row"] = frame["category"] + (frame["series"] - (len(plot.series) - 1) / 2) * step
    sheet.axes.plot([line, line], [len(plot.categories) - 0.5, -0.5], color=INK, linewidth=1, zorder=1, clip_on=False)
    sheet.axes.hlines(frame["row"], line, frame["number"].fillna(line), color=GREY, linewidth=1, zorder=1)
    _draw_markers(sheet, frame.dropna(), len(plot.series))
    written = [(text, gap) for series in plot.series for text, gap in zip(series.texts, series.gaps, strict=True)]
    for number, row, (text, gap) in zip(frame["number"], frame["row"], written, strict=True):
        if gap and gap.hides:
            continue  # it stands off the scale
        _write_value(sheet, text, None if number != number else number, row, line)  # noqa: PLR0124 - NaN


def _draw_markers(sheet: Sheet, frame: pd.DataFrame, count: int) -> None:
    """Draw a marker for each number. Where all are missing there is none to draw."""
    if frame.empty:
        return
    places = list(range(count))
    sns.scatterplot(
        frame,
        x="number",
        y="row",
        hue="series",
        style="series",
        hue_order=places,
        style_order=places,
        palette=list(colours(len(places))),
        markers=list(MARKERS[: len(places)]),
        s=55,
        linewidth=0,
        legend=False,
        clip_on=False,
        zorder=2,
        ax=sheet.axes,
    )


def _write_value(sheet: Sheet, text: str, number: float | None, row: float, line: float) -> None:
    """Write a value on the far side of its marker, away from the line."""
    below = number is not None and number < line
    spot = (line if number is None else number, row)
    colour = GREY if number is None else INK
    write_value(sheet, text, spot, side="left" if below else "right", away=7.0, colour=colour)


def _separate(sheet: Sheet, rows: int, left: float, right: float) -> None:
    """Draw a hairline between categories, over the whole width of the sheet."""
    scale = WIDTH - left - right
    for row in range(1, rows):
        sheet.axes.axhline(
            row - 0.5, -left / scale, 1 + right / scale, color=RULE, linewidth=0.6, clip_on=False, zorder=0
        )


def _write_reference(sheet: Sheet, meaning: str, x: float) -> None:
    """Write what the line means above it, kept within the sheet."""
    half = width(meaning, SMALL) / 2
    middle = min(max(x, half), WIDTH - half)
    write(sheet, meaning, Place(middle, sheet.above + SMALL * LEADING / 2), size=SMALL, ha="center")
