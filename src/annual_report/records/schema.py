"""Checks a table, column by column, with pandera, and says in plain words what it found."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from annual_report.faults import Fault
from annual_report.records.kinds import Kind
from annual_report.records.listing import list_faults, nearest
from annual_report.records.tables import RawTable, TableSpec

_UNIQUE = "field_uniqueness"  # pandera's name for a value that stands twice
_LAST = 1_000


def schema(spec: TableSpec, present: pd.Index) -> pa.DataFrameSchema:
    """Return the pandera schema of the columns that are present. Values are strings: types are rules like others."""
    columns = {
        name: pa.Column(
            "str",
            [pa.Check(partial(_of_distinct, rule.holds), error=rule.text) for rule in kind.rules()],
            unique=name in spec.unique,
            report_duplicates="exclude_first",
        )
        for name, kind in spec.columns.items()
        if name in present
    }
    return pa.DataFrameSchema(columns, strict=True, name=spec.name)


def check_columns(spec: TableSpec, table: RawTable) -> list[Fault]:
    """Return every fault of the table's values, taken by themselves."""
    try:
        schema(spec, table.frame.columns).validate(table.frame, lazy=True)
    except SchemaErrors as errors:
        return _translate(spec, table, errors.failure_cases)
    return []


def convert(columns: Mapping[str, Kind], frame: pd.DataFrame) -> pd.DataFrame:
    """Return the typed table. A value that breaks a rule of its column is missing in it."""
    typed = {name: _of_distinct(columns[str(name)].convert, frame[name]) for name in frame.columns}
    return pd.DataFrame(typed, index=frame.index)


def _of_distinct(work: Callable[[pd.Series], pd.Series], values: pd.Series) -> pd.Series:
    """Return what ``work`` makes of the values, worked out once for each distinct one: most stand in many rows."""
    places, distinct = pd.factorize(values)
    return work(pd.Series(distinct, dtype="str")).take(places).set_axis(values.index)


def _translate(spec: TableSpec, table: RawTable, cases: pd.DataFrame) -> list[Fault]:
    """Turn pandera's failure cases into faults: of the rules that one value breaks, the first is told."""
    order = pd.to_numeric(cases["check_number"], errors="coerce").fillna(_LAST)
    cases = cases.assign(order=order).sort_values(["column", "order", "index"], kind="stable")
    cases = cases.drop_duplicates(["column", "index"])
    faults: list[Fault] = []
    for (column, check), found in cases.groupby(["column", "check"], sort=True):
        places = np.sort(found["index"].to_numpy(dtype=np.int64))
        faults += _column_faults(spec, table, str(column), str(check), places)
    return faults


def _column_faults(spec: TableSpec, table: RawTable, column: str, check: str, places: np.ndarray) -> list[Fault]:
    values = table.frame[column]
    choices = spec.columns[column].choices
    first_places = pd.Series(np.arange(len(values))).groupby(values.to_numpy()).first() if check == _UNIQUE else None

    def value(place: int) -> str:
        return str(values.iloc[places[place]])

    def rule(place: int) -> str:
        if first_places is not None:
            return f"{spec.unique[column]}; this one stands first in row {table.numbers[first_places[value(place)]]}"
        return check + nearest(value(place), choices)

    told = spec.unique[column] if check == _UNIQUE else check
    return list_faults(table.file, column, told, table.numbers[places], value, rule)
