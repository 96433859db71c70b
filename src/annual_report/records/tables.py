"""Reads one table of records: its header checked against its columns, every value still as written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from annual_report.faults import Fault
from annual_report.records.kinds import Kind, Text, Token
from annual_report.records.lines import Lines, split_lines
from annual_report.records.listing import nearest
from annual_report.records.parquet import read_parquet
from annual_report.records.quick import read_quickly
from annual_report.records.text import read_text


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
    """A table as written, with each row's line in ``numbers``; ``whole`` if every row is there.

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
    faults = [*lines.faults, *_header(file, list(lines.frame.columns), list(spec.columns))]
    if not lines.whole and lines.frame.columns.empty:
        return None, faults
    counts = Counter(lines.frame.columns)
    known = [column for column in spec.columns if counts[column] == 1]
    if not known:
        return None, faults
    if lines.frame.empty and lines.whole and not spec.may_be_empty:
        faults.append(Fault(file, 0, "", "", "the file has a header but no records"))
    return RawTable(file, lines.frame[known], lines.numbers, lines.whole), faults


def _lines(spec: TableSpec) -> tuple[str, Lines | Fault]:
    file, parquet = spec.files
    # names and words stand once or a few times; all else many times
    repeats = {name: not isinstance(kind, Token | Text) for name, kind in spec.columns.items()}
    if parquet.is_file() and file.exists():
        return file.name, Fault(file.name, 0, "", "", f"{parquet.name} stands beside it: keep one of the two")
    if parquet.is_file():
        return parquet.name, read_parquet(parquet, repeats)
    if quick := read_quickly(file, repeats):
        return file.name, quick
    text = read_text(file)
    return file.name, text if isinstance(text, Fault) else split_lines(file.name, text)


def _header(file: str, found: Sequence[str], wanted: Sequence[str]) -> list[Fault]:
    counts = Counter(found)
    missing = [column for column in wanted if column not in counts]
    extra = [column for column in counts if column not in wanted]
    return [
        *(
            Fault(file, 1, column, "", f"the column is missing. The columns are {', '.join(wanted)}")
            for column in missing
        ),
        *(
            Fault(file, 1, column, "", f"no such column belongs here: remove or rename it{nearest(column, wanted)}")
            for column in extra
        ),
        *(
            Fault(file, 1, column, "", f"the column stands {counts[column]} times: keep one")
            for column in wanted
            if counts[column] > 1
        ),
    ]
