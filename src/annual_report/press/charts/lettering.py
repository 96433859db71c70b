"""Text in pictures: the typeface, how wide words are, where lines break."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from annual_report.errors import MissingError
from annual_report.press.house_style import LEADING, TEXT

_FONTS = "sourcesansttf"  # the entry point under which the wheel font-source-sans-pro names its files
_FACES = {False: "SourceSansPro", True: "SourceSansProSemibold"}


@cache
def face(size: float = TEXT, *, strong: bool = False) -> FontProperties:
    """Return the typeface at a size. The file is the wheel's own, so that no font of the machine can take its place.

    Raises:
        MissingError: if the wheel is not installed.
    """
    for point in entry_points(group="fonts_ttf", name=_FONTS):
        return FontProperties(fname=point.load()[_FACES[strong]], size=size)
    raise MissingError("the typeface Source Sans Pro is not installed: pip install font-source-sans-pro")


@cache
def width(text: str, size: float = TEXT, *, strong: bool = False) -> float:
    """Return how many points the widest line of ``text`` takes."""
    font = face(size, strong=strong)
    measured = (text_to_path.get_text_width_height_descent(line, font, ismath=False) for line in text.split("\n"))
    return max(float(extent[0]) for extent in measured)


def height(text: str, size: float = TEXT) -> float:
    """Return how many points the lines of ``text`` take."""
    return size * LEADING * (text.count("\n") + 1)


def wrap(text: str, room: float, size: float = TEXT, *, within_words: bool = False) -> str:
    """Return ``text`` broken into lines of at most ``room`` points: between words, and if it must be within long ones.

    A longer word stands alone where it may not be broken.
    """
    lines = [""]
    words = text.split()
    for word in (part for whole in words for part in _parts(whole, room, size)) if within_words else words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _parts(word: str, room: float, size: float) -> Iterator[str]:
    """Yield the parts of a word of which each is as long as the room allows: the whole word, if it is."""
    while width(word, size) > room and len(word) > 1:
        fitting = bisect_right(range(1, len(word)), room, key=lambda length: width(word[:length], size))
        yield word[: max(fitting, 1)]
        word = word[max(fitting, 1) :]
    yield word


def wrap_lines(text: str, room: float, size: float = TEXT) -> str:
    """Return ``text`` with each of its lines broken by itself."""
    return "\n".join(wrap(line, room, size, within_words=True) for line in text.split("\n"))


def balance(text: str, room: float, size: float = TEXT) -> str:
    """Return ``text`` in as few lines as ``room`` allows, of about equal length. No word is broken that fits in."""
    lines = wrap(text, room, size, within_words=True)
    narrower = max(width(lines, size) - size, 0.0)
    while narrower > 0 and (tried := wrap(text, narrower, size)).count("\n") == lines.count("\n"):
        if width(tried, size) > narrower:
            break
        lines, narrower = tried, width(tried, size) - 1.0
    return lines
