"""The key of a chart with several series: a swatch or marker and a name for each, in the order of drawing."""

from dataclasses import dataclass
from enum import Enum

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from annual_report.press.charts.lettering import height, width, wrap
from annual_report.press.charts.sheet import Place, Sheet, write
from annual_report.press.house_style import HATCHES, MARKERS, PAPER, WIDTH, colours
from annual_report.press.series import Plot

_SWATCH = 10.0
_GAP = 6.0
_BELOW = 8.0
_BETWEEN = 16.0
_LEADING = 3.0


class Marks(Enum):
    """What tells series apart besides their colour and order."""

    NONE = "none"
    HATCHES = "hatches"
    MARKERS = "markers"


@dataclass(frozen=True, slots=True)
class Key:
    """Names of the series, none where there is only one, and how they are marked."""

    names: tuple[str, ...]
    marks: Marks

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each name stands: all in one line if they fit, else a line each."""
        widths = [_SWATCH + _GAP + width(name) + _BETWEEN for name in self.names]
        if sum(widths) - _BETWEEN <= WIDTH:
            return tuple(Place(sum(widths[:index]), 0.0) for index in range(len(widths)))
        heights = [_line(name) for name in self.names]
        return tuple(Place(0.0, sum(heights[:index])) for index in range(len(heights)))

    @property
    def height(self) -> float:
        """Height of the key, 0 if it is empty."""
        return self.places[-1].y + _line(self.names[-1]) + _BELOW if self.names else 0.0


def key_of(plot: Plot, marks: Marks) -> Key:
    """Return the key that a plot needs."""
    room = WIDTH - _SWATCH - _GAP
    return Key(
        tuple(wrap(series.name, room, within_words=True) for series in plot.series) if len(plot.series) > 1 else (),
        marks,
    )


def draw_key(sheet: Sheet, key: Key, top: float) -> None:
    """Draw the key from ``top`` points down the sheet."""
    for number, (name, place) in enumerate(zip(key.names, key.places, strict=True)):
        middle = top + place.y + _line(name) / 2
        if key.marks is Marks.MARKERS:
            _draw_marker(sheet, key, number, Place(place.x + _SWATCH / 2, middle))
        else:
            _draw_swatch(sheet, key, number, Place(place.x, middle + _SWATCH / 2))
        write(sheet, name, Place(place.x + _SWATCH + _GAP, middle))


def _line(name: str) -> float:
    return height(name) + _LEADING


def _draw_marker(sheet: Sheet, key: Key, number: int, middle: Place) -> None:
    colour = colours(len(key.names))[number]
    marker = Line2D([middle.x / WIDTH], [1 - middle.y / sheet.height], linestyle="none", marker=MARKERS[number])
    marker.set(color=colour, markersize=8, markeredgewidth=0)
    sheet.figure.add_artist(marker)


def _draw_swatch(sheet: Sheet, key: Key, number: int, corner: Place) -> None:
    swatch = Rectangle((corner.x / WIDTH, 1 - corner.y / sheet.height), _SWATCH / WIDTH, _SWATCH / sheet.height)
    swatch.set(facecolor=colours(len(key.names))[number], edgecolor=PAPER, linewidth=0)
    swatch.set(hatch=HATCHES[number] if key.marks is Marks.HATCHES else "", transform=sheet.figure.transFigure)
    sheet.figure.add_artist(swatch)
