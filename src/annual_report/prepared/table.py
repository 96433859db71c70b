"""One prepared table: typed columns as Parquet, sorted by area, so that an area's rows are read alone.

Codes are kept as small numbers, with their list in the description, so that every code is there, also one that no row
has. Every page of the file has a checksum and the description has that of the rest, so that damage in what is read is
always found.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from pydantic import BaseModel, ConfigDict

_ROWS = 100_000  # rows of a group, the least that is read
_TAIL = 8  # bytes after a Parquet file's footer: its length, and the format's name
#: The column of fingerprints, which is no column of the records.
NAMES = "names"


class DamagedError(Exception):
    """A prepared file is not as it was written, or not there."""


class Description(BaseModel):
    """What a table's file holds: its rows, the digest of its footer, the codes of each coded column, and whose rows.

    ``areas`` has the first row of each area and the first that is no longer its own, in the order of the rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    footer: str
    codes: Mapping[str, Sequence[str]]
    areas: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A table to be kept.

    Args:
        frame: its typed columns, sorted by area.
        areas: the area of each row, sorted; None if the table has nothing to do with areas.
        names: the fingerprint of each row's name, where its rows are counted by number.
    """

    frame: pd.DataFrame
    areas: pd.Series | None = None
    names: NDArray[np.uint64] | None = None


def write_table(table: Ready, file: Path) -> Description:
    """Write a table's file and return its description."""
    codes = {
        str(name): [str(code) for code in column.cat.categories]
        for name, column in table.frame.items()
        if isinstance(column.dtype, pd.CategoricalDtype)
    }
    columns = {
        str(name): column.cat.codes.to_numpy() if name in codes else column for name, column in table.frame.items()
    }
    names = {} if table.names is None else {NAMES: table.names}
    arrow = pa.table({name: pa.array(column, from_pandas=True) for name, column in (columns | names).items()})
    pq.write_table(
        arrow,
        file,
        compression="zstd",
        row_group_size=_ROWS,
        write_page_checksum=True,
        use_dictionary=[name for name in arrow.column_names if pa.types.is_timestamp(arrow.schema.field(name).type)],
    )
    with file.open("rb") as written:
        footer = hashlib.sha256(_footer(written)).hexdigest()
    return Description(rows=arrow.num_rows, footer=footer, codes=codes, areas=_spans(table.areas))


def read_table(
    file: Path, description: Description, area: str | None = None, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return a table's rows, numbered as they stand in the whole table.

    Args:
        file: the table's file.
        description: what was written into it.
        area: whose rows; those of all by default.
        columns: which columns; all of the records' own by default.

    Raises:
        DamagedError: if what is read is not what was written.
    """
    first, stop = (0, description.rows) if area is None else description.areas.get(area, (0, 0))
    try:
        with file.open("rb") as opened:
            if hashlib.sha256(_footer(opened)).hexdigest() != description.footer:
                raise DamagedError(file.name)
            table = _rows(opened, first, stop, columns)
    except (OSError, pa.ArrowException) as error:
        raise DamagedError(file.name) from error
    frame = pd.DataFrame(index=pd.RangeIndex(first, stop))
    return frame.assign(**{name: _typed(table[name], description.codes.get(name)) for name in table.column_names})


def _rows(opened: io.BufferedReader, first: int, stop: int, columns: Sequence[str] | None) -> pa.Table:
    parquet = pq.ParquetFile(opened, page_checksum_verification=True)
    wanted = [name for name in parquet.schema_arrow.names if name != NAMES] if columns is None else list(columns)
    if first == stop:
        return parquet.schema_arrow.empty_table().select(wanted)
    groups = range(first // _ROWS, (stop - 1) // _ROWS + 1)
    return parquet.read_row_groups(groups, columns=wanted).slice(first - groups[0] * _ROWS, stop - first)


def _typed(column: pa.ChunkedArray, codes: Sequence[str] | None) -> ExtensionArray:
    if codes is None:
        values: ExtensionArray = column.to_pandas().array
        return values
    dtype = pd.CategoricalDtype(pd.Index(list(codes), dtype="str"), ordered=True)
    return pd.Categorical.from_codes(column.to_numpy(), dtype=dtype)


def _footer(opened: io.BufferedReader) -> bytes:
    """Return a Parquet file's footer, with its length and all that comes before the first page."""
    head = opened.read(4)
    opened.seek(-_TAIL, io.SEEK_END)
    tail = opened.read()
    size = _TAIL + int.from_bytes(tail[:4], "little")
    opened.seek(-min(size, opened.tell()), io.SEEK_END)
    return head + opened.read()


def _spans(areas: pd.Series | None) -> dict[str, tuple[int, int]]:
    """Return each area's first row and the first after its last."""
    if areas is None or areas.empty:
        return {}
    values = areas.cat.codes.to_numpy()
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    stops = [*starts[1:], len(values)]
    found = areas.iloc[starts].astype("str")
    return {str(area): (int(start), int(stop)) for area, start, stop in zip(found, starts, stops, strict=True)}
