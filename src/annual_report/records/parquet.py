"""Reads a Parquet file as if it were a CSV: every value as a string, so that the checks are the same."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from annual_report.faults import Fault
from annual_report.records.arrow import as_written
from annual_report.records.lines import Lines

_INDEX = "__index_level_"  # how pandas calls the column of an index without a name


def read_parquet(file: Path, columns: Mapping[str, bool]) -> Lines | Fault:
    """Return the rows of a Parquet file, numbered as the lines of a CSV would be, or the fault that stops it.

    Args:
        file: the file.
        columns: the columns it should have, and whether many rows share a value in each.
    """
    try:
        table = _read(file, columns)
        written = {place: as_written(_text(column)) for place, column in enumerate(table.columns)}
    except Exception as error:  # noqa: BLE001  whatever a damaged file makes the library raise
        return Fault(file.name, 0, "", "", f"the file cannot be read as Parquet: {type(error).__name__}")
    if not written:
        return Fault(file.name, 0, "", "", "the file is empty: it has no columns")
    frame = pd.DataFrame(written)
    frame.columns = pd.Index(table.column_names, dtype="str")
    return Lines(frame, np.arange(2, len(frame) + 2), [], whole=True)


def _read(file: Path, columns: Mapping[str, bool]) -> pa.Table:
    with file.open("rb") as opened:  # by Python, so that it is known what a notebook read
        kinds = pq.read_schema(opened)
        repeated = [field.name for field in kinds if columns.get(field.name) and pa.types.is_string(field.type)]
        table = pq.ParquetFile(opened, read_dictionary=repeated).read()
    return table.select([place for place, name in enumerate(table.column_names) if not name.startswith(_INDEX)])


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column's values as a CSV would write them: yes and no, ISO dates, digits, nothing for none."""
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
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
