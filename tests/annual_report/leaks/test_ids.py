"""Ids are found by their hashes among all words of a text; what could be a word or a number is none."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.leaks import ids
from annual_report.leaks.ids import Ids, ids_of, together


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
