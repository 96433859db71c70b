"""What Arrow reads is what is read row by row; what it cannot read so is left alone."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_report.records.lines import Lines
from annual_report.records.quick import read_quickly
from annual_report.records.text import read_rows

COLUMNS = {"name": False, "kind": True, "day": True}
HEADER = b"name,kind,day\n"


def quick(folder: Path, content: bytes) -> pd.DataFrame | None:
    file = folder / "a.csv"
    file.write_bytes(content)
    lines = read_quickly(file, COLUMNS)
    return None if lines is None else lines.frame.astype("str")


def test_columns_that_repeat_are_categories(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(HEADER + b"a,x,1\nb,x,2\n")
    lines = read_quickly(file, COLUMNS)
    assert lines is not None
    assert [str(kind) for kind in lines.frame.dtypes] == ["str", "category", "category"]
    assert lines.numbers.tolist() == [2, 3]


NOT_PLAIN = [
    b"",
    b"\n",
    b"name,kind\na,x\n",
    b"name,kind,day,more\na,x,1,2\n",
    HEADER + b'a,"x",1\n',
    HEADER + b"a,x\n",
    HEADER + b"a,x,1,2\n",
    HEADER + b"a,x,1\n\nb,y,2\n",
    HEADER + b"a,x,1\n\n",
    HEADER + b"a,x\0,1\n",
    HEADER + b"a,x\xff,1\n",
    HEADER + b"a,x\ry,1\n",
    HEADER + b"a,x,1\r",
    HEADER.replace(b"\n", b"\r\n") + b"a,x,1\r\n\r\nb,y,2\r\n",
    HEADER + b"%s,x,1\n" % (b"a" * 200_000),
    HEADER + b"a,%s,1\n" % (b"x" * 200_000),
    HEADER + b"a,x,%s\n" % (b"x" * 20_000_000),
]


@pytest.mark.parametrize("content", NOT_PLAIN, ids=lambda content: repr(content[:40]))
def test_what_is_not_plain_is_left_to_the_reader_of_lines(tmp_path: Path, content: bytes) -> None:
    assert quick(tmp_path, content) is None


def test_a_file_that_is_not_there_is_left_too(tmp_path: Path) -> None:
    assert read_quickly(tmp_path / "a.csv", COLUMNS) is None


PARTS = st.sampled_from(
    [*(b",", b"\n", b"\r\n", b"\r", b'"', b"\xff"), *(b"a", b"NA", b"null", b"1", b"-", b" ", b"\xc3\xa9")]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, max_size=40).map(b"".join), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_what_is_read_is_what_is_read_line_by_line(tmp_path: Path, body: bytes, mark: bytes) -> None:
    found = quick(tmp_path, mark + HEADER + body)
    if found is not None:
        lines = read_rows(tmp_path / "a.csv", tuple(COLUMNS))
        assert isinstance(lines, Lines)
        assert lines.faults == []
        pd.testing.assert_frame_equal(found, lines.frame)


ROWS = st.lists(st.tuples(*[st.text("abc é=-,0", max_size=4).map(lambda text: text.replace(",", ""))] * 3), max_size=9)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.sampled_from(["\n", "\r\n"]))
def test_plain_rows_are_read(tmp_path: Path, rows: list[tuple[str, ...]], ending: str) -> None:
    lines = ["name,kind,day", *(",".join(row) for row in rows)]
    found = quick(tmp_path, "".join(line + ending for line in lines).encode())
    assert found is not None
    assert [tuple(row) for row in found.to_numpy().tolist()] == rows
