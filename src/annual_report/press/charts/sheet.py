"""The sheet that a chart is drawn on: key and axis label above, the plot, its notice below. Lengths are points."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from annual_report.press.charts.lettering import balance, face, height, width, wrap
from annual_report.press.house_style import GREY, INK, LEADING, MARKERS, PAPER, SMALL, TEXT, WIDTH, colours

_POINTS = 72.0
_GAP = 6.0
_SWATCH = 10.0
_KEY_LINE = TEXT * LEADING + 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands on the sheet: ``x`` from the left, ``y`` from the top, in points."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure and the axes of its plot. ``above`` and ``below`` are the points taken by what surrounds the plot."""

    figure: Figure
    axes: Axes
    above: float
    below: float


def make_sheet(
    axis: str,
    notice: str | None,
    *,
    plot: float,
    left: float = 0.0,
    right: float = 0.0,
    foot: float = 0.0,
    key: tuple[str, ...] = (),
    markers: bool = False,
) -> Sheet:
    """Return a sheet with everything on it but the plot.

    Args:
        axis: what the length of a bar means.
        notice: the line at the bottom.
        plot: height of the plot itself.
        left: room for labels left of the plot.
        right: room for values right of it.
        foot: room for labels below it.
        key: names of the series, none for a single one.
        markers: whether the key shows markers instead of swatches.
    """
    label, small = wrap(axis, WIDTH, SMALL), wrap(notice or "", WIDTH, SMALL)
    keys = _key_places(key)
    above = height(label, SMALL) + _GAP + (keys[-1].y + _KEY_LINE + _GAP if keys else 0.0)
    below = foot + (height(small, SMALL) + 2 * _GAP if notice else _GAP)
    total = above + plot + below
    figure = Figure(figsize=(WIDTH / _POINTS, total / _POINTS), facecolor=PAPER)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((left / WIDTH, below / total, (WIDTH - left - right) / WIDTH, plot / total))
    axes.set_axis_off()
    sheet = Sheet(figure, axes, above, below)
    write(sheet, label, Place(0, 0), size=SMALL, colour=GREY, va="top")
    _draw_key(sheet, key, [Place(p.x, p.y + height(label, SMALL) + _GAP) for p in keys], markers=markers)
    if notice:
        write(sheet, small, Place(0, total - 1), size=SMALL, colour=GREY, va="bottom")
    return sheet


def write(
    sheet: Sheet,
    text: str,
    place: Place,
    *,
    size: float = TEXT,
    colour: str = INK,
    ha: str = "left",
    va: str = "center_baseline",
) -> None:
    """Write text at a place of the sheet."""
    total = sheet.figure.get_figheight() * _POINTS
    x, y = place.x / WIDTH, 1 - place.y / total
    font = face(size)
    sheet.figure.text(x, y, text, fontproperties=font, color=colour, ha=ha, va=va, linespacing=LEADING)


def write_labels(sheet: Sheet, labels: tuple[str, ...], *, pitch: float) -> None:
    """Write each category left of its row of the plot."""
    for row, label in enumerate(labels):
        write(sheet, label, Place(0, sheet.above + (row + 0.5) * pitch))


def gutter(categories: tuple[str, ...], share: float = 0.4) -> tuple[tuple[str, ...], float]:
    """Return the categories broken into lines, and the room that they take left of a plot."""
    labels = tuple(balance(category, WIDTH * share) for category in categories)
    return labels, min(max(width(label) for label in labels), WIDTH * 0.55) + 8.0


def _key_places(names: tuple[str, ...]) -> list[Place]:
    """Return where each name of the key stands: in one line if all fit, else a line each, in the order of the bars."""
    widths = [_SWATCH + _GAP + width(name) + 16.0 for name in names]
    if sum(widths) <= WIDTH:
        return [Place(sum(widths[:index]), 0.0) for index in range(len(names))]
    return [Place(0.0, index * _KEY_LINE) for index in range(len(names))]


def _draw_key(sheet: Sheet, names: tuple[str, ...], places: list[Place], *, markers: bool) -> None:
    total = sheet.figure.get_figheight() * _POINTS
    for name, place, colour, marker in zip(names, places, colours(len(names)), MARKERS, strict=False):
        middle = place.y + _KEY_LINE / 2
        if markers:
            spot = ([(place.x + _SWATCH / 2) / WIDTH], [1 - middle / total])
            look = {"marker": marker, "color": colour, "markersize": 8, "markeredgewidth": 0}
            sheet.figure.add_artist(Line2D(*spot, linestyle="none", **look))
        else:
            corner = (place.x / WIDTH, 1 - (middle + _SWATCH / 2) / total)
            sheet.figure.add_artist(
                Rectangle(corner, _SWATCH / WIDTH, _SWATCH / total, facecolor=colour, transform=sheet.figure.transFigure)
            )
        write(sheet, name, Place(place.x + _SWATCH + _GAP, middle))
