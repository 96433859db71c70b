"""Keeps prepared records in a folder named by the digest of what they were made from, whole or not at all."""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from annual_report import account
from annual_report.editions.given import ALL
from annual_report.errors import InputError
from annual_report.prepared.table import DamagedError, Description, Ready, read_table, write_table
from annual_report.swap import built_aside, locked
from annual_report.trouble import trouble_of

_DESCRIPTION = "description.json"
_KEPT = 8  # folders: those written last


@dataclass(frozen=True, slots=True)
class Tables:
    """What is to be kept: the tables by name, and facts about them."""

    tables: Mapping[str, Ready]
    facts: Mapping[str, str]


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    tables: Mapping[str, Description]
    facts: Mapping[str, str]


class Prepared:
    """The prepared records of an edition. They are made where they are not there, and again where they are damaged.

    Args:
        store: the folder that holds what was prepared of all editions.
        digest: says what the records now are.
        make: checks and prepares them.
        edition: whose records they are: what is read of them is noted in the account of the run.

    Raises:
        InputError: if the records are changed while they are read, or the store cannot be written.
        RecordsError: if they are faulty.
    """

    def __init__(self, store: Path, digest: Callable[[], str], make: Callable[[], Tables], edition: str = "") -> None:
        self._store, self._digest, self._make, self._edition = store, digest, make, edition
        self._key = digest()
        self._described = _read(self._folder) or self._made(anew=False)

    @property
    def facts(self) -> Mapping[str, str]:
        """What is known of the tables."""
        return self._described.facts

    def areas(self, table: str) -> Mapping[str, tuple[int, int]]:
        """Return the first row of each area in a table, and the first that is no longer its own."""
        return self._described.tables[table].areas

    def read(self, table: str, area: str | None = None, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table's rows, of one area if one is named, numbered as they stand in the whole table.

        Raises:
            InputError: if what was prepared is damaged, and the records have changed since.
        """
        file = self._folder / f"{table}.parquet"
        if self._described.tables[table].areas:
            account.opened(self._edition, area or ALL)
        try:
            return read_table(file, self._described.tables[table], area, columns)
        except DamagedError:
            self._described = self._made(anew=True)
            return read_table(file, self._described.tables[table], area, columns)

    @property
    def _folder(self) -> Path:
        return self._store / self._key

    def _made(self, *, anew: bool) -> _Described:
        """Make the tables, unless another process has done so while this one waited for its turn."""
        try:
            with locked(self._store):
                found = None if anew else _read(self._folder)
                return found or self._make_now()
        except OSError as error:
            raise InputError(f"what is prepared of the records cannot be kept. {trouble_of(error)}") from error

    def _make_now(self) -> _Described:
        ready = self._make()
        if self._digest() != self._key:
            raise InputError("the records were changed while they were read. Run again")
        with built_aside(self._folder) as new:
            tables = {name: write_table(table, new / f"{name}.parquet") for name, table in ready.tables.items()}
            described = _Described(tables=tables, facts=ready.facts)
            _write(described, new)
        _drop_old(self._store, self._folder)
        return described


def _read(folder: Path) -> _Described | None:
    """Return a folder's description, or None if it is not there as it was written."""
    try:
        digest, _, text = (folder / _DESCRIPTION).read_bytes().partition(b"\n")
        if digest.decode() != hashlib.sha256(text).hexdigest():
            return None
        return _Described.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def _write(described: _Described, folder: Path) -> None:
    text = described.model_dump_json().encode()
    (folder / _DESCRIPTION).write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def _drop_old(store: Path, kept: Path) -> None:
    folders = [folder for folder in store.iterdir() if (folder / _DESCRIPTION).is_file() and folder != kept]
    for folder in sorted(folders, key=lambda folder: folder.stat().st_mtime)[: 1 - _KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
