"""Checks all tables of records at once: files, columns, then what holds between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from annual_report.faults import Fault
from annual_report.records.relations import Frames, Relation, check_relations
from annual_report.records.schema import check_columns, convert
from annual_report.records.tables import RawTable, TableSpec, read_table


@dataclass(frozen=True, slots=True)
class Checked:
    """Typed tables by name, as far as they could be read, and every fault. Without faults all are whole."""

    tables: Frames
    faults: list[Fault]


def check_tables(specs: Sequence[TableSpec], relations: Sequence[Relation]) -> Checked:
    """Read and check every table, then what holds between them. All faults are collected, sorted."""
    raw: dict[str, RawTable] = {}
    lacking = sorted({spec.file.parent for spec in specs if not spec.file.parent.is_dir()})
    faults = [_no_folder(folder) for folder in lacking]
    for spec in specs:
        if spec.file.parent in lacking:
            continue
        table, found = read_table(spec)
        faults += found
        if table is not None:
            raw[spec.name] = table
            faults += check_columns(spec, table)
    columns = {spec.name: spec.columns for spec in specs}
    frames = Frames({name: convert(columns[name], table.frame) for name, table in raw.items()})
    faults += check_relations(relations, raw, frames)
    return Checked(frames if faults else frames.changed(_settled), sorted(faults))


def _no_folder(folder: Path) -> Fault:
    said = "this is no folder" if folder.exists() else "there is no such folder"
    where = (
        "edition.toml says in records.folder where the records lie, as seen from its own folder; ~ means nothing there"
    )
    return Fault(str(folder), 0, "", "", f"{said}, and tables are looked for there. {where}")


def _settled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with plain booleans and integers: nothing is missing any more."""
    plain = {"boolean": "bool", "Int64": "int64"}
    return frame.astype({name: plain[str(kind)] for name, kind in frame.dtypes.items() if str(kind) in plain})
