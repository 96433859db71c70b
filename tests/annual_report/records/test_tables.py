from datetime import date
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_report.faults import Fault
from annual_report.records.checking import check_tables
from annual_report.records.kinds import Code, Day, Flag, Kind, Text, Token, Whole
from annual_report.records.lines import split_lines
from annual_report.records.listing import LISTED
from annual_report.records.tables import TableSpec

COLUMNS: dict[str, Kind] = {
    "id": Token(),
    "kind": Code(("apple", "pear")),
    "number": Whole(1, 9),
    "day": Day(date(2020, 1, 1), date(2020, 12, 31), "the year", optional=True),
    "ripe": Flag(),
    "note": Text(),
}
SOUND = 'id,kind,number,day,ripe,note\na-1,apple,3,2020-02-29,yes,sweet\na-2,pear,9,,no,"round, ""green"""\n'


def spec(folder: Path) -> TableSpec:
    return TableSpec("fruit", folder / "fruit.csv", COLUMNS, {"id": "an id stands only once"})


def check(folder: Path, content: bytes) -> list[Fault]:
    (folder / "fruit.csv").write_bytes(content)
    return check_tables([spec(folder)], []).faults


def test_a_sound_table_is_typed(tmp_path: Path) -> None:
    (tmp_path / "fruit.csv").write_text(SOUND, encoding="utf-8")
    checked = check_tables([spec(tmp_path)], [])
    assert checked.faults == []
    frame = checked.tables["fruit"]
    assert list(frame["id"]) == ["a-1", "a-2"]
    assert list(frame["number"]) == [3, 9]
    assert frame["number"].dtype == "int64"
    assert frame["ripe"].dtype == bool
    assert list(frame["kind"].cat.categories) == ["apple", "pear"]
    assert frame["day"].isna().tolist() == [False, True]
    assert frame["note"].iloc[1] == 'round, "green"'


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf%s", b"%s"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path, change: bytes, ending: bytes) -> None:
    assert check(tmp_path, change % SOUND.encode().replace(b"\n", ending)) == []


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    assert check(tmp_path, b"note,ripe,day,number,kind,id\nx,yes,,1,pear,a\n") == []


def test_a_line_break_within_a_value_keeps_later_rows_in_their_lines(tmp_path: Path) -> None:
    found = check(tmp_path, SOUND.encode() + b'a-3,pear,1,,no,"two\nlines"\na-4,plum,1,,no,x\n')
    assert [(fault.row, fault.column, fault.value) for fault in found] == [(6, "kind", "plum")]


def test_a_value_that_breaks_several_rules_is_told_once(tmp_path: Path) -> None:
    found = check(tmp_path, SOUND.encode() + b"a-3,=pear,1,,no,+x\n")
    assert [(fault.column, fault.rule[:27]) for fault in found] == [
        ("kind", "must not start with = + - @"),
        ("note", "must not start with = + - @"),
    ]


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", "\tx", '"\rx"'])
def test_a_formula_in_words_is_refused(tmp_path: Path, value: str) -> None:
    (found,) = check(tmp_path, SOUND.encode() + f"a-3,pear,1,,no,{value}\n".encode())
    assert (found.row, found.column) == (4, "note")
    assert "formula" in found.rule


def test_text_that_is_blank_or_long_is_refused(tmp_path: Path) -> None:
    found = check(tmp_path, SOUND.encode() + b"a-3,pear,1,,no, \na-4,pear,1,,no,%s\n" % (b"x" * 201))
    assert [fault.rule for fault in found] == ["must not be empty", "must be at most 200 characters long"]


def test_other_digits_than_ours_are_no_number(tmp_path: Path) -> None:
    rows = "a-3,pear,٣,,no,x\na-4,pear,03,,no,x\na-5,pear, 3,,no,x\na-6,pear,3,２０２０-01-01,no,x\n"  # noqa: RUF001
    found = check(tmp_path, SOUND.encode() + rows.encode())
    assert [(fault.row, fault.column) for fault in found] == [(4, "number"), (5, "number"), (6, "number"), (7, "day")]


def test_beyond_the_first_faults_of_a_rule_the_rest_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"b-{number},plum,1,,no,x\n" for number in range(LISTED + 5))
    found = check(tmp_path, SOUND.encode() + rows.encode())
    assert len(found) == LISTED + 1
    assert found[0].row == 0
    assert found[0].rule == "5 more row(s) break the same rule: must be one of apple, pear"
    assert found[-1].row == LISTED + 3


def test_a_value_that_looks_like_a_format_is_shown_as_it_is(tmp_path: Path) -> None:
    (found,) = check(tmp_path, SOUND.encode() + b"a-3,{0.__class__},1,,no,x\n")
    assert found.value == "{0.__class__}"


def test_a_directory_in_the_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "fruit.csv").mkdir()
    assert [fault.rule for fault in check_tables([spec(tmp_path)], []).faults] == [
        "this is a folder, and a plain file is needed here"
    ]


def test_a_damaged_parquet_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "fruit.parquet").write_bytes(b"PAR1 not really")
    (found,) = check_tables([spec(tmp_path)], []).faults
    assert found.file == "fruit.parquet"
    assert "Parquet" in found.rule


def test_both_kinds_of_file_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "fruit.parquet").touch()
    (found,) = check(tmp_path, SOUND.encode())
    assert "keep one of the two" in found.rule


ALPHABET = st.sampled_from([*b'",\r\n\0=-abc019\xff\xc3', 0xA9])
BYTES = st.one_of(st.binary(max_size=300), st.lists(ALPHABET, max_size=200).map(bytes))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES, st.booleans())
def test_any_bytes_are_faults_never_an_exception(tmp_path: Path, content: bytes, after_header: bool) -> None:
    head = SOUND.encode() if after_header else b""
    for fault in check(tmp_path, head + content):
        assert fault.file == "fruit.csv"
        assert fault.row >= 0
        assert fault.rule


FIELDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(FIELDS, min_size=2, max_size=2), min_size=1, max_size=8))
def test_what_is_written_as_csv_is_read_back(rows: list[list[str]]) -> None:
    quoted = ["\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    lines = split_lines("x.csv", StringIO("a,b\n" + quoted[0], newline=""))
    assert lines.faults == []
    pd.testing.assert_frame_equal(
        lines.frame, pd.DataFrame(rows, columns=pd.Index(["a", "b"], dtype="str"), dtype="str")
    )
