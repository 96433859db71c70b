"""Reads a CSV without quotation marks by Arrow, millions of rows a second.

Only a file in which nothing is wrong is read here: its lines are its rows, each as wide as the header. For any other
the answer is None, and ``lines`` reads it row by row and says what is wrong.
"""

import csv
import mmap
from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from annual_report.opening import TABLE, UnusableFileError, open_input
from annual_report.records.arrow import as_written
from annual_report.records.lines import Lines

_UTF8_MARK = b"\xef\xbb\xbf"
_LONGEST_HEADER = 1 << 16  # bytes
_PART = 1 << 26  # bytes looked at together


def read_quickly(file: Path, columns: Mapping[str, bool]) -> Lines | None:
    """Return the rows of a plain CSV with exactly these columns, in any order, or None if it is not so plain.

    Args:
        file: the CSV.
        columns: each column, and whether many rows share a value in it.
    """
    try:
        with open_input(file, TABLE) as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            first = content[: content.find(b"\n", 0, _LONGEST_HEADER) + 1]
            header = first.removeprefix(_UTF8_MARK).decode().rstrip("\r\n").split(",")
            if len(header) < 2 or sorted(header) != sorted(columns) or not _is_plain(content):
                return None
            table = _parse(content, columns)
    except (OSError, ValueError, UnusableFileError, pa.ArrowException):
        return None
    if any(_longest(column) > csv.field_size_limit() for column in table.columns):
        return None
    frame = pd.DataFrame({name: as_written(table[name]) for name in header})
    return Lines(frame, np.arange(2, len(frame) + 2), [], whole=True)


def _is_plain(content: mmap.mmap) -> bool:
    """Say whether each line is a row and each comma between two values."""
    odd = (b'"', b"\0", b"\n\n", b"\n\r\n")  # Arrow would make a row of an empty line
    if any(content.find(sign, 0) >= 0 for sign in odd):
        return False
    return content.find(b"\r", 0) < 0 or _only_windows_ends(content)


def _only_windows_ends(content: mmap.mmap) -> bool:
    """Say whether each carriage return stands before a line feed."""
    for start in range(0, len(content), _PART):
        part = np.frombuffer(content[start : start + _PART + 1], dtype=np.uint8)
        if (part[1:][part[:-1] == ord("\r")] != ord("\n")).any():
            return False
    return content[-1:] != b"\r"


def _parse(content: mmap.mmap, columns: Mapping[str, bool]) -> pa.Table:
    # imported here: most notebooks find their records prepared and read no CSV
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    return arrow_csv.read_csv(
        pa.BufferReader(content[:]),
        parse_options=arrow_csv.ParseOptions(
            quote_char=False, double_quote=False, escape_char=False, ignore_empty_lines=False
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={
                name: pa.dictionary(pa.int32(), pa.string()) if repeats else pa.large_string()
                for name, repeats in columns.items()
            },
            strings_can_be_null=False,
        ),
    )


def _longest(column: pa.ChunkedArray) -> int:
    chunks: Collection[pa.Array] = [
        chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk for chunk in column.chunks
    ]
    return max((pc.max(pc.binary_length(chunk)).as_py() or 0 for chunk in chunks), default=0)
