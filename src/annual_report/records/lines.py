"""Splits a CSV into columns of strings, each row with the line it starts on; ragged rows become faults."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TextIO

import numpy as np
import pandas as pd

from annual_report.faults import Fault
from annual_report.records.listing import list_faults

#: How many columns a table may have: many times more than any here.
MOST_COLUMNS = 1_000
_CHUNK = 8_192  # rows held as lists at a time
_LONGEST_LINE = 1 << 20  # characters


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a file, as written.

    ``numbers`` has each row's line (the header is line 1). ``whole`` is False if a row could not be read.
    """

    frame: pd.DataFrame
    numbers: np.ndarray
    faults: list[Fault]
    whole: bool


class _LongLineError(Exception):
    """A line is longer than any row is."""


def split_lines(file: str, text: TextIO) -> Lines:
    """Return the rows of a CSV. Every value is a string, an empty one is empty; nothing is guessed.

    A row without any value has as many empty ones as the header has columns.

    Args:
        file: its name.
        text: opened so that line ends are kept as they are.
    """
    reader = csv.reader(_lines(text), strict=True)
    numbered = _Numbered(reader)
    rows = _Rows([])
    faults: list[Fault] = []
    try:
        header = next(reader, [])
        if wrong := _wrong_header(file, header):
            return Lines(rows.frame(), rows.numbers(), [wrong], whole=False)
        rows = _Rows(header)
        while chunk := list(islice(numbered, _CHUNK)):
            rows.add(chunk)
    except csv.Error as error:
        faults.append(Fault(file, numbered.start, "", "", _unreadable(error)))
    except _LongLineError:
        rule = f"a row is longer than {_LONGEST_LINE:,} characters: no record is. Export the file again"
        faults.append(Fault(file, reader.line_num + 1, "", "", rule))
    faults += _ragged(file, rows.ragged, len(rows.header))
    return Lines(rows.frame(), rows.numbers(), faults, whole=not faults)


def too_many_columns(file: str, count: int) -> Fault:
    """Return the fault of a header that is no table's."""
    return Fault(file, 1, "", "", f"the header has {count:,} columns, and a table has at most {MOST_COLUMNS:,}")


def _wrong_header(file: str, header: list[str]) -> Fault | None:
    if len(header) > MOST_COLUMNS:
        return too_many_columns(file, len(header))
    if _is_blank(header):
        return Fault(file, 1, "", "", "the header must stand in row 1, and that row is empty: delete it")
    return None


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise _LongLineError
        yield line


class _Reader(Protocol):
    """What ``csv.reader`` returns: rows, and the last line read."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class _Numbered:
    """Gives each row with the line it starts on: a quoted value may hold line breaks. ``start``: of the row read."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self.start = 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self

    def __next__(self) -> tuple[int, list[str]]:
        self.start = self._reader.line_num + 1
        return self.start, next(self._reader)


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
        filled = [(line, [""] * width if len(row) != width and _is_blank(row) else row) for line, row in chunk]
        self.ragged += [(line, len(row)) for line, row in filled if len(row) != width]
        sound = [(line, row) for line, row in filled if len(row) == width]
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


def _ragged(file: str, ragged: Sequence[tuple[int, int]], width: int) -> list[Fault]:
    rule = f"a row needs {width} values, as many as the header has. A value with a comma in it needs quotation marks"
    return list_faults(file, "", rule, [line for line, _ in ragged], lambda place: f"{ragged[place][1]} values", None)


def _is_blank(row: list[str]) -> bool:
    return not any(map(str.strip, row))


def _unreadable(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a value is longer than {csv.field_size_limit()} characters, or its quotation mark never closes"
    if "unexpected end" in str(error):
        return "a quotation mark opens in this row and never closes: no row after it can be read. Close it"
    if "expected after" in str(error):
        return (
            "the quotation marks of this row do not pair: one within a value is written twice. No row after it is read"
        )
    return f"the file cannot be read as CSV from here on: {error}"
