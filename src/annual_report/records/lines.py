"""Splits the text of a CSV into columns of strings, each row with the line it starts on; ragged rows become faults."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

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
    header: list[str] = []
    columns: list[list[str]] = []
    numbers: list[int] = []
    ragged: list[tuple[int, int]] = []
    faults: list[Fault] = []
    try:
        header = next(reader, [])
        columns = [[] for _ in header]
        memories: list[dict[str, str]] = [{} for _ in header]
        rows = _numbered(reader)
        while chunk := list(islice(rows, _CHUNK)):
            ragged += [(line, len(row)) for line, row in chunk if len(row) != len(header)]
            sound = [(line, row) for line, row in chunk if len(row) == len(header)]
            numbers += [line for line, _ in sound]
            for column, memory, values in zip(columns, memories, zip(*(row for _, row in sound)), strict=False):
                # equal values share one string, so that millions of rows stay small
                column.extend(map(memory.setdefault, values, values))
    except csv.Error as error:
        faults.append(Fault(file, reader.line_num, "", "", _unreadable(error)))
    faults += _ragged(file, ragged, len(header))
    frame = pd.DataFrame(dict(enumerate(columns)), dtype="str")
    frame.columns = pd.Index(header, dtype="str")
    whole = not faults
    return Lines(frame.iloc[: len(numbers)], np.asarray(numbers, dtype=np.int64), faults, whole)


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on: a quoted value may hold line breaks."""
    start = reader.line_num + 1  # type: ignore[attr-defined]
    for row in reader:
        yield start, row
        start = reader.line_num + 1  # type: ignore[attr-defined]


def _ragged(file: str, ragged: Sequence[tuple[int, int]], width: int) -> list[Fault]:
    rule = f"a row needs {width} values, as many as the header has. A value with a comma in it needs quotation marks"
    return list_faults(file, "", rule, [line for line, _ in ragged], lambda place: f"{ragged[place][1]} values", None)


def _unreadable(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a value is longer than {csv.field_size_limit()} characters, or its quotation mark never closes"
    return f"the file cannot be read as CSV from here on: {error}"
