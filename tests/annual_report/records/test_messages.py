"""A file that is no table of records is refused in words that say what it is, in one fault, at once."""

import gzip
import os
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from annual_report.faults import Fault
from annual_report.records.checking import check_tables
from annual_report.records.kinds import Code, Day, Kind, Text, Token
from annual_report.records.tables import TableSpec

COLUMNS: dict[str, Kind] = {
    "id": Token(),
    "kind": Code(("apple", "pear")),
    "day": Day(date(2020, 1, 1), date(2020, 12, 31), "the year"),
    "note": Text(),
}
SOUND = "id,kind,day,note\na-1,apple,2020-02-29,sweet\na-2,pear,2020-03-01,round\n"


def check(folder: Path) -> list[Fault]:
    return check_tables([TableSpec("fruit", folder / "fruit.csv", COLUMNS)], []).faults


def faults(folder: Path, content: str | bytes) -> list[Fault]:
    (folder / "fruit.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return check(folder)


ONE_CAUSE = {
    "semicolons": (SOUND.replace(",", ";"), 1, "separated by semicolons"),
    "tabs": (SOUND.replace(",", "\t"), 1, "separated by tabs"),
    "upright strokes": (SOUND.replace(",", "|"), 1, "separated by upright strokes"),
    "semicolons and quotation marks": ('"id";"kind";"day";"note"\n"a";"pear";"2020-01-01";"x"\n', 1, "semicolons"),
    "semicolons after a byte order mark": ("\ufeff" + SOUND.replace(",", ";"), 1, "separated by semicolons"),
    "a note to Excel": ("sep=,\n" + SOUND, 1, "note to Excel"),
    "a note to Excel of semicolons": ('"sep=;"\n' + SOUND.replace(",", ";"), 1, "note to Excel"),
    "a title above the header": ("Fruit of 2020\n\n" + SOUND, 1, "the header stands in row 3"),
    "an empty first row": ("\n" + SOUND, 1, "the header stands in row 2"),
    "an Excel workbook": (b"PK\x03\x04" + b"\0" * 50, 0, "Excel workbook"),
    "an old Excel workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 50, 0, "Excel workbook of the old kind"),
    "a packed file": (gzip.compress(SOUND.encode()), 0, "packed by gzip"),
    "a Parquet file": (b"PAR1\0\0\0", 0, "Parquet file"),
    "a pointer of Git LFS": ("version https://git-lfs.github.com/spec/v1\noid sha256:1\n", 0, "git lfs pull"),
    "a page that asks to sign in": ("<!DOCTYPE html><html><body>Sign in</body></html>\n", 0, "page of the web"),
    "a page without a declaration": ("\n <html lang='en'>", 0, "page of the web"),
    "JSON": ('[{"id": "a-1"}]', 0, "JSON"),
    "an unfinished merge": (SOUND + "<<<<<<< HEAD\na-3,pear,2020-01-01,x\n", 4, "a merge was left unfinished"),
    "another encoding": (SOUND.encode() + b"a-3,pear,2020-01-01,caf\xe9\n", 4, "is not UTF-8"),
    "a quotation mark that never closes": (
        SOUND.replace("apple", '"apple') + "a-3,pear,2020-01-01,x\n" * 500,
        2,
        "a quotation mark opens in this row and never closes",
    ),
    "quotation marks that do not pair": (
        SOUND + 'a-3,pear,2020-01-01,"the "best" one"\na-4,pear,2020-01-01,x\n',
        4,
        "the quotation marks of this row do not pair",
    ),
    "empty values at the end": (SOUND + ",,,\n,,,\n,,,\n", 4, "3 rows are empty, from this one to row 6"),
    "empty lines at the end": (SOUND + "\n\n\n", 4, "3 rows are empty, from this one to row 6"),
    "an empty row between": (SOUND.replace("a-2", ",,,\na-2"), 3, "this row is empty: delete it"),
    "rows of spaces": (SOUND + " , ,,\n", 4, "this row is empty: delete it"),
    "too few commas in an empty row": (SOUND + ",\n", 4, "this row is empty: delete it"),
    "a column without a name": (SOUND.replace("\n", ",\n"), 1, "column 5 has no name. Delete the column"),
    "two columns without a name": (SOUND.replace("\n", ",,\n"), 1, "columns 5 and 6 have no names"),
    "the index of pandas": (
        "".join(f"{',' if n == 0 else f'{n},'}{line}\n" for n, line in enumerate(SOUND.splitlines())),
        1,
        "column 1 has no name. pandas writes its index so: leave it out with index=False",
    ),
    "a column that pandas named": (
        SOUND.replace("note\n", "note,Unnamed: 4\n").replace("t\n", "t,\n").replace("d\n", "d,\n"),
        1,
        "column 5 has no name",
    ),
    "two byte order marks": ("\ufeff\ufeff" + SOUND, 1, "U+FEFF ZERO WIDTH NO-BREAK SPACE): write id"),
    "a space that does not break": (SOUND.replace("kind,", "kind\u00a0,"), 1, "U+00A0 NO-BREAK SPACE): write kind"),
    "spaces about a name": (SOUND.replace("kind,", " kind ,"), 1, "the name must be written kind"),
    "capital letters": (SOUND.replace("kind,", "Kind,"), 1, "the name must be written kind"),
    "a row of millions of values": (SOUND + "," * 5_000_000 + "\n", 4, "a row is longer than 1,048,576"),
    "millions of columns": (",".join(["x"] * 5_000_000) + "\n", 1, "a row is longer than 1,048,576"),
    "thousands of columns": ("id,kind," + ",".join(f"c{n}" for n in range(100_000)) + "\n", 1, "has 100,002 columns"),
}


@pytest.mark.parametrize(("content", "row", "words"), ONE_CAUSE.values(), ids=ONE_CAUSE)
def test_the_cause_is_said_once_and_in_words(tmp_path: Path, content: str | bytes, row: int, words: str) -> None:
    started = time.perf_counter()
    found = faults(tmp_path, content)
    assert time.perf_counter() - started < 3
    assert [fault.row for fault in found] == [row]
    assert words in str(found[0])


def test_a_name_that_is_not_seen_is_quoted(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, SOUND.replace("kind,", "kind\u200b,"))
    assert "column 'kind\\u200b'" in str(found)


def test_empty_rows_do_not_hide_other_faults_nor_move_them(tmp_path: Path) -> None:
    found = faults(tmp_path, SOUND + ",,,\na-3,plum,2020-01-01,x\n")
    assert [(fault.row, fault.column) for fault in found] == [(4, ""), (5, "kind")]


def test_empty_rows_of_a_parquet_file_are_one_fault(tmp_path: Path) -> None:
    rows = {name: ["", None] for name in COLUMNS}
    pq.write_table(
        pa.table({name: pa.array(values, pa.string()) for name, values in rows.items()}), tmp_path / "fruit.parquet"
    )
    assert any("2 rows are empty" in fault.rule for fault in check(tmp_path))


MISSING: dict[str, tuple[str, str]] = {
    "a workbook": ("fruit.xlsx", "fruit.xlsx stands there. Save it as CSV"),
    "capital letters": ("fruit.CSV", "Small and capital letters count: name it fruit.csv"),
    "a packed file": ("fruit.csv.gz", "fruit.csv.gz stands there"),
    "a hidden ending": ("fruit.csv.txt", "fruit.csv.txt stands there"),
    "synthetic ones": ("SYNTHETIC_fruit.csv", "set synthetic = true"),
}


@pytest.mark.parametrize(("name", "words"), MISSING.values(), ids=MISSING)
def test_what_stands_in_the_place_of_a_missing_file_is_named(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text(SOUND, encoding="utf-8")
    (found,) = check(tmp_path)
    assert found.rule.startswith("the file is missing")
    assert words in found.rule


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    specs = [TableSpec(name, tmp_path / "none" / f"{name}.csv", COLUMNS) for name in ("one", "two", "three")]
    (found,) = check_tables(specs, []).faults
    assert "there is no such folder" in found.rule
    assert "records.folder" in found.rule


def test_a_file_in_the_place_of_the_folder_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "none").touch()
    (found,) = check_tables([TableSpec("one", tmp_path / "none" / "one.csv", COLUMNS)], []).faults
    assert "no folder" in found.rule


def _touched(file: Path) -> Path:
    file.touch()
    return file


def _bomb(folder: Path, rows: int) -> None:
    codes = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), pa.array(["x"]))
    table = pa.table({"id": codes})
    with pq.ParquetWriter(folder / "fruit.parquet", table.schema) as writer:
        for _ in range(rows // 1_000_000):
            writer.write_table(table)


def _packed(folder: Path) -> None:
    value = "x" * 100_000_000
    table = pa.table({"id": [value]})
    pq.write_table(table, folder / "fruit.parquet", compression="zstd", use_dictionary=False)


def _wide(folder: Path) -> None:
    table = pa.table({f"c{number}": ["x"] for number in range(5_000)})
    pq.write_table(table, folder / "fruit.parquet")


ODD: dict[str, Callable[[Path], object]] = {
    "a pipe": lambda folder: os.mkfifo(folder / "fruit.csv"),
    "a pipe as Parquet": lambda folder: os.mkfifo(folder / "fruit.parquet"),
    "a device": lambda folder: (folder / "fruit.csv").symlink_to("/dev/zero"),
    "gigabytes": lambda folder: os.truncate(_touched(folder / "fruit.csv"), 3_000_000_000),
    "gigabytes of Parquet": lambda folder: os.truncate(_touched(folder / "fruit.parquet"), 3_000_000_000),
    "a gigabyte of nothing": lambda folder: os.truncate(_touched(folder / "fruit.csv"), 999_000_000),
    "many rows in little": lambda folder: _bomb(folder, rows=60_000_000),
    "a packed value of many bytes": _packed,
    "many columns": _wide,
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_would_take_the_machine_is_refused_within_a_second(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path)
    tracemalloc.start()
    started, before = time.perf_counter(), pa.total_allocated_bytes()
    found = check(tmp_path)
    taken = time.perf_counter() - started
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1
    assert taken < 1
    assert most < 100_000_000
    assert pa.total_allocated_bytes() - before < 100_000_000


def test_a_long_value_in_many_rows_is_refused(tmp_path: Path) -> None:
    long = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), pa.array(["x" * 500_000]))
    table = pa.table({"id": [f"a-{n}" for n in range(100_000)], "kind": ["pear"] * 100_000, "note": long})
    pq.write_table(table.append_column("day", pa.array(["2020-01-01"] * 100_000)), tmp_path / "fruit.parquet")
    (found,) = check(tmp_path)  # 50 GB, were it in each row
    assert found.rule == "column note has a value of 500,000 characters in 100,000 rows: no record's is so long"


def test_a_parquet_file_of_usual_size_is_read(tmp_path: Path) -> None:
    rows = {"id": [f"a-{n}" for n in range(300_000)], "kind": "pear", "day": "2020-01-01", "note": "x"}
    pd.DataFrame(rows).to_parquet(tmp_path / "fruit.parquet", index=False)
    assert check(tmp_path) == []
