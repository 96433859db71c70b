"""Says in words what a file is that should be a CSV and is none, by its first bytes and lines."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from annual_report.faults import Fault

#: How many bytes tell.
HEAD = 65_536
_LINES = 20  # in which a header is looked for
_SAVE = "Save it as CSV: comma separated, UTF-8"
_UNPACK = "Unpack it"
_FIRST_BYTES = (
    (b"PK\x03\x04", f"an Excel workbook, or another packed file. {_SAVE}"),
    (b"\xd0\xcf\x11\xe0", f"an Excel workbook of the old kind. {_SAVE}"),
    (b"PAR1", "a Parquet file. Name it so, with .parquet at its end"),
    (b"\x1f\x8b", f"packed by gzip. {_UNPACK}"),
    (b"BZh", f"packed by bzip2. {_UNPACK}"),
    (b"\xfd7zXZ", f"packed by xz. {_UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"packed by zstd. {_UNPACK}"),
    (b"7z\xbc\xaf", f"packed by 7-Zip. {_UNPACK}"),
    (b"SQLite format 3", f"a database. {_SAVE}"),
    (b"ARROW1", f"an Arrow file. {_SAVE}"),
    (b"%PDF", "a PDF. Export the table that it was printed from"),
    (b"\x89PNG", "a picture. Export the table that it shows"),
)
_FIRST_WORDS = (
    ("version https://git-lfs", "a pointer of Git LFS. Fetch the file itself: git lfs pull"),
    ("/annex/objects/", "a pointer of git-annex. Fetch the file itself: git annex get"),
    ("<!doctype", "a page of the web, such as one that asks to sign in. Fetch the file itself"),
    ("<html", "a page of the web, such as one that asks to sign in. Fetch the file itself"),
    ("<?xml", f"XML. {_SAVE}"),
    ("{\\rtf", f"a document of a word processor. {_SAVE}"),
    ("{", f"JSON. {_SAVE}"),
    ("[{", f"JSON. {_SAVE}"),
)
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes", ":": "colons", ",": "commas"}
_DECIMAL = "In a spreadsheet whose language writes 1,5 choose the CSV with commas, or export again"


def nature_of(name: str, head: bytes, wanted: Sequence[str]) -> Fault | None:
    """Return what is wrong with a whole file, if it is no CSV with a header in its first line.

    Args:
        name: the file's name.
        head: its first bytes, HEAD of them.
        wanted: the columns that it should have.
    """
    if found := next((words for start, words in _FIRST_BYTES if head.startswith(start)), None):
        return Fault(name, 0, "", "", f"this is no CSV but {found}")
    text = head.decode("utf-8-sig", errors="replace")
    start = text.lstrip().lower()
    if found := next((words for word, words in _FIRST_WORDS if start.startswith(word)), None):
        return Fault(name, 0, "", "", f"this is no CSV but {found}")
    return _header_of(name, text.splitlines()[:_LINES], set(wanted))


def stands_instead(file: Path) -> str:
    """Return what stands where a file is missing, in words that go on after ``the file is missing``; may be empty."""
    folder, stem = file.parent, file.stem.removeprefix("SYNTHETIC_").lower()
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    for name in names:
        bare = name.lower().removeprefix("synthetic_")
        if bare.split(".")[0] == stem and name != file.name and not name.startswith((".", "~")):
            return f": {name} stands there. {_instead_of(name, file)}"
    return ""


def _instead_of(name: str, file: Path) -> str:
    ending = Path(name).suffix.lower()
    if ending not in (".csv", ".parquet"):
        return f"{_SAVE}, named {file.name}"
    if name.lower() == file.name.lower():
        return f"Small and capital letters count: name it {file.name}"
    if file.name.startswith("SYNTHETIC_"):
        return f"edition.toml says that the records are synthetic: name it {file.name}, or set synthetic = false"
    return f"edition.toml says that the records are real: name it {file.name}, or set synthetic = true"


def _header_of(name: str, lines: Sequence[str], wanted: set[str]) -> Fault | None:
    """Return what is wrong with a header of which no column is right, if it can be told."""
    if not lines or wanted & set(_values(lines[0], ",")):
        return None
    if (sign := lines[0].strip().strip('"').lower()).startswith("sep=") and len(sign) <= len("sep=x"):
        rule = "this line is a note to Excel and no header: delete it"
        return Fault(name, 1, "", lines[0], rule)
    enough = min(2, len(wanted))
    for row, line in enumerate(lines, 1):
        for separator, words in _SEPARATORS.items():
            if len(wanted & set(_values(line, separator))) < enough:
                continue
            if row > 1:
                rule = f"the header stands in row {row}, and it must stand in row 1: delete what stands above it"
                return Fault(name, 1, "", lines[0], rule)
            rule = f"the values are separated by {words}, and a CSV has commas. {_DECIMAL}"
            return Fault(name, 1, "", "", rule)
    return None


def _values(line: str, separator: str) -> Iterator[str]:
    try:
        row = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        row = line.split(separator)
    return (value.strip().strip("\ufeff") for value in row)
