"""Reads a Parquet file as if it were a CSV: every value as a string, so that the checks are the same."""

from pathlib import Path

import numpy as np
import pandas as pd

from annual_report.faults import Fault
from annual_report.records.lines import Lines


def read_parquet(file: Path) -> Lines | Fault:
    """Return the rows of a Parquet file, numbered as the lines of a CSV would be, or the fault that stops it."""
    try:
        frame = pd.read_parquet(file)
    except ImportError:
        return Fault(file.name, 0, "", "", "reading Parquet needs the package pyarrow: install it, or give a CSV")
    except Exception as error:  # noqa: BLE001  whatever a damaged file makes the library raise
        return Fault(file.name, 0, "", "", f"the file cannot be read as Parquet: {type(error).__name__}")
    if len(frame.columns) == 0:
        return Fault(file.name, 0, "", "", "the file is empty: it has no columns")
    written = pd.DataFrame({place: _written(frame.iloc[:, place]) for place in range(len(frame.columns))})
    written.columns = frame.columns.map(str)
    return Lines(written, np.arange(2, len(written) + 2), [], whole=True)


def _written(column: pd.Series) -> pd.Series:
    """Return the column's values as a CSV would write them: yes and no, ISO dates, empty for none."""
    filled = column.astype(object)
    if pd.api.types.is_bool_dtype(column.dtype):
        filled = filled.map({True: "yes", False: "no"})
    elif pd.api.types.is_datetime64_any_dtype(column.dtype):
        filled = column.dt.strftime("%Y-%m-%d").astype(object)
    return filled.map(str, na_action="ignore").where(column.notna(), "").astype("str").reset_index(drop=True)
