"""Ids are found by their hashes among all words of a text; what could be a word or a number is none."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.leaks import ids
from annual_report.leaks.ids import Ids, ids_of, together
from annual_report.leaks.traces import traces_of
from annual_report.records.kinds import Flag, Token
from annual_report.records.tables import TableSpec, read_table
from annual_report.subject import Written


def column(*names: str) -> pd.Series:
    return pd.Series(names, dtype="str")


def found(known: Ids, text: str) -> list[str]:
    pattern = known.pattern
    return [match[1] for match in pattern.finditer(text.lower()) if match[1] in known] if pattern else []


def test_ids_that_could_be_words_or_numbers_cannot_be_looked_for() -> None:
    names = ["SYN-2020-0001", "A1", "12345678", "12", "2020", "harm"]
    known = ids_of([column(*names)])
    assert [name for name in names if name in known] == ["SYN-2020-0001", "A1", "12345678"]
    assert known.looks == {"aaa-0000-0000", "a0", "00000000"}


def test_a_column_with_one_that_cannot_be_told_is_one_of_values() -> None:
    assert len(ids_of([column("A1", "A2")])) == 2
    assert len(ids_of([column("A1", "2")])) == 1


@pytest.mark.parametrize("text", ["of SYN-2020-0001, who", "id=syn-2020-0001", "<b>Syn-2020-0001</b>"])
def test_an_id_is_found_in_whatever_case_and_place(text: str) -> None:
    assert found(ids_of([column("SYN-2020-0001")]), text) == ["syn-2020-0001"]


@pytest.mark.parametrize("text", ["SYN-2020-0002", "SYN-2020-00011", "xSYN-2020-0001", "a.b", ""])
def test_what_only_looks_like_an_id_is_none(text: str) -> None:
    assert not found(ids_of([column("SYN-2020-0001", "A+1", "a.1")]), text)


def test_the_ids_of_a_csv_file_of_more_than_one_block_are_known(tmp_path: Path) -> None:
    file, last = tmp_path / "incidents.csv", 70_000
    file.write_text("incident_id,flag\n" + "".join(f"SYN-2020-{n:08d},yes\n" for n in range(last + 1)))
    assert file.stat().st_size > 2**20  # what Arrow reads as one block
    table, faults = read_table(TableSpec("incidents", file, {"incident_id": Token(), "flag": Flag()}))
    assert table is not None
    assert not faults
    known = ids_of([table.frame["incident_id"]])
    assert len(known) == last + 1
    assert all(f"SYN-2020-{n:08d}" in known for n in (0, 1, last))
    traces = traces_of([Written(table.frame, frozenset({"incident_id"}))])
    assert f"SYN-2020-{last:08d}" in traces.ids


def test_no_ids_are_nowhere() -> None:
    assert Ids().pattern is None
    assert "A1" not in Ids()


@given(st.lists(st.from_regex(r"[A-Z]{1,3}-?[0-9]{1,4}", fullmatch=True), max_size=20), st.integers(1, 5))
@settings(deadline=None)
def test_all_are_known_however_they_are_read(names: list[str], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "_CHUNK", chunk)
        known = ids_of([column(*names)])
        halves = together([ids_of([column(*names[::2])]), ids_of([column(*names[1::2])])])
    assert known.hashes.tolist() == halves.hashes.tolist()
    assert known.looks == halves.looks
    assert all(name in known and found(known, f"a {name}!") == [name.lower()] for name in names)
