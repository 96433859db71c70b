"""Reads plain text and CSV, line by line and row by row."""

import csv
from collections.abc import Iterator
from io import StringIO

from annual_report.leaks.models import Passage, Shape

#: How the files of fonts begin.
_FONTS = (b"\0\1\0\0", b"OTTO", b"wOF2", b"wOFF", b"true")


def read_text(data: bytes) -> Iterator[Passage]:
    """Yield a text, whole and line by line.

    Raises:
        UnicodeDecodeError: if it is not UTF-8.
    """
    text = data.decode("utf-8")
    yield Passage("the file", text, Shape.RAW)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Passage(f"line {number}", line.strip(), counted=line.strip())


def read_style(data: bytes) -> Iterator[Passage]:
    """Yield a style sheet: a text that a program reads, not a person.

    Raises:
        UnicodeDecodeError: if it is not UTF-8.
    """
    yield Passage("the file", data.decode("utf-8"), Shape.MARKUP)


def read_font(data: bytes) -> Iterator[Passage]:
    """Yield what can be read of a font: its names are in one or two bytes a letter.

    Raises:
        ValueError: if it is no font.
    """
    if data[:4] not in _FONTS:
        raise ValueError("it does not begin as a font")
    yield Passage("the file", data.decode("latin-1"), Shape.MARKUP)
    yield Passage("the file", data.decode("utf-16-be", "replace"), Shape.MARKUP)


def read_csv(data: bytes) -> Iterator[Passage]:
    """Yield the rows of a CSV file; the names in its first row stand over each.

    Raises:
        ValueError: if it is not UTF-8, or not CSV.
    """
    text = data.decode("utf-8")
    yield Passage("the file", text, Shape.RAW)
    try:
        rows = csv.reader(StringIO(text, newline=""), strict=True)
        heads = next(rows, [])
        yield Passage("line 1", " | ".join(heads), Shape.ROW, counted=" | ".join(heads))
        for cells in rows:
            joined = " | ".join(cells)
            yield Passage(f"line {rows.line_num}", joined, Shape.ROW, counted=joined, heads=" | ".join(heads))
    except csv.Error as error:
        raise ValueError(f"not CSV: {error}") from error
