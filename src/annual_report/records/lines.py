"""Splits the text of a CSV into columns of strings, each row with the line it starts on; ragged rows become faults."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Protocol

import numpy as np
import pandas as pd

from annual_report.faults import Fault
from annual_report.records.listing import list_faults

_CHUNK = 65_536  # rows held as lists at a time


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a file, as written.

    ``numbers`` has each row's line (the header is line 1). ``whole`` is False if a row could not be read.
    """

    frame: pd.DataFrame
    numbers: np.ndarray
    faults: list[Fault]
    whole: bool


def split_lines(file: str, text: str) -> Lines:
    """Return the rows of a CSV text. Every value is a string, an empty one is empty; nothing is guessed."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows = _Rows()
    faults: list[Fault] = []
    try:
        rows.open(next(reader, []))
        numbered = _numbered(reader)
        while chunk := list(islice(numbered, _CHUNK)):
            rows.add(chunk)
    except csv.Error as error:
        faults.append(Fault(file, reader.line_num, "", "", _unreadable(error)))
    faults += _ragged(file, rows.ragged, len(rows.header))
    return Lines(rows.frame(), np.asarray(rows.numbers, dtype=np.int64), faults, whole=not faults)


class _Reader(Protocol):
    """What ``csv.reader`` returns: rows, and the last line read."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class _Rows:
    """Collects rows by column."""

    def __init__(self) -> None:
        self.header: list[str] = []
        self.numbers: list[int] = []
        self.ragged: list[tuple[int, int]] = []  # line, number of values
        self._columns: list[list[str]] = []
        self._memories: list[dict[str, str]] = []

    def open(self, header: list[str]) -> None:
        self.header = header
        self._columns = [[] for _ in header]
        self._memories = [{} for _ in header]

    def add(self, chunk: list[tuple[int, list[str]]]) -> None:
        width = len(self.header)
        self.ragged += [(line, len(row)) for line, row in chunk if len(row) != width]
        sound = [(line, row) for line, row in chunk if len(row) == width]
        self.numbers += [line for line, _ in sound]
        by_column = zip(*(row for _, row in sound), strict=True)
        # the last chunk may hold no sound row, and then no column
        for column, memory, values in zip(self._columns, self._memories, by_column, strict=False):
            # equal values share one string, so that millions of rows stay small
            column.extend(map(memory.setdefault, values, values))

    def frame(self) -> pd.DataFrame:
        frame = pd.DataFrame(dict(enumerate(self._columns)), dtype="str")
        frame.columns = pd.Index(self.header, dtype="str")
        return frame


def _numbered(reader: _Reader) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on: a quoted value may hold line breaks."""
    start = reader.line_num + 1
    for row in reader:
        yield start, row
        start = reader.line_num + 1


def _ragged(file: str, ragged: Sequence[tuple[int, int]], width: int) -> list[Fault]:
    rule = f"a row needs {width} values, as many as the header has. A value with a comma in it needs quotation marks"
    return list_faults(file, "", rule, [line for line, _ in ragged], lambda place: f"{ragged[place][1]} values", None)


def _unreadable(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a value is longer than {csv.field_size_limit()} characters, or its quotation mark never closes"
    return f"the file cannot be read as CSV from here on: {error}"
