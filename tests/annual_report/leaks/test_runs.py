import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.leaks.records import runs_in, runs_of, telling

ROWS = [
    ("yes", "A-1", "A-2", "7", "male", "black"),
    ("no", "2020-01-02", "2020-01-03", "serious_harm", "neglect", "no", "yes"),
    ("yes", "yes", "no", "no", "yes", "none", "no", "yes"),
]


def found(text: str) -> bool:
    runs = runs_of(ROWS)
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
    runs = runs_of([("lcspr", "yes", "no", "no", "yes")])
    assert any(runs_in("lcspr True False False True", runs, frozenset(run[:2] for run in runs)))


def test_ids_that_could_be_words_or_numbers_cannot_be_looked_for() -> None:
    assert telling(["SYN-2020-0001", "A1", "12345678", "12", "2020", "harm"]) == {"syn-2020-0001", "a1", "12345678"}


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    found(text)
