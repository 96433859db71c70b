"""The typeface of the pages: Source Sans Pro, cut down to the letters that a report in English needs.

A whole face is 290 KB, which a reader on a phone would wait for; cut down it is 33 KB.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

#: The faces that the style sheet names, as the wheel names them.
FACES = ("SourceSansPro", "SourceSansProIt", "SourceSansProBold")
#: Latin letters with their accents; dashes, quotation marks and dots; euro; arrows; minus, at most, at least.
_CHARACTERS = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, *range(0x2190, 0x2194), 0x2212, 0x2264, 0x2265)
#: Kerning, figures of equal width, accents in their place.
_FEATURES = ["kern", "tnum", "lnum", "ccmp", "mark", "locl"]


def write_typeface(folder: Path) -> None:
    """Write each face into ``folder`` as ``<face>.ttf``."""
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        (folder / f"{face}.ttf").write_bytes(_cut_down(_files()[face]))


def cut_typeface() -> None:
    """Cut each face, so that it is at hand when it is written."""
    for face in FACES:
        _cut_down(_files()[face])


def _files() -> Mapping[str, str]:
    (point,) = entry_points(group="fonts_ttf", name="sourcesansttf")
    files: Mapping[str, str] = point.load()
    return files


@cache
def _cut_down(file: str) -> bytes:
    """Return the face with the report's letters alone: the same bytes each time, no date in them."""
    font = TTFont(file, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=_FEATURES))
    subsetter.populate(unicodes=_CHARACTERS)
    subsetter.subset(font)
    target = BytesIO()
    font.save(target)
    return target.getvalue()
