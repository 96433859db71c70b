"""A prepared table comes back as it was, in whole or in part, or not at all."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_report.prepared import table as tables
from annual_report.prepared.table import NAMES, DamagedError, Description, Ready, read_table, write_table

AREAS = ["a", "b", "c", "d"]


def ready(places: list[int]) -> Ready:
    """A table of one row for each place in AREAS."""
    count = len(places)
    areas = pd.Series(pd.Categorical([AREAS[place] for place in sorted(places)], AREAS, ordered=True))
    frame = pd.DataFrame(
        {
            "area_code": areas,
            "kind": pd.Categorical(
                [("x", None, "y")[place % 3] for place in range(count)], ["x", "y", "never"], ordered=True
            ),
            "day": pd.Series(
                np.datetime64("2020-01-01", "us") + np.arange(count) * np.timedelta64(1, "D"), dtype="M8[us]"
            ),
            "number": np.arange(count, dtype="int64"),
            "ripe": np.arange(count) % 3 == 0,
            "word": pd.Series([f"w{place % 4}" for place in range(count)], dtype="str"),
        }
    )
    return Ready(frame, areas, np.arange(count, dtype=np.uint64) * np.uint64(2**60 + 1))


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of few rows, so that a table has several."""
    monkeypatch.setattr(tables, "_ROWS", 3)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3), max_size=20))
def test_a_table_comes_back_whole_and_by_area(tmp_path: Path, places: list[int]) -> None:
    table = ready(places)
    file = tmp_path / "a.parquet"
    description = write_table(table, file)
    pd.testing.assert_frame_equal(read_table(file, description), table.frame)
    for area in [*AREAS, "nowhere"]:
        pd.testing.assert_frame_equal(
            read_table(file, description, area), table.frame[table.frame["area_code"] == area], check_index_type=False
        )


def test_columns_are_read_alone_and_names_only_when_asked_for(tmp_path: Path) -> None:
    table = ready([0, 1, 1, 2, 2])
    description = write_table(table, tmp_path / "a.parquet")
    assert NAMES not in read_table(tmp_path / "a.parquet", description)
    found = read_table(tmp_path / "a.parquet", description, "c", [NAMES, "kind"])
    assert list(found) == [NAMES, "kind"]
    assert table.names is not None
    assert found[NAMES].tolist() == table.names[3:].tolist()
    assert list(found.index) == [3, 4]


def test_a_table_without_areas_is_read_whole(tmp_path: Path) -> None:
    table = Ready(pd.DataFrame({"number": [1, 2]}))
    description = write_table(table, tmp_path / "a.parquet")
    assert description.areas == {}
    pd.testing.assert_frame_equal(read_table(tmp_path / "a.parquet", description), table.frame)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Description, pd.DataFrame]:
    table = ready([0] * 4 + [1] * 5 + [3] * 3)
    file = tmp_path_factory.mktemp("sound") / "a.parquet"
    return file, write_table(table, file), table.frame


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_found_or_harmless(
    tmp_path: Path, sound: tuple[Path, Description, pd.DataFrame], data: st.DataObject
) -> None:
    file, description, frame = sound
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    damaged = tmp_path / "a.parquet"
    damaged.write_bytes(content[: data.draw(st.sampled_from([len(content), place]))])
    try:
        found = read_table(damaged, description)
    except DamagedError:
        return
    pd.testing.assert_frame_equal(found, frame)


def test_a_file_that_is_not_there_is_damaged(tmp_path: Path) -> None:
    description = write_table(ready([0]), tmp_path / "a.parquet")
    (tmp_path / "a.parquet").unlink()
    with pytest.raises(DamagedError):
        read_table(tmp_path / "a.parquet", description)
