"""Runs of values are found in all records at once: those that few records share tell of one, however they are set."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.leaks import groups
from annual_report.leaks.growing import runs_of
from annual_report.leaks.runs import Runs, Source, joined, runs_in

Run = tuple[str, ...]
Row = Sequence[str | None]

ROWS = [
    ("yes", "A-1", "A-2", "7", "male", "black"),
    ("no", "2020-01-02", "2020-01-03", "serious_harm", "neglect", "no", "yes"),
    ("yes", "yes", "no", "no", "yes", "none", "no", "yes"),
]
HOURS = {"hour": "6", "severity": "slight", "vehicles": "7"}


def columns_of(rows: Sequence[Row]) -> list[pd.Series | None]:
    """Return the columns of rows; one that is None in the first row is left out."""
    return [
        None if column[0] is None else pd.Series(column, dtype="str", name=f"c{place}")
        for place, column in enumerate(zip(*rows, strict=True))
    ]


def records(count: int, values: Mapping[str, str]) -> list[pd.Series]:
    frame = pd.DataFrame([values] * count, dtype="str")
    return [frame[name] for name in frame]


def found(text: str, *tables: Runs) -> bool:
    return any(True for _ in runs_in(text, joined(tables or [runs_of(columns_of([row]), 6) for row in ROWS])))


@pytest.mark.parametrize(
    "text",
    [
        "7,male,black",
        "0\t7\tmale\tblack",
        "a boy: 7 | Male | Black",
        '{"age": 7, "sex": "male", "group": "black"}',
        "age    7\nsex    male\ngroup    black",
        "(7, 'male', 'black')",
        "2020-01-03 serious_harm",
        "2020-01-02 neglect",
        "2020-01-03 | Serious harm",
    ],
)
def test_a_record_is_known_again_however_it_is_set(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "male, black",
        "7 of 9 were male",
        "yes, yes, no, no, yes, none, no, yes",
        "black, male, 7",
        "2020-01-02",
        "",
        "7",
    ],
)
def test_statistics_and_flags_are_no_record(text: str) -> None:
    assert not found(text)


def test_flags_are_known_as_a_data_frame_prints_them() -> None:
    assert found("lcspr True False False True", runs_of(columns_of([("lcspr", "yes", "no", "no", "yes")]), 6))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_can_be_looked_through(text: str) -> None:
    found(text)


# -- how many records share a run -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shared", "tells"), [(1, True), (5, True), (6, False), (9, False)])
def test_a_run_that_as_many_records_share_as_the_threshold_is_no_trace(shared: int, tells: bool) -> None:
    assert found("6\nSlight\n7\nSlight (%)", runs_of(records(shared, HOURS), 6)) == tells


def test_one_record_alone_is_a_trace_however_low_the_threshold() -> None:
    assert found("6, slight, 7", runs_of(records(1, HOURS), 1))
    assert not found("6, slight, 7", runs_of(records(2, HOURS), 1))


def test_the_row_of_one_record_is_found_though_each_of_its_short_runs_is_common() -> None:
    frame = pd.DataFrame([("6", "slight", "7", mode) for mode in ("car", "bus", *["tram"] * 9)], dtype="str")
    runs = runs_of([frame[name] for name in frame], 6)
    assert not found("6, slight, 7", runs)
    assert found("6, slight, 7, car", runs)
    assert not found("6, slight, 7, tram", runs)


def test_a_day_that_many_records_have_with_a_value_is_no_trace() -> None:
    day = {"on": "2020-01-02", "flag": "yes", "cause": "neglect"}
    assert found("2020-01-02, neglect", runs_of(records(5, day), 6))
    assert not found("2020-01-02, neglect", runs_of(records(6, day), 6))


def test_records_are_counted_in_whatever_columns_they_have_the_run_and_once_each() -> None:
    first, last = ("6", "slight", "7", "x", "y", "z"), ("x", "y", "z", "6", "slight", "7")
    both = ("6", "slight", "7", "6", "slight", "7")
    assert not found("6, slight, 7", runs_of(columns_of([first] * 3 + [last] * 3), 6))
    assert found("6, slight, 7", runs_of(columns_of([both] * 5), 6))


def test_equal_values_in_other_letters_are_one_value() -> None:
    frame = pd.DataFrame([("6", sort, "7") for sort in ("Slight", "slight", "SLIGHT", "slight ") * 2], dtype="category")
    assert not found("6, slight, 7", runs_of([frame[name] for name in frame], 6))


def test_what_many_records_of_another_table_share_is_no_trace_either() -> None:
    few, many = runs_of(records(1, HOURS), 6, "casualties"), runs_of(records(9, HOURS), 6, "collisions")
    assert found("6, slight, 7", few)
    assert not found("6, slight, 7", few, many)
    assert not found("6, slight, 7", many, few)


def test_a_find_says_its_columns_and_how_many_records_share_it() -> None:
    (one, *_) = runs_in("at 6, slight, 7", runs_of(records(3, HOURS), 6, "collisions"))
    assert (one.start, one.first, one.length, one.shared) == (3, "6", 3, 3)
    assert one.source == Source("collisions", ("hour", "severity", "vehicles"))


def test_columns_whose_values_meet_by_chance_are_excused_and_longer_runs_are_not() -> None:
    rows = records(3, {**HOURS, "mode": "tram"})
    runs = runs_of(rows, 6, "collisions", {"collisions: hour, severity, vehicles"})
    assert not found("6, slight, 7", runs)
    assert found("6, slight, 7, tram", runs)


# -- all of it against plain words ------------------------------------------------------------------------------------

WEIGHTS = {"yes": 1, "no": 1, "none": 1, "2020-01-02": 4, "2020-02-03": 4}
FLAGS = {"yes", "no", "none"}
DAYS = {"2020-01-02", "2020-02-03"}


def tells(run: Run) -> bool:
    return sum(WEIGHTS.get(value, 2) for value in run) >= 6 and not FLAGS.issuperset(run)


def windows(row: Row, length: int) -> Iterator[tuple[int, Run]]:
    for start in range(len(row) - length + 1):
        run = tuple(value for value in row[start : start + length] if value is not None)
        if len(run) == length:
            yield start, run


def days_with(row: Row) -> Iterator[Run]:
    for start, first in enumerate(row):
        if first in DAYS:
            yield from ((first, later) for later in row[start + 1 :] if later is not None and later not in FLAGS)


def plainly(rows: Sequence[Row], threshold: int) -> set[Run]:
    """Return the traces, as is said of them: each run, length by length, with the records that have it."""
    traces: set[Run] = set()
    ended: set[tuple[int, int]] = set()
    for length in range(2, 9):
        having: dict[Run, set[int]] = defaultdict(set)
        begun = [(n, at, run) for n, row in enumerate(rows) for at, run in windows(row, length) if (n, at) not in ended]
        for number, _, run in begun:
            having[run].add(number)
        for number, row in enumerate(rows if length == 2 else []):
            for run in days_with(row):
                having[run].add(number)
        few = {run for run, sharing in having.items() if tells(run) and len(sharing) < threshold}
        traces |= few
        ended |= {(number, at) for number, at, run in begun if run in few}
    return traces


VALUES = st.sampled_from([*WEIGHTS, "7", "male", "neglect"])
TABLES = st.integers(0, 9).flatmap(
    lambda size: st.lists(st.lists(VALUES, min_size=size, max_size=size), min_size=1, max_size=12)
)


@given(TABLES, st.integers(2, 7), st.sets(st.integers(0, 8)), st.sampled_from([0, 4]))
@settings(deadline=None)
def test_the_runs_of_a_table_are_those_that_few_of_its_records_share(
    rows: list[list[str]], threshold: int, out: set[int], dense: int
) -> None:
    kept = [[None if place in out else value for place, value in enumerate(row)] for row in rows]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "_DENSE", dense)  # both ways of counting give the same
        runs = runs_of(columns_of(kept), threshold)
    traces = plainly(kept, threshold)
    possible = {run for row in kept for length in range(2, 9) for _, run in windows(row, length)}
    possible |= {run for row in kept for run in days_with(row)}
    assert {run for run in possible if run in runs} == traces
    assert len(set(runs.hashes.tolist())) == len(traces)
    assert all(found(", ".join(run), runs) for run in traces)


def test_columns_of_repeated_values_are_read_like_others() -> None:
    columns = [
        column
        for column in columns_of([("7", "Male", "Black or  Black"), ("8", "Male", "Asian")])
        if column is not None
    ]
    runs = runs_of([column.astype("category") for column in columns], 6)
    assert sorted(runs.hashes.tolist()) == sorted(runs_of(columns, 6).hashes.tolist())
    assert len(runs) == 2


def test_no_records_leave_no_runs() -> None:
    assert not len(runs_of([pd.Series([], dtype="str", name="a"), None], 6))
    assert not len(runs_of([], 6))
    assert not len(joined([]))
