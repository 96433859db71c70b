"""Writes expanded records as files: CSV, every row labelled synthetic, and a data package that says how it was made."""

import hashlib
import json
from collections.abc import Mapping

import pandas as pd

from annual_report.editions.models import Edition
from safeguarding.codes import COLUMNS, KEYS
from safeguarding.synthetic.expand import Expanded
from safeguarding.synthetic.fields import field

#: Raised when the generator changes what it makes.
VERSION = "1"
_STATEMENT = (
    "Synthetic records: drawn from no real record, and made to agree with the published figures of the edition. "
    "ONS spectrum: synthetic valid, calibrated to published aggregates; relations not published are invented. "
    "No record describes a real child, family, area or organisation; a likeness is chance."
)


def write(edition: Edition, expanded: Expanded) -> dict[str, bytes]:
    """Return the files of the records, name to bytes: UTF-8, line feeds, sorted by key."""
    tables = {edition.records_file(name).name: _typed(name, table) for name, table in expanded.tables.items()}
    files = {name: table.to_csv(index=False, lineterminator="\n").encode("utf-8") for name, table in tables.items()}
    package = {
        "profile": "tabular-data-package",
        "name": f"synthetic-{edition.name}",
        "title": f"Synthetic records of {edition.title}",
        "description": _STATEMENT,
        "synthetic": True,
        "generator": {"version": VERSION, "seed": edition.records.seed, "solver": "HiGHS, by SciPy"},
        "resources": [_resource(name, edition.records_file(name).name, files) for name in sorted(expanded.tables)],
    }
    described = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    return {**files, edition.records_file("datapackage").with_suffix(".json").name: described.encode("utf-8")}


def _typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it is written: its columns in order, dates and flags as text, sorted by key."""
    labelled = table.assign(is_synthetic="yes").sort_values(KEYS[name])[list(COLUMNS[name])]
    return labelled.apply(_as_text)


def _as_text(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return pd.Series(column.dt.strftime("%Y-%m-%d"))
    if pd.api.types.is_bool_dtype(column):
        return pd.Series(["yes" if flag else "no" for flag in column], index=column.index)
    return column


def _resource(table: str, file: str, files: Mapping[str, bytes]) -> Mapping[str, object]:
    return {
        "name": table.replace("_", "-"),
        "path": file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(files[file]).hexdigest()}",
        "rows": files[file].count(b"\n") - 1,
        "schema": {"fields": [field(table, column) for column in COLUMNS[table]], "primaryKey": KEYS[table]},
    }
