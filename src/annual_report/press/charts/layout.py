"""Laying out a chart: axis label and key above the plot, the notice below it. Lengths are points."""

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from annual_report.press.charts.key import Key, draw_key
from annual_report.press.charts.lettering import height, wrap, wrap_lines
from annual_report.press.charts.sheet import Place, Sheet, write
from annual_report.press.house_style import GREY, PAPER, SMALL, WIDTH

_GAP = 6.0
_POINTS = 72.0  # in an inch


def make_sheet(
    axis: str,
    notice: str | None,
    key: Key,
    *,
    plot: float,
    left: float = 0.0,
    right: float = 0.0,
    foot: float = 0.0,
) -> Sheet:
    """Return a sheet with everything on it but the plot.

    Args:
        axis: what the length of a bar means.
        notice: the lines at the bottom.
        key: names of the series.
        plot: height of the plot itself.
        left: room for labels left of the plot.
        right: room for values right of it.
        foot: room for labels below it.
    """
    label, small = wrap(axis, WIDTH, SMALL, within_words=True), wrap_lines(notice or "", WIDTH, SMALL)
    top = height(label, SMALL) + _GAP
    above = top + key.height
    below = foot + _GAP + (height(small, SMALL) + _GAP if notice else 0.0)
    total = above + plot + below
    figure = Figure(figsize=(WIDTH / _POINTS, total / _POINTS), facecolor=PAPER)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((left / WIDTH, below / total, (WIDTH - left - right) / WIDTH, plot / total))
    axes.set_axis_off()
    sheet = Sheet(figure, axes, above)
    write(sheet, label, Place(0, height(label, SMALL) / 2), size=SMALL, colour=GREY)
    draw_key(sheet, key, top)
    if notice:
        write(sheet, small, Place(0, total - height(small, SMALL) / 2), size=SMALL, colour=GREY)
    return sheet
