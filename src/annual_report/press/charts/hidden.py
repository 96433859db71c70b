"""How what is hidden is drawn: bars of one length and empty markers off the scale, which say nothing of a value."""

from matplotlib.patches import Rectangle

from annual_report.press.charts.lettering import width
from annual_report.press.charts.sheet import Sheet, write_value
from annual_report.press.house_style import GREY, HIDDEN_HATCH, MARKERS, PAPER, RULE, WIDTH, colours
from annual_report.press.series import Plot, Series

_LENGTH = 20.0  # of the bar of any hidden number
_APART = 12.0  # between the scale and the hidden markers beside it
_BESIDE = 7.0


def reach(sheet: Sheet, series: Series, place: int, *, upright: bool = False) -> float:
    """Return how far a bar reaches, in the scale's units: to its number, or as far as that of any hidden number."""
    number, gap = series.numbers[place], series.gaps[place]
    if number is not None:
        return number
    return _length(sheet, upright=upright) if gap and gap.hides else 0.0


def draw_hidden_bars(sheet: Sheet, plot: Plot, share: float, *, upright: bool = False) -> None:
    """Draw a hatched bar for each hidden number; ``share`` is how much of a category's room its bars fill."""
    step = share / len(plot.series)
    thickness = step * (0.94 if len(plot.series) > 1 else 1)
    for place, (series, colour) in enumerate(zip(plot.series, colours(len(plot.series)), strict=True)):
        for row, gap in enumerate(series.gaps):
            if gap and gap.hides:
                side = row - share / 2 + (place + 0.5) * step - thickness / 2
                length = reach(sheet, series, row, upright=upright)
                corner, size = ((side, 0.0), (thickness, length)) if upright else ((0.0, side), (length, thickness))
                bar = Rectangle(corner, *size, facecolor=PAPER, edgecolor=colour, linewidth=1, hatch=HIDDEN_HATCH)
                bar.set_clip_on(False)
                sheet.axes.add_patch(bar)


def lane_width(plot: Plot) -> float:
    """Return the room that hidden markers take beside the scale, 0 if there are none."""
    symbols = [gap.symbol for series in plot.series for gap in series.gaps if gap and gap.hides]
    return _APART + _BESIDE + max(width(symbol) for symbol in symbols) + 2.0 if symbols else 0.0


def draw_lane(sheet: Sheet, plot: Plot, room: float, step: float) -> None:
    """Draw an empty marker for each hidden number, all in a line off the scale, each with its symbol.

    Args:
        sheet: with its scale set.
        plot: what is drawn.
        room: from the end of the scale to the lane, in points.
        step: from one series to the next, in rows.
    """
    if not plot.hides:
        return
    start, end = sheet.axes.get_xlim()
    point = (end - start) / (WIDTH * sheet.axes.get_position().width)
    sheet.axes.plot(
        [end + room * point] * 2, [len(plot.categories) - 0.5, -0.5], color=RULE, linewidth=1, clip_on=False
    )
    x = end + (room + _APART) * point
    for place, (series, colour) in enumerate(zip(plot.series, colours(len(plot.series)), strict=True)):
        for category, gap in enumerate(series.gaps):
            if gap and gap.hides:
                row = category + (place - (len(plot.series) - 1) / 2) * step
                (marker,) = sheet.axes.plot([x], [row], linestyle="none", marker=MARKERS[place], clip_on=False)
                marker.set(color=colour, markerfacecolor=PAPER, markersize=6)
                write_value(sheet, gap.symbol, (x, row), away=_BESIDE, colour=GREY)


def _length(sheet: Sheet, *, upright: bool) -> float:
    """Return the length of a hidden bar in the scale's units."""
    low, high = sheet.axes.get_ylim() if upright else sheet.axes.get_xlim()
    spot = sheet.axes.get_position()
    return _LENGTH * (high - low) / (sheet.height * spot.height if upright else WIDTH * spot.width)
