"""Dots against a reference line: how far each category lies above or below it, a marker for each series."""

import seaborn as sns

from annual_report.press.charts.frames import frame_of
from annual_report.press.charts.lettering import face, height, width
from annual_report.press.charts.sheet import Place, Sheet, gutter, make_sheet, write
from annual_report.press.house_style import GREY, INK, LEADING, MARKERS, RULE, SMALL, TEXT, WIDTH, colours
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
    key = tuple(series.name for series in plot.series) if count > 1 else ()
    room = max(width(text) for series in plot.series for text in series.texts) + 12.0
    left += room  # values below the line stand left of their dot
    head = _HEAD if chart.reference else 0.0
    sheet = make_sheet(
        chart.axis, notice, plot=head + pitch * len(labels), left=left, right=room, key=key, markers=True
    )
    line = chart.reference[0] if chart.reference else 0.0
    end = max(plot.highest, line) or 1.0
    sheet.axes.set_xlim(0, end)
    sheet.axes.set_ylim(len(labels) - 0.5, -0.5 - head / pitch)
    _draw(sheet, plot, line, _LINE / pitch)
    _separate(sheet, len(labels), left, room)
    for row, label in enumerate(labels):
        write(sheet, label, Place(0, sheet.above + head + (row + 0.5) * pitch))
    if chart.reference:
        _write_reference(sheet, chart.reference[1], left + (WIDTH - left - room) * line / end)
    return sheet


def _draw(sheet: Sheet, plot: Plot, line: float, step: float) -> None:
    """Draw each series' markers a step below the last, each joined to the line."""
    frame = frame_of(plot)
    frame["row"] = frame["category"] + (frame["series"] - (len(plot.series) - 1) / 2) * step
    sheet.axes.plot([line, line], [len(plot.categories) - 0.5, -0.5], color=INK, linewidth=1, zorder=1, clip_on=False)
    sheet.axes.hlines(frame["row"], line, frame["number"].fillna(line), color=GREY, linewidth=1, zorder=1)
    places = list(range(len(plot.series)))
    sns.scatterplot(
        frame.dropna(),
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
    texts = [text for series in plot.series for text in series.texts]
    for number, row, text in zip(frame["number"], frame["row"], texts, strict=True):
        _write_value(sheet, text, None if number != number else number, row, line)  # noqa: PLR0124 - NaN


def _write_value(sheet: Sheet, text: str, number: float | None, row: float, line: float) -> None:
    """Write a value on the far side of its marker, away from the line."""
    below = number is not None and number < line
    sheet.axes.annotate(
        text,
        (line if number is None else number, row),
        xytext=(-7 if below else 7, 0),
        textcoords="offset points",
        fontproperties=face(TEXT),
        color=GREY if number is None else INK,
        ha="right" if below else "left",
        va="center_baseline",
    )


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
    write(sheet, meaning, Place(middle, sheet.above + 1), size=SMALL, ha="center", va="top")
