"""The typeface of the pages: Source Sans Pro, cut down to the letters that a report in English needs.

A whole face is 290 KB, which a reader on a phone would wait for; cut down it is 33 KB.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from annual_report.typefaces import font_files

#: What the cut face is called: its licence keeps the name Source for the whole one. It asks for a copy of itself beside
#: each face, and for its notices within.
FAMILY = "Report Sans"
LICENCE = "OFL.txt"
#: The faces that the style sheet names, with their names in the wheel.
FACES = {"ReportSans": "SourceSansPro", "ReportSansItalic": "SourceSansProIt", "ReportSansBold": "SourceSansProBold"}
_FAMILY_NAMES, _WHOLE_NAMES = (1, 16, 21), (3, 4, 6)  # records of a face: its family, and names made with it
_NOTICES = (0, 7, 8, 9, 11, 13, 14)  # copyright, trademark, who made it, its licence
_STYLE = 2
#: Latin letters with their accents; dashes, quotation marks and dots; euro; arrows; minus, at most, at least.
_CHARACTERS = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, *range(0x2190, 0x2194), 0x2212, 0x2264, 0x2265)
#: Kerning, figures of equal width, accents in their place.
_FEATURES = ["kern", "tnum", "lnum", "ccmp", "mark", "locl"]


def write_typeface(folder: Path) -> None:
    """Write each face into ``folder`` as ``<face>.ttf``, and beside them the licence that they are under."""
    folder.mkdir(parents=True, exist_ok=True)
    for face, whole in FACES.items():
        (folder / f"{face}.ttf").write_bytes(_cut_down(font_files()[whole]))
    licence = Path(font_files()["SourceSansPro"]).with_name("LICENSE.txt").read_text(encoding="utf-8")
    (folder / LICENCE).write_text(licence, encoding="utf-8", newline="\n")


def cut_typeface() -> None:
    """Cut each face, so that it is at hand when it is written."""
    for whole in FACES.values():
        _cut_down(font_files()[whole])


@cache
def _cut_down(file: str) -> bytes:
    """Return the face with the report's letters alone: the same bytes each time, no date in them."""
    font = TTFont(file, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=_FEATURES, name_IDs=[*_NOTICES, _STYLE, *_FAMILY_NAMES])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_CHARACTERS)
    subsetter.subset(font)
    _rename(font)
    target = BytesIO()
    font.save(target)
    return target.getvalue()


def _rename(font: TTFont) -> None:
    """Give a cut face a name of its own, wherever its name stands."""
    names = font["name"]
    style = names.getDebugName(_STYLE)
    names.names = [record for record in names.names if record.nameID not in (*_FAMILY_NAMES, *_WHOLE_NAMES)]
    for number, name in ((1, FAMILY), (3, f"{FAMILY} {style}"), (4, f"{FAMILY} {style}")):
        names.setName(name, number, 3, 1, 0x409)
    names.setName(f"{FAMILY}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
