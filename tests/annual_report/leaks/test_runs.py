"""Runs of values are found in all records at once, and are those that each record has."""

from collections.abc import Iterator, Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.leaks.runs import Run, runs_in, runs_of

ROWS = [
    ("yes", "A-1", "A-2", "7", "male", "black"),
    ("no", "2020-01-02", "2020-01-03", "serious_harm", "neglect", "no", "yes"),
    ("yes", "yes", "no", "no", "yes", "none", "no", "yes"),
]


def columns_of(rows: Sequence[Sequence[str]]) -> list[pd.Series]:
    return [pd.Series(column, dtype="str") for column in zip(*rows, strict=True)]


def found(text: str) -> bool:
    runs = frozenset(run for row in ROWS for run in runs_of(columns_of([row])))
    return any(runs_in(text, runs, frozenset(run[:2] for run in runs)))


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
    ["male, black", "7 of 9 were male", "yes, yes, no, no, yes, none, no, yes", "black, male, 7", "2020-01-02", ""],
)
def test_statistics_and_flags_are_no_record(text: str) -> None:
    assert not found(text)


def test_flags_are_known_as_a_data_frame_prints_them() -> None:
    runs = runs_of(columns_of([("lcspr", "yes", "no", "no", "yes")]))
    assert any(runs_in("lcspr True False False True", runs, frozenset(run[:2] for run in runs)))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_can_be_looked_through(text: str) -> None:
    found(text)


def plainly(row: Sequence[str | None]) -> Iterator[Run]:
    """Yield the runs of one record, as is said of them: the shortest from each place, and each day with others."""
    weights = {"yes": 1, "no": 1, "none": 1, "2020-01-02": 4, "2020-02-03": 4}
    for start, first in enumerate(row):
        for end in range(start + 1, len(row) + 1):
            run = [value for value in row[start:end] if value is not None]
            if len(run) < end - start or len(run) > 8:
                break
            if sum(weights.get(value, 2) for value in run) >= 6 and not {"yes", "no", "none"}.issuperset(run):
                yield tuple(run)
                break
        if first in ("2020-01-02", "2020-02-03"):
            for later in row[start + 1 :]:
                if later not in ("yes", "no", "none", None):
                    yield first, later


VALUES = st.sampled_from(["yes", "no", "none", "2020-01-02", "2020-02-03", "7", "male", "neglect"])


@given(st.integers(0, 9).flatmap(lambda size: st.lists(st.lists(VALUES, min_size=size, max_size=size), max_size=12)))
@settings(deadline=None)
def test_the_runs_of_a_table_are_those_of_its_records(rows: list[list[str]]) -> None:
    runs = {run for row in rows for run in plainly(row)}
    printed = {tuple({"yes": "true", "no": "false"}.get(value, value) for value in run) for run in runs}
    assert runs_of(columns_of(rows)) == runs | printed


@given(st.lists(st.lists(VALUES, min_size=7, max_size=7), min_size=1, max_size=6), st.sets(st.integers(0, 6)))
@settings(deadline=None)
def test_no_run_goes_over_a_column_that_is_left_out(rows: list[list[str]], out: set[int]) -> None:
    columns = [None if place in out else column for place, column in enumerate(columns_of(rows))]
    kept = [[None if place in out else value for place, value in enumerate(row)] for row in rows]
    runs = {run for row in kept for run in plainly(row)}
    printed = {tuple({"yes": "true", "no": "false"}.get(value, value) for value in run) for run in runs}
    assert runs_of(columns) == runs | printed


def test_columns_of_repeated_values_are_read_like_others() -> None:
    columns = columns_of([("7", "Male", "Black or  Black"), ("8", "Male", "Asian")])
    assert runs_of([column.astype("category") for column in columns]) == runs_of(columns)
