"""How every picture looks: colours, markers, patterns and sizes.

Colours: Government Analysis Function, "Data visualisation: colours in charts". Its categorical palette is told apart in
grey print too (each neighbour differs by a contrast of at least 3:1); more than four at a time is not advised, so more
than six are refused.
"""

from annual_report.errors import InputError

#: Width of a picture, in points. Wide enough for a column of the book, and its text is read on a phone.
WIDTH = 360.0
#: Labels and values, in points.
TEXT = 11.0
#: The tallest chart, in points: the PDF shrinks it to 185 mm, and its labels to 6 points, the least that is read.
TALLEST = 960.0
#: Categories from which rows stand closer.
MANY = 24
#: Axis label and notice, in points.
SMALL = 10.0
#: Distance between the lines of a label, as a multiple of its size.
LEADING = 1.2
#: Height of a capital letter, as a share of its size: text is centred by it.
CAPITAL = 0.66

INK = "#0B0C0C"
#: Secondary text: contrast with white 7:1.
GREY = "#505A5F"
RULE = "#C8CCCE"
PAPER = "#FFFFFF"

PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
PAIR = ("#12436D", "#F46A25")
#: A marker for each colour: circle, square, triangle, diamond, cross, plus.
MARKERS = ("o", "s", "^", "D", "X", "P")

#: A pattern for each colour: the third and fourth are as dark as the first and second in grey print.
HATCHES = ("", "", "//", "..", "xx", "--")
#: The pattern of a bar whose number is hidden: on paper white, so that it is no series' pattern.
HIDDEN_HATCH = "/////"


def colours(count: int) -> tuple[str, ...]:
    """Return the colours of ``count`` series.

    Raises:
        InputError: if there are more than can be told apart.
    """
    if count > len(PALETTE):
        raise InputError(f"{count} series cannot be told apart in one chart: draw at most {len(PALETTE)} columns")
    return PAIR if count == len(PAIR) else PALETTE[:count]


def ink_on(fill: str) -> str:
    """Return the colour of text that is read best on ``fill``."""
    return max((PAPER, INK), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
