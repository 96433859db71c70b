"""A Parquet file is read as if it were a CSV: the same values, the same faults in the same rows."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from annual_report.faults import Fault
from annual_report.records.checking import Checked, check_tables
from annual_report.records.kinds import Code, Day, Flag, Kind, Text, Token, Whole
from annual_report.records.tables import TableSpec

COLUMNS: dict[str, Kind] = {
    "id": Token(),
    "kind": Code(("apple", "pear")),
    "number": Whole(1, 9),
    "day": Day(date(2020, 1, 1), date(2020, 12, 31), "the year", optional=True),
    "ripe": Flag(),
    "note": Text(),
}
ROWS = {
    "id": ["a-1", "a-2", "a-3"],
    "kind": ["apple", "pear", "apple"],
    "number": [3, 9, 1],
    "day": [date(2020, 2, 29), None, date(2020, 3, 1)],
    "ripe": [True, False, True],
    "note": ["sweet", "round", "sweet"],
}


def check(folder: Path) -> Checked:
    return check_tables([TableSpec("fruit", folder / "fruit.csv", COLUMNS, {"id": "an id stands only once"})], [])


def write(folder: Path, **changed: object) -> None:
    pq.write_table(pa.table({**ROWS, **changed}), folder / "fruit.parquet")


def faults(folder: Path, **changed: object) -> list[Fault]:
    write(folder, **changed)
    return check(folder).faults


def test_typed_columns_are_what_a_csv_gives(tmp_path: Path) -> None:
    write(tmp_path)
    from_parquet = check(tmp_path)
    (tmp_path / "fruit.parquet").unlink()
    lines = [
        "id,kind,number,day,ripe,note",
        "a-1,apple,3,2020-02-29,yes,sweet",
        "a-2,pear,9,,no,round",
        "a-3,apple,1,2020-03-01,yes,sweet",
    ]
    (tmp_path / "fruit.csv").write_text("\n".join(lines), encoding="utf-8")
    from_csv = check(tmp_path)
    assert from_parquet.faults == from_csv.faults == []
    pd.testing.assert_frame_equal(from_parquet.tables["fruit"], from_csv.tables["fruit"])


SAME = {
    "codes": {"kind": pa.array(["apple", "pear", "apple"]).dictionary_encode()},
    "words for flags": {"ripe": ["yes", "no", "yes"]},
    "words for numbers": {"number": ["3", "9", "1"]},
    "numbers as codes": {"number": pa.array([3, 9, 1]).dictionary_encode()},
    "small numbers": {"number": pa.array([3, 9, 1], pa.int8())},
    "midnights": {"day": [datetime(2020, 2, 29), None, datetime(2020, 3, 1)]},  # noqa: DTZ001  a day has no zone
    "words for days": {"day": ["2020-02-29", "", "2020-03-01"]},
    "long words": {"note": pa.array(["sweet", "round", "sweet"], pa.large_string())},
    "codes of which one stands twice": {
        "kind": pa.DictionaryArray.from_arrays(pa.array([0, 1, 2]), pa.array(["apple", "pear", "apple"]))
    },
}


@pytest.mark.parametrize("changed", SAME.values(), ids=SAME)
def test_a_value_may_be_written_in_more_than_one_type(tmp_path: Path, changed: dict[str, object]) -> None:
    write(tmp_path)
    wanted = check(tmp_path).tables["fruit"]
    assert faults(tmp_path, **changed) == []
    pd.testing.assert_frame_equal(check(tmp_path).tables["fruit"], wanted)


def test_the_index_that_pandas_adds_is_no_column(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS).iloc[[2, 0, 1]]
    frame.to_parquet(tmp_path / "fruit.parquet")
    assert check(tmp_path).faults == []


WRONG = [
    ({"kind": ["apple", "peer", "apple"]}, (3, "kind", "peer"), "one of apple, pear. Did you mean pear?"),
    ({"kind": ["apple", None, "apple"]}, (3, "kind", ""), "one of apple, pear"),
    ({"kind": pa.array(["apple", None, "apple"]).dictionary_encode()}, (3, "kind", ""), "one of apple, pear"),
    ({"id": ["a-1", "a-2", "a-1"]}, (4, "id", "a-1"), "only once; this one stands first in row 2"),
    ({"number": [3, 10, 1]}, (3, "number", "10"), "whole number from 1 to 9"),
    ({"number": [3.5, 9, 1]}, (2, "number", "3.5"), "whole number from 1 to 9"),
    ({"number": [3.0, 9.0, 1.0]}, (2, "number", "3.0"), "pandas adds one to a column with gaps"),
    ({"number": [Decimal("3.0"), Decimal("9.0"), None]}, (2, "number", "3.0"), "without a decimal point"),
    ({"kind": [b"apple", b"pear", b"apple"]}, (1, "kind", ""), "holds bytes and no text: write it as strings"),
    ({"kind": pa.array([b"apple", None, b"pear"]).dictionary_encode()}, (1, "kind", ""), "holds bytes and no text"),
    ({"number": [3, None, 1]}, (3, "number", ""), "whole number from 1 to 9"),
    ({"ripe": [True, None, False]}, (3, "ripe", ""), "one of yes, no"),
    ({"day": [date(2021, 1, 1), None, None]}, (2, "day", "2021-01-01"), "from 2020-01-01 to 2020-12-31"),
    ({"day": [datetime(2020, 1, 1, 9), None, None]}, (2, "day", "2020-01-01T09:00:00"), "written YYYY-MM-DD"),  # noqa: DTZ001
    ({"note": ["=1", "x", "x"]}, (2, "note", "=1"), "a spreadsheet would run it"),
    ({"more": [1, 2, 3]}, (1, "more", ""), "no such column belongs here"),
]


@pytest.mark.parametrize(("changed", "place", "rule"), WRONG)
def test_a_fault_is_told_with_its_row_and_column(
    tmp_path: Path, changed: dict[str, object], place: tuple[int, str, str], rule: str
) -> None:
    found = [fault for fault in faults(tmp_path, **changed) if fault.row]
    if changed.get("number") == [3.5, 9, 1]:  # Parquet has a type a column: 9 is 9.0 then
        assert len(found) == 3
    assert (found[0].row, found[0].column, found[0].value) == place
    assert found[0].file == "fruit.parquet"
    assert rule in found[0].rule


def test_a_column_of_lists_is_a_fault(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, note=[["a"], ["b"], []])
    assert "cannot be read as Parquet" in found.rule


def test_every_byte_cut_off_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / "fruit.parquet"
    whole = file.read_bytes()
    for length in range(0, len(whole), 97):
        file.write_bytes(whole[:length])
        assert [fault.file for fault in check(tmp_path).faults] == ["fruit.parquet"]


def test_a_header_without_rows_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, **{name: pa.array([], pa.string()) for name in ROWS})
    assert [fault.rule for fault in check(tmp_path).faults] == ["the file has a header but no records"]
