"""The typefaces of the report: where they lie, how wide words are in print, and which characters none of them has."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from annual_report.errors import MissingError

_WHEELS = ("sourcesansttf", "sourceserifttf")  # their entry points: no font of the machine takes their place
_SANS = "SourceSansPro"
_KNOWN = re.compile(r"[\n\t -\u017f\u2010-\u2027\u2030-\u203a]")  # every face has these
_REFUSED = re.compile(r"the text `\"(?:\\u\{(?P<number>[0-9a-f]+)\}|(?P<sign>.))")


def font_files() -> Mapping[str, str]:
    """Return the file of each face by its name.

    Raises:
        MissingError: if a typeface is not installed.
    """
    files: dict[str, str] = {}
    for name in _WHEELS:
        found = list(entry_points(group="fonts_ttf", name=name))
        if not found:
            raise MissingError(
                "the report's typefaces are not installed: pip install font-source-sans-pro font-source-serif-pro"
            )
        files |= found[0].load()
    return files


def font_folders() -> list[Path]:
    """Return the folders that hold the faces. Raises MissingError if a typeface is not installed."""
    return sorted({Path(file).parent for file in font_files().values()})


def width_in_print(word: str, size: float) -> float:
    """Return how many points a word takes in the tables of the PDF, in letters of ``size`` points, none kerned."""
    widths, usual = _widths()
    return sum(widths.get(ord(sign), usual) for sign in word) * size


def lacking(texts: Iterable[str]) -> frozenset[str]:
    """Return the characters that cannot be printed: the typesetter itself is asked for those that are not usual."""
    odd = {sign for sign in set("".join(texts)) if not _KNOWN.match(sign) and not sign.isspace()}
    return _refused(frozenset(odd)) if odd else frozenset()


def outside_of_pictures(text: str) -> set[str]:
    """Return the characters that the typeface of charts lacks."""
    return {sign for sign in text if not sign.isspace() and ord(sign) not in _widths()[0]}


@cache
def _refused(signs: frozenset[str]) -> frozenset[str]:
    # imported here: most texts have usual characters alone
    import typst  # noqa: PLC0415

    paragraphs = "\n\n".join(f'#"\\u{{{ord(sign):x}}}"' for sign in sorted(signs))
    source = f'#set document(title: "x")\n#set text(font: "Source Serif Pro")\n{paragraphs}'
    try:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in font_folders()])
        typst.compile(source.encode(), font_paths=fonts, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        found = _REFUSED.finditer(f"{error}\n{error.diagnostic}")
        return frozenset(chr(int(one["number"], 16)) if one["number"] else one["sign"] for one in found)
    return frozenset()


@cache
def _widths() -> tuple[Mapping[int, float], float]:
    """Return how wide each character is, as a share of its size, and how wide any other counts."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  as above

    with TTFont(font_files()[_SANS], lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"]
        return {number: advances[glyph][0] / em for number, glyph in font.getBestCmap().items()}, 1.0
