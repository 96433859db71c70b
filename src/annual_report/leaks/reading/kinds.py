"""Which reader reads which kind of file. A kind that is not here is a finding: nothing is published unread."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from annual_report.leaks.models import Passage, Unknown
from annual_report.leaks.reading.lines import read_csv, read_font, read_style, read_text
from annual_report.leaks.reading.objects import read_json, read_script
from annual_report.leaks.reading.packages import Read, read_workbook, read_zip
from annual_report.leaks.reading.pages import read_page
from annual_report.leaks.reading.pdf import read_pdf
from annual_report.leaks.reading.png import read_png
from annual_report.leaks.reading.xml_words import read_xml

_SUFFIX_OF = {
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/json": ".json",
}

#: Kinds that a notebook holds as text.
_UNPACKED = ("image/svg+xml", "application/json")

Found = Iterator[Passage | Unknown]

#: Readers of files that hold no other file.
_SINGLE: Mapping[str, Callable[[bytes], Found]] = {
    "": read_text,
    ".txt": read_text,
    ".md": read_text,
    ".license": read_text,
    ".csv": read_csv,
    ".css": read_style,
    ".js": read_script,
    ".json": read_json,
    ".svg": read_xml,
    ".xml": read_xml,
    ".png": read_png,
    ".ttf": read_font,
    ".otf": read_font,
    ".woff": read_font,
    ".woff2": read_font,
}
#: Readers of files that hold others.
_PACKED: Mapping[str, Callable[[bytes, Read], Found]] = {".pdf": read_pdf, ".xlsx": read_workbook, ".zip": read_zip}


def read_file(name: str, data: bytes, placed: Mapping[str, frozenset[str]]) -> Found:
    """Yield all that a file says, and what of it cannot be read.

    Args:
        name: its name, which says its kind.
        data: what it holds.
        placed: how the numbers that a role placed may read, by the anchor that they link to.
    """
    try:
        yield from _read(name, data, placed)
    except (ValueError, KeyError, IndexError, binascii.Error) as error:
        yield Unknown("the file", f"it is not what its name says: {error}")


def _read(name: str, data: bytes, placed: Mapping[str, frozenset[str]]) -> Found:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _SINGLE:
        return _SINGLE[suffix](data)
    if suffix in _PACKED:
        return _PACKED[suffix](data, lambda inner, content: read_file(inner, content, placed))
    if suffix == ".html":
        return read_page(data, placed)
    if suffix == ".ipynb":
        return _notebook(data, placed)
    return iter([Unknown("the file", f"the gate has no reader for files of the kind {suffix!r}")])


def _notebook(data: bytes, placed: Mapping[str, frozenset[str]]) -> Found:
    """Yield what a notebook says, and what is packed in it: attachments, and outputs in base64."""
    yield from read_json(data)
    for number, cell in enumerate(json.loads(data).get("cells", [])):
        bundles = [*cell.get("attachments", {}).values(), *(o.get("data", {}) for o in cell.get("outputs", []))]
        for bundle in bundles:
            for kind, content in bundle.items():
                text = "".join(content) if isinstance(content, list) else content
                if not isinstance(text, str) or kind.startswith("application/vnd."):
                    continue
                packed = kind.startswith(("image/", "application/")) and kind not in _UNPACKED
                unpacked = base64.b64decode(text, validate=False) if packed else text.encode("utf-8")
                for found in read_file(f"part{_SUFFIX_OF.get(kind, f'.{kind}')}", unpacked, placed):
                    yield replace(found, place=f"cell {number + 1}, {kind}, {found.place}")
