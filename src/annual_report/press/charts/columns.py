"""Columns, upright, for what has an order such as time or age. Where labels cannot fit, bars are drawn instead."""

import math
from itertools import groupby

import seaborn as sns

from annual_report.press.charts.bars import draw_bars
from annual_report.press.charts.frames import frame_of, hatch
from annual_report.press.charts.hidden import draw_hidden_bars, reach
from annual_report.press.charts.key import Marks, key_of
from annual_report.press.charts.layout import make_sheet
from annual_report.press.charts.lettering import height, width, wrap
from annual_report.press.charts.sheet import Place, Sheet, write, write_value
from annual_report.press.house_style import GREY, INK, LEADING, PAPER, RULE, SMALL, TEXT, WIDTH, colours
from annual_report.press.months import short_months
from annual_report.press.series import Plot
from annual_report.statistics.models import Chart

_HEIGHT = 150.0
_HEAD = TEXT * LEADING + 3  # room for a value above the highest column
_SHARE = 0.78  # of the way from one category to the next that columns fill


def draw_columns(chart: Chart, plot: Plot, notice: str | None) -> Sheet:
    """Return the sheet of a column or grouped column chart."""
    values_fit = _values_fit(plot)
    ticks = [] if values_fit else _ticks(plot.highest)
    left = max((width(_tick(tick, plot), SMALL) for tick in ticks), default=-6.0) + 6.0
    pitch = (WIDTH - left) / len(plot.categories)
    labels = short_months(plot.categories) if plot.time else tuple(wrap(c, pitch - 4) for c in plot.categories)
    if max(width(label) for label in labels) > pitch - 1:
        return draw_bars(chart, plot, notice)
    foot = max(height(label) for label in labels) + 6.0
    sheet = make_sheet(chart.axis, notice, key_of(plot, Marks.HATCHES), plot=_HEIGHT, left=left, foot=foot)
    top = max(ticks) if ticks else plot.highest * _HEIGHT / (_HEIGHT - _HEAD)
    _draw(sheet, plot, top or 1.0)
    draw_hidden_bars(sheet, plot, _SHARE, upright=True)
    _write_ticks(sheet, plot, ticks, left)
    if values_fit:
        _write_values(sheet, plot)
    else:
        _write_symbols(sheet, plot, pitch)
    below = sheet.above + _HEIGHT + 4
    for place, label in enumerate(labels):
        write(sheet, label, Place(left + (place + 0.5) * pitch, below + height(label) / 2), ha="center")
    return sheet


def _values_fit(plot: Plot) -> bool:
    """Say whether every value is narrower than the room above its column."""
    room = WIDTH / len(plot.categories) * (1 if len(plot.series) == 1 else _SHARE / len(plot.series))
    return all(width(text) <= room - 1 for series in plot.series for text in series.texts)


def _ticks(highest: float) -> list[float]:
    """Return about four round numbers from 0 to at least ``highest``."""
    raw = max(highest, 1.0) / 4
    scale = 10.0 ** math.floor(math.log10(raw))
    step = next(scale * factor for factor in (1, 2, 2.5, 5, 10) if scale * factor >= raw)
    return [step * place for place in range(math.ceil(max(highest, 1.0) / step) + 1)]


def _tick(value: float, plot: Plot) -> str:
    return f"{value:,g}" + ("%" if plot.percent else "")


def _draw(sheet: Sheet, plot: Plot, top: float) -> None:
    sns.barplot(
        frame_of(plot),
        x="category",
        y="number",
        hue="series",
        order=range(len(plot.categories)),
        hue_order=range(len(plot.series)),
        palette=list(colours(len(plot.series))),
        width=_SHARE,
        saturation=1,
        errorbar=None,
        legend=False,
        gap=0.06 if len(plot.series) > 1 else 0,
        linewidth=0,
        edgecolor=PAPER,
        ax=sheet.axes,
    )
    hatch(sheet.axes, plot)
    sheet.axes.set_xlim(-0.5, len(plot.categories) - 0.5)
    sheet.axes.set_ylim(0, top)
    sheet.axes.axhline(0, color=INK, linewidth=1, clip_on=False)


def _write_ticks(sheet: Sheet, plot: Plot, ticks: list[float], left: float) -> None:
    for tick in ticks:
        middle = sheet.above + _HEIGHT * (1 - tick / max(ticks))
        write(sheet, _tick(tick, plot), Place(left - 6, middle), size=SMALL, colour=GREY, ha="right")
        if tick:
            sheet.axes.axhline(tick, color=RULE, linewidth=0.6, zorder=0, clip_on=False)


def _write_values(sheet: Sheet, plot: Plot) -> None:
    step = _SHARE / len(plot.series)
    for place, series in enumerate(plot.series):
        for column, (number, text) in enumerate(zip(series.numbers, series.texts, strict=True)):
            spot = (column - _SHARE / 2 + (place + 0.5) * step, reach(sheet, series, column, upright=True))
            write_value(sheet, text, spot, side="above", away=4.0, colour=GREY if number is None else INK)


def _write_symbols(sheet: Sheet, plot: Plot, pitch: float) -> None:
    """Write the symbol of what is hidden where no value is written, once for columns that stand side by side.

    One wider than its columns is written smaller and moved to the side where its category ends, away from the columns
    beside them. ``pitch`` is the way from one category to the next, in points.
    """
    step = _SHARE / len(plot.series)
    for column, _ in enumerate(plot.categories):
        gaps = [gap if gap and gap.hides else None for gap in (series.gaps[column] for series in plot.series)]
        for gap, run in groupby(enumerate(gaps), key=lambda found: found[1]):
            places = [place for place, _ in run]
            if gap:
                room = len(places) * step * pitch
                size = TEXT if width(gap.symbol) <= room else SMALL
                outwards = (places[-1] == len(gaps) - 1) - (places[0] == 0)
                aside = outwards * max(0.0, width(gap.symbol, size) - room) / 2 / pitch
                middle = column - _SHARE / 2 + (sum(places) / len(places) + 0.5) * step + aside
                top = reach(sheet, plot.series[places[0]], column, upright=True)
                write_value(sheet, gap.symbol, (middle, top), side="above", away=4.0, colour=GREY, size=size)
