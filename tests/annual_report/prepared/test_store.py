"""Prepared records are made once, found again, and made anew where they are damaged, deleted or out of date."""

from pathlib import Path

import pandas as pd
import pytest

from annual_report.errors import InputError
from annual_report.prepared.store import Prepared, Tables
from annual_report.prepared.table import Ready


class Source:
    """Records that count how often they are prepared."""

    def __init__(self, store: Path) -> None:
        self.store, self.value, self.made = store, 1, 0

    def make(self) -> Tables:
        self.made += 1
        return Tables({"numbers": Ready(pd.DataFrame({"number": [self.value] * 3}))}, {"fact": str(self.value)})

    def open(self) -> Prepared:
        return Prepared(self.store, lambda: f"digest-{self.value}", self.make)

    def read(self) -> list[int]:
        return self.open().read("numbers")["number"].tolist()


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(tmp_path / "store")


def test_records_are_prepared_once(source: Source) -> None:
    assert source.read() == source.read() == [1, 1, 1]
    assert source.open().facts == {"fact": "1"}
    assert source.made == 1


def test_nobody_else_may_look_into_the_store(source: Source) -> None:
    source.open()
    assert source.store.stat().st_mode & 0o077 == 0


def test_changed_records_are_prepared_and_unchanged_ones_found_again(source: Source) -> None:
    source.open()
    source.value = 2
    assert source.read() == [2, 2, 2]
    source.value = 1
    assert source.read() == [1, 1, 1]
    assert source.made == 2


DAMAGE = {
    "a table is gone": ("numbers.parquet", None),
    "a table is empty": ("numbers.parquet", b""),
    "a table is something else": ("numbers.parquet", b"PAR1" + b"x" * 500 + b"PAR1"),
    "the description is gone": ("description.json", None),
    "the description is empty": ("description.json", b""),
    "the description is something else": ("description.json", b"{}"),
}


@pytest.mark.parametrize(("name", "content"), DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_prepared_again(source: Source, name: str, content: bytes | None) -> None:
    source.open()
    file = source.store / "digest-1" / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert source.read() == [1, 1, 1]
    assert source.made == 2
    assert source.read() == [1, 1, 1]
    assert source.made == 2


def test_a_description_with_another_number_in_it_is_damaged(source: Source) -> None:
    source.open()
    file = source.store / "digest-1" / "description.json"
    file.write_bytes(file.read_bytes().replace(b'"rows":3', b'"rows":2'))
    assert source.read() == [1, 1, 1]
    assert source.made == 2


def test_what_is_damaged_after_it_was_opened_is_prepared_again(source: Source) -> None:
    prepared = source.open()
    (source.store / "digest-1" / "numbers.parquet").unlink()
    assert prepared.read("numbers")["number"].tolist() == [1, 1, 1]


def test_what_is_damaged_and_cannot_be_made_as_it_was_is_an_error(source: Source) -> None:
    prepared = source.open()
    (source.store / "digest-1" / "numbers.parquet").unlink()
    source.value = 2
    with pytest.raises(InputError, match="changed while they were read"):
        prepared.read("numbers")


def test_records_that_change_while_they_are_read_are_not_kept(source: Source) -> None:
    def make() -> Tables:
        source.value += 1
        return source.make()

    with pytest.raises(InputError, match="changed while they were read"):
        Prepared(source.store, lambda: f"digest-{source.value}", make)
    assert not list(source.store.glob("digest-*"))


def test_faulty_records_leave_nothing(source: Source) -> None:
    def make() -> Tables:
        raise ValueError("faulty")

    with pytest.raises(ValueError, match="faulty"):
        Prepared(source.store, lambda: "digest", make)
    assert [path.name for path in source.store.iterdir()] == []


def test_a_store_that_cannot_be_written_is_an_error(source: Source) -> None:
    source.store.write_text("a file in the way")
    with pytest.raises(InputError, match="cannot be kept"):
        source.open()


def test_only_the_last_few_are_kept(source: Source) -> None:
    for value in range(12):
        source.value = value
        source.open()
    assert len(list(source.store.glob("digest-*"))) == 8
    assert source.read() == [11, 11, 11]
    assert source.made == 12
