"""The pictures of the report: each with its alternative text, called by a name that no machine's folders show in.

A chart is as wide as the house style draws it; any other picture has the width that it has on the web.
"""

import re
import warnings
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bs4 import Tag
from PIL import Image

from annual_report.errors import CheckError

#: Points in a length of the web. A letter counts as the report's own.
_POINTS = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "em": 10.5, "rem": 10.5}
_LENGTH = re.compile(rf"([0-9]*\.?[0-9]+)\s*({'|'.join(_POINTS)})?")
_IN_STYLE = re.compile(r"(?<![\w-])(width|height)\s*:\s*([^;]+)")
_SVG_WIDTH = re.compile(r"<svg\b[^>]*?\swidth\s*=\s*[\"']([^\"']+)[\"']", re.DOTALL)
_HEAD = 10_000  # characters in which a picture says its width
_MOST_PIXELS = 50_000_000


def settle_pictures(chapters: Sequence[Tag]) -> dict[str, str]:
    """Name the pictures in order and return where each lies, in the builder's folder.

    Raises:
        CheckError: if a picture has no alternative text. All such are named.
    """
    images = [image for chapter in chapters for image in chapter.find_all("img")]
    silent = [str(image.get("src")) for image in images if not _alternative(image)]
    if silent:
        raise CheckError(
            f"{len(silent)} picture(s) have no alternative text: {', '.join(silent)}. Say in words what each shows, "
            "with the option ':alt:'"
        )
    names: dict[str, str] = {}
    for image in images:
        source = unquote(str(image["src"]))
        name = names.setdefault(source, f"picture-{len(names) + 1}{PurePosixPath(source).suffix}")
        image.attrs = {"src": name, "alt": _alternative(image), **_printed_size(image)}
        if image.parent is not None and image.parent.name == "a":
            image.parent.unwrap()  # on the web, a picture links to its own file
    return {name: source for source, name in names.items()}


def natural_width(file: Path) -> float | None:
    """Return how wide a picture is on the web if nobody says, in points; None if it fills what it stands in.

    Raises:
        CheckError: if it has more pixels than a page can show, or is no picture.
    """
    if file.suffix.lower() == ".svg":
        found = _SVG_WIDTH.search(file.read_text(encoding="utf-8", errors="replace")[:_HEAD])
        return _points(found[1]) if found and not found[1].endswith("%") else None
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as picture:
            width, height = picture.size
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise CheckError(f"{file.name}: the report shows this picture, and it cannot be read: {error}") from error
    if width * height > _MOST_PIXELS:
        raise CheckError(f"{file.name}: the picture has {width * height:,} pixels, and may have {_MOST_PIXELS:,}")
    return width * _POINTS["px"]


def require_whole(file: Path) -> None:
    """Read a picture to its end, as the typesetter does.

    Raises:
        CheckError: as ``natural_width`` does, or if its end is missing.
    """
    natural_width(file)
    try:
        with Image.open(file) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise CheckError(f"{file.name}: the report shows this picture, and it cannot be read: {error}") from error


def _printed_size(image: Tag) -> dict[str, str]:
    """Return the size that the typesetter gives a picture, in its words: nothing for a chart."""
    if image.find_parent(class_="chart") is not None:
        return {}
    style = str(image.get("style") or "")
    given = {side: str(image.get(side) or "") for side in ("width", "height")}
    given |= {found[1]: found[2] for found in _IN_STYLE.finditer(style)}
    sizes = {f"data-print-{side}": _size(words) for side, words in given.items()}
    return {"data-print": "own", **{name: size for name, size in sizes.items() if size}}


def _size(words: str) -> str:
    if words.strip().endswith("%"):
        return words.strip()
    points = _points(words)
    return f"{points:g}pt" if points else ""


def _points(words: str) -> float | None:
    found = _LENGTH.fullmatch(words.strip())
    return float(found[1]) * _POINTS[found[2] or "px"] if found else None


def _alternative(image: Tag) -> str:
    """Return the words for a picture; none where Sphinx put the file's name in their place."""
    words = " ".join(str(image.get("alt") or "").split())
    return "" if PurePosixPath(words).name == PurePosixPath(str(image.get("src"))).name else words
