"""Checks a table, column by column, against the rules of its kinds, and turns it into typed columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.faults import Fault
from annual_report.records.arrow import names_twice
from annual_report.records.kinds import Kind
from annual_report.records.listing import list_faults, nearest
from annual_report.records.tables import RawTable, TableSpec


def check_columns(spec: TableSpec, table: RawTable) -> list[Fault]:
    """Return every fault of the table's values, taken by themselves: of the rules that a value breaks, the first."""
    faults: list[Fault] = []
    for name in table.frame.columns:
        broken, found = _against_rules(table, name, spec.columns[name])
        faults += found
        if name in spec.unique:
            faults += _standing_twice(table, name, spec.unique[name], broken)
    return faults


def convert(columns: Mapping[str, Kind], frame: pd.DataFrame) -> pd.DataFrame:
    """Return the typed table. A value that breaks a rule of its column is missing in it."""
    typed = {name: _of_distinct(columns[str(name)].convert, frame[name]) for name in frame.columns}
    return pd.DataFrame(typed, index=frame.index)


def _against_rules(table: RawTable, name: str, kind: Kind) -> tuple[NDArray[np.bool_], list[Fault]]:
    """Return which rows break a rule, and the faults."""
    values = table.frame[name]
    broken = np.zeros(len(values), dtype=bool)
    faults: list[Fault] = []
    for rule in kind.rules():
        holds = _of_distinct(rule.holds, values).to_numpy(dtype=bool, na_value=False)
        places = np.flatnonzero(~holds & ~broken)
        broken |= ~holds
        if len(places):
            faults += _faults(table, name, rule.text, places, partial(_with_nearest, rule.text, kind.choices))
    return broken, faults


def _with_nearest(rule: str, choices: Sequence[str], value: str) -> str:
    return rule + nearest(value, choices)


def _standing_twice(table: RawTable, name: str, rule: str, broken: NDArray[np.bool_]) -> list[Fault]:
    values = table.frame[name]
    if not names_twice(values):
        return []
    places = np.flatnonzero(values.duplicated().to_numpy() & ~broken)
    first = values.iloc[places].drop_duplicates()
    lines = pd.Series(table.numbers, index=values.astype("str")).loc[first.astype("str")]
    stands = lines[~lines.index.duplicated()]
    return _faults(table, name, rule, places, lambda value: f"{rule}; this one stands first in row {stands[value]}")


def _faults(
    table: RawTable, name: str, told: str, places: NDArray[np.intp], rule_of: Callable[[str], str]
) -> list[Fault]:
    values = table.frame[name]

    def value(place: int) -> str:
        return str(values.iloc[places[place]])

    return list_faults(
        table.file, name, told, table.numbers[places].tolist(), value, lambda place: rule_of(value(place))
    )


def _of_distinct(work: Callable[[pd.Series], pd.Series], values: pd.Series) -> pd.Series:
    """Return what ``work`` makes of the values, worked out once for each category where they are categories."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return work(values)
    distinct = pd.Series(values.cat.categories, dtype="str")
    return work(distinct).take(values.cat.codes.to_numpy()).set_axis(values.index)
