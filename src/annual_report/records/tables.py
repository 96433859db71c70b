"""Reads one table of records: its header checked against its columns, every value still as written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from annual_report.faults import Fault
from annual_report.opening import lies_there
from annual_report.records.blank import without_blank_rows
from annual_report.records.header import check_header
from annual_report.records.kinds import Kind, Text, Token
from annual_report.records.lines import Lines
from annual_report.records.parquet import read_parquet
from annual_report.records.quick import read_quickly
from annual_report.records.text import read_rows


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table must be.

    Args:
        name: the table's name.
        file: its CSV. A Parquet file of the same name may stand in its place.
        columns: every column with its kind.
        unique: the columns in which a value may stand only once, each with the rule in words.
        may_be_empty: whether a header without records is right.
    """

    name: str
    file: Path
    columns: Mapping[str, Kind]
    unique: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False

    @property
    def files(self) -> tuple[Path, Path]:
        """The files that the table may be read from: its CSV, and the Parquet in its place."""
        return self.file, self.file.with_suffix(".parquet")


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as written, with each row's line in ``numbers``; ``whole`` if every row that should be is there.

    ``frame`` has strings, some columns of them as categories: a column that is read from millions of rows.
    """

    file: str
    frame: pd.DataFrame
    numbers: np.ndarray
    whole: bool


def read_table(spec: TableSpec) -> tuple[RawTable | None, list[Fault]]:
    """Return the table as far as it can be read, and what is wrong with its file, header and rows."""
    file, lines = _lines(spec)
    if isinstance(lines, Fault):
        return None, [lines]
    if not lines.whole and lines.frame.columns.empty:
        return None, lines.faults
    lines, blank = without_blank_rows(file, lines)
    faults = [*lines.faults, *check_header(file, list(lines.frame.columns), list(spec.columns)), *blank]
    counts = Counter(lines.frame.columns)
    known = [column for column in spec.columns if counts[column] == 1]
    if not known:
        return None, faults
    lacking = lines.frame.empty and lines.whole and not spec.may_be_empty
    if lacking:
        faults.append(Fault(file, 0, "", "", "the file has a header but no records"))
    return RawTable(file, lines.frame[known], lines.numbers, lines.whole and not lacking), faults


def _lines(spec: TableSpec) -> tuple[str, Lines | Fault]:
    file, parquet = spec.files
    # names and words stand once or a few times; all else many times
    repeats = {name: not isinstance(kind, Token | Text) for name, kind in spec.columns.items()}
    if lies_there(parquet) and lies_there(file):
        return file.name, Fault(file.name, 0, "", "", f"{parquet.name} stands beside it: keep one of the two")
    if lies_there(parquet):
        return parquet.name, read_parquet(parquet, repeats)
    return file.name, read_quickly(file, repeats) or read_rows(file, tuple(spec.columns))
