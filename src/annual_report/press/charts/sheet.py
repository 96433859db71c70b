"""The sheet that a chart is drawn on, and writing on it. Lengths are points."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from annual_report.press.charts.lettering import balance, face, width
from annual_report.press.house_style import CAPITAL, INK, LEADING, TEXT, WIDTH

_POINTS = 72.0  # in an inch


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands on the sheet: ``x`` from the left, ``y`` from the top, in points."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure and the axes of its plot, which begins ``above`` points down."""

    figure: Figure
    axes: Axes
    above: float

    @property
    def height(self) -> float:
        """Height of the whole sheet."""
        return float(self.figure.get_figheight()) * _POINTS


def write(
    sheet: Sheet,
    text: str,
    place: Place,
    *,
    size: float = TEXT,
    colour: str = INK,
    ha: str = "left",
) -> None:
    """Write text, its lines centred on a height of the sheet."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        base = place.y + (number - (len(lines) - 1) / 2) * size * LEADING + size * CAPITAL / 2
        spot = (place.x / WIDTH, 1 - base / sheet.height)
        sheet.figure.text(*spot, line, fontproperties=face(size), color=colour, ha=ha, va="baseline")


def write_value(
    sheet: Sheet,
    text: str,
    spot: tuple[float, float],
    *,
    side: str = "right",
    away: float = 5.0,
    colour: str = INK,
    size: float = TEXT,
) -> None:
    """Write a value beside a spot of the plot: ``right`` or ``left`` of it, ``above`` it, or on its ``middle``."""
    across = {"right": away, "left": -away}.get(side, 0.0)
    sheet.axes.annotate(
        text,
        spot,
        xytext=(across, away if side == "above" else -size * CAPITAL / 2),
        textcoords="offset points",
        annotation_clip=False,  # what stands off the scale is written too
        fontproperties=face(size),
        color=colour,
        ha={"right": "left", "left": "right"}.get(side, "center"),
        va="baseline",
    )


def write_labels(sheet: Sheet, labels: tuple[str, ...], *, pitch: float, head: float = 0.0) -> None:
    """Write each category left of its row of the plot, whose first row begins ``head`` points down."""
    for row, label in enumerate(labels):
        write(sheet, label, Place(0, sheet.above + head + (row + 0.5) * pitch))


def gutter(categories: tuple[str, ...], share: float = 0.4) -> tuple[tuple[str, ...], float]:
    """Return the categories broken into lines, and the room that they take left of a plot."""
    labels = tuple(balance(category, WIDTH * share) for category in categories)
    return labels, min(max(width(label) for label in labels), WIDTH * 0.55) + 8.0
