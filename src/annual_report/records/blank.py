"""Finds the rows of a table that hold no value at all, which spreadsheets leave behind: one fault for all of them."""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.faults import Fault
from annual_report.records.lines import Lines


def without_blank_rows(file: str, lines: Lines) -> tuple[Lines, list[Fault]]:
    """Return the rows that hold a value, and the fault of those that hold none."""
    blank = _blank(lines.frame)
    if not blank.any():
        return lines, []
    rows = lines.numbers[blank]
    told = (
        "this row is empty: delete it"
        if len(rows) == 1
        else f"{len(rows)} rows are empty, from this one to row {rows[-1]}: delete them"
    )
    kept = replace(lines, frame=lines.frame[~blank].reset_index(drop=True), numbers=lines.numbers[~blank])
    return kept, [Fault(file, int(rows[0]), "", "", told)]


def _blank(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Say of each row whether it holds nothing. Of most tables the first column that is looked at tells it."""
    blank = np.full(len(frame), fill_value=bool(len(frame.columns)))
    columns = [frame.iloc[:, place] for place in range(len(frame.columns))]
    for column in sorted(columns, key=lambda column: not isinstance(column.dtype, pd.CategoricalDtype)):
        blank &= _empty(column)
        if not blank.any():
            break
    return blank


def _empty(column: pd.Series) -> NDArray[np.bool_]:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return np.asarray(column.astype("str").str.strip() == "", dtype=bool)
    codes = np.flatnonzero([not str(category).strip() for category in column.cat.categories])
    return np.isin(column.cat.codes.to_numpy(), codes)
