"""Reads a ZIP file and what is in it; a workbook is one, with all its sheets, the hidden ones too."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from annual_report.leaks.models import Passage, Shape, Unknown
from annual_report.leaks.reading.sheets import read_shared, read_sheet
from annual_report.leaks.reading.structure import is_structure_of_office
from annual_report.leaks.reading.xml_words import read_xml

#: Reads any file by its name.
Read = Callable[[str, bytes], Iterator[Passage | Unknown]]
_SHEET = re.compile(r"xl/worksheets/(?P<name>[^/]+)\.xml")
_SHARED = "xl/sharedStrings.xml"
_NAMED = re.compile(rb'<sheet\b(?=[^>]*\sname="(?P<name>[^"]*)")(?=[^>]*\ssheetId="(?P<id>\d+)")')


def read_zip(data: bytes, read: Read) -> Iterator[Passage | Unknown]:
    """Yield what is in a ZIP file, each file by its own kind, files within files too.

    Raises:
        ValueError: if it cannot be unpacked.
    """
    for name, content in _unpacked(data).items():
        for found in read(name, content):
            yield replace(found, place=f"{name or 'its own note'}, {found.place}")


def read_workbook(data: bytes, read: Read) -> Iterator[Passage | Unknown]:
    """Yield all that a workbook holds: sheets, cached values, formulas, comments, names, properties.

    Raises:
        ValueError: if it cannot be unpacked, or a sheet not read.
    """
    parts = _unpacked(data)
    shared = read_shared(parts[_SHARED]) if _SHARED in parts else ()
    names = {f"sheet{n['id'].decode()}": n["name"].decode() for n in _NAMED.finditer(parts.get("xl/workbook.xml", b""))}
    for name, content in parts.items():
        sheet = _SHEET.fullmatch(name)
        if sheet:
            yield from read_sheet(content, f"“{names.get(sheet['name'], sheet['name'])}”", shared)
        elif name.endswith((".xml", ".rels", ".vml")):
            yield from (replace(found, place=f"{name}, {found.place}") for found in _part(name, content))
        else:
            yield from (replace(found, place=f"{name}, {found.place}") for found in read(name, content))


def _part(name: str, content: bytes) -> Iterator[Passage]:
    """Yield what a part of a workbook says; of one that others may add, all is content."""
    if name.startswith("customXml/"):
        return read_xml(content)
    shape = Shape.METADATA if name.startswith("docProps/") else Shape.PROSE
    drawn = name.startswith("xl/drawings/") or name.endswith(".vml")
    return read_xml(content, shape, is_structure_of_office, placed=drawn)


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    """Return the files of a ZIP by name; its note, if it has one, without a name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
            if len(files) != sum(not info.is_dir() for info in archive.infolist()):
                raise ValueError("two files in it have one name, so one of them would not be read")
            notes = [archive.comment, *(info.comment for info in archive.infolist())]
    except (BadZipFile, RuntimeError, NotImplementedError) as error:
        raise ValueError(f"it cannot be unpacked: {error}") from error
    note = b"\n".join(note for note in notes if note)
    return {**files, **({"its own note.txt": note} if note else {})}
