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

_CHUNK = 8_192  # rows held as lists at a time


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
    rows = _Rows([])
    faults: list[Fault] = []
    try:
        rows = _Rows(next(reader, []))
        numbered = _numbered(reader)
        while chunk := list(islice(numbered, _CHUNK)):
            rows.add(chunk)
    except csv.Error as error:
        faults.append(Fault(file, reader.line_num, "", "", _unreadable(error)))
    faults += _ragged(file, rows.ragged, len(rows.header))
    return Lines(rows.frame(), rows.numbers(), faults, whole=not faults)


class _Reader(Protocol):
    """What ``csv.reader`` returns: rows, and the last line read."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


class _Rows:
    """Collects rows by column, as arrays: millions of rows as lists would keep the garbage collector busy."""

    def __init__(self, header: list[str]) -> None:
        self.header = header
        self.ragged: list[tuple[int, int]] = []  # line, number of values
        self._numbers: list[np.ndarray] = []
        self._columns: list[list[np.ndarray]] = [[] for _ in header]
        self._memories: list[dict[str, str]] = [{} for _ in header]

    def add(self, chunk: list[tuple[int, list[str]]]) -> None:
        width = len(self.header)
        self.ragged += [(line, len(row)) for line, row in chunk if len(row) != width]
        sound = [(line, row) for line, row in chunk if len(row) == width]
        self._numbers.append(np.array([line for line, _ in sound], dtype=np.int64))
        by_column = zip(*(row for _, row in sound), strict=True)
        # a chunk may hold no sound row, and then no column
        for column, memory, values in zip(self._columns, self._memories, by_column, strict=False):
            # equal values share one string, so that millions of rows stay small
            column.append(np.array(list(map(memory.setdefault, values, values)), dtype=object))

    def numbers(self) -> np.ndarray:
        return np.concatenate([np.array([], dtype=np.int64), *self._numbers])

    def frame(self) -> pd.DataFrame:
        none = np.array([], dtype=object)
        columns = {place: np.concatenate([none, *parts]) for place, parts in enumerate(self._columns)}
        frame = pd.DataFrame(columns, dtype="str")
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
