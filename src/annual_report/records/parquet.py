"""Reads a Parquet file as if it were a CSV: every value as a string, so that the checks are the same.

What the file says of itself is looked at first: a small file may hold more than any memory once it is unpacked.
"""

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from io import BufferedReader
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from annual_report.faults import Fault
from annual_report.opening import ANY, UnusableFileError, open_input
from annual_report.records.arrow import as_written
from annual_report.records.lines import MOST_COLUMNS, Lines, too_many_columns
from annual_report.visible import visible

_INDEX = "__index_level_"  # how pandas calls the column of an index without a name
_MOST_ROWS = 20_000_000
_MOST_UNPACKED = 4_000_000_000  # bytes
_USUAL = 64_000_000  # bytes that any file may unpack to; a larger one to so many times its size
_MOST_TIMES = 100
_LONGEST_FOOTER = 4_000_000  # bytes: that of many thousands of columns
_TAIL = 8  # bytes: the length of the footer, and the mark of the format
_SMALL = 5_000_000  # bytes: in such a file equal values are kept once, however often a long one stands in it


class _TooMuchError(Exception):
    """The file would take too much of the machine. Its text is the rule."""


def read_parquet(file: Path, columns: Mapping[str, bool]) -> Lines | Fault:
    """Return the rows of a Parquet file, numbered as the lines of a CSV would be, or the fault that stops it.

    Args:
        file: the file.
        columns: the columns it should have, and whether many rows share a value in each.
    """
    try:
        with open_input(file, ANY) as opened:
            _require_bounded(opened)
            kinds = pq.read_schema(opened)
            if len(kinds) > MOST_COLUMNS:
                return too_many_columns(file.name, len(kinds))
            if odd := [visible(field.name) for field in kinds if _is_bytes(field.type)]:
                return Fault(file.name, 1, odd[0], "", "the column holds bytes and no text: write it as strings")
            table = _read(opened, kinds, columns)
        written = {place: as_written(_text(column)) for place, column in enumerate(table.columns)}
    except UnusableFileError as error:
        return Fault(file.name, 0, "", "", error.reason)
    except _TooMuchError as error:
        return Fault(file.name, 0, "", "", str(error))
    except Exception as error:  # noqa: BLE001  whatever a damaged file makes the library raise
        return Fault(file.name, 0, "", "", f"the file cannot be read as Parquet: {type(error).__name__}")
    if not written:
        return Fault(file.name, 0, "", "", "the file is empty: it has no columns")
    frame = pd.DataFrame(written)
    frame.columns = pd.Index(table.column_names, dtype="str")
    return Lines(frame, np.arange(2, len(frame) + 2), [], whole=True)


def _require_bounded(opened: BufferedReader) -> None:
    """Raise if the file says that it holds more than records can, before any of it is unpacked."""
    size = opened.seek(0, io.SEEK_END)
    opened.seek(max(size - _TAIL, 0))
    footer = int.from_bytes(opened.read(4), "little")
    if opened.read(4) == b"PAR1" and footer > _LONGEST_FOOTER:
        raise _TooMuchError(f"its header has {footer:,} bytes: a table has at most {MOST_COLUMNS:,} columns")
    opened.seek(0)
    said = pq.read_metadata(opened)
    if said.num_rows > _MOST_ROWS:
        raise _TooMuchError(f"the file has {said.num_rows:,} rows, and a table has at most {_MOST_ROWS:,}")
    unpacked = sum(said.row_group(place).total_byte_size for place in range(said.num_row_groups))
    most = min(max(_USUAL, _MOST_TIMES * size), _MOST_UNPACKED)
    if unpacked > most:
        raise _TooMuchError(f"the file has {size:,} bytes and unpacks to {unpacked:,}: such a file may hold {most:,}")


def _read(opened: BufferedReader, kinds: pa.Schema, columns: Mapping[str, bool]) -> pa.Table:
    small = opened.seek(0, io.SEEK_END) <= _SMALL
    words = [field for field in kinds if _is_words(field.type)]
    repeated = [field.name for field in words if small or (columns.get(field.name) and pa.types.is_string(field.type))]
    table = pq.ParquetFile(opened, read_dictionary=repeated).read()
    for name, column in zip(table.column_names, table.columns, strict=True):
        if (longest := _longest(column)) * len(table) > _MOST_UNPACKED:
            told = f"column {visible(name)} has a value of {longest:,} characters in {len(table):,} rows"
            raise _TooMuchError(f"{told}: no record's is so long")
    return table.select([place for place, name in enumerate(table.column_names) if not name.startswith(_INDEX)])


def _longest(column: pa.ChunkedArray) -> int:
    """Return the length of the longest value that is kept once for many rows."""
    if not pa.types.is_dictionary(column.type) or not _is_words(column.type.value_type):
        return 0
    return max((pc.max(pc.binary_length(chunk.dictionary)).as_py() or 0 for chunk in column.chunks), default=0)


def _is_words(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column's values as a CSV would write them: yes and no, ISO dates, digits, nothing for none."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if _is_words(kind):
        return column
    if pa.types.is_integer(kind):
        return column.cast(kind).cast(pa.large_string())
    encoded = pa.chunked_array(column.cast(kind).dictionary_encode().combine_chunks())
    chunks = [
        pa.DictionaryArray.from_arrays(
            chunk.indices, pa.array(map(_written, chunk.dictionary.to_pylist()), pa.string())
        )
        for chunk in encoded.chunks
    ]
    return pa.chunked_array(chunks, pa.dictionary(pa.int32(), pa.string()))


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value != value:  # noqa: PLR0124  not a number: pandas writes none so
            return ""
        case _:
            return str(value)
