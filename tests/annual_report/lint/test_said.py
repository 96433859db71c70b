from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from annual_report.lint.said import cardinal, counts_said, numbers_said, percentages_said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over 40%", [("40", {40})]),
        ("9.7 percent", [("9.7", {Fraction("9.7")})]),
        ("two fifths", [("two fifths", {40, Fraction(2, 5)})]),
        ("a third of them", [("a third", {Fraction(100, 3), Fraction(1, 3)})]),
        ("half", [("half", {50, Fraction(1, 2)})]),
        ("one in five", [("one in five", {20, Fraction(1, 5)})]),
        ("twice as many", [("twice", {2})]),
        ("a second peak, then a third", [("second", {2}), ("a third", {Fraction(100, 3), Fraction(1, 3)})]),
        ("the third largest", [("third", {3})]),
        ("sixty-three of two", [("sixty-three", {63}), ("two", {2})]),
        ("one in zero", [("one in zero", {100, 1})]),
        ("someone, tension and fortify", []),
    ],
)
def test_the_numbers_that_words_say_are_read(text: str, said: list[tuple[str, set[Fraction]]]) -> None:
    assert [(found.words, set(found.numbers)) for found in numbers_said(text)] == said


@pytest.mark.parametrize(
    ("text", "counts", "percentages"),
    [
        ("four of 1,024", {4, 1024}, set()),
        ("none, a single one, a pair", {0, 1, 2}, set()),
        ("the second of twice as many", {2}, set()),
        ("the third time", set(), set()),
        ("2% and 9.7 per cent", set(), {2, Fraction("9.7")}),
        ("a third, half, one in five", set(), {Fraction(100, 3), 50, 20}),
        ("noon, pairing", set(), set()),
    ],
)
def test_counts_and_shares_are_told_apart(text: str, counts: set[int], percentages: set[Fraction]) -> None:
    assert counts_said(text) == counts
    assert percentages_said(text) == percentages


@given(st.integers(0, 100))
def test_every_cardinal_up_to_a_hundred_is_read(number: int) -> None:
    assert cardinal(str(num2words(number, lang="en"))) == number
    assert cardinal(str(num2words(number, lang="en")).replace("-", " ").upper()) == number


def test_what_is_no_cardinal_is_none() -> None:
    assert cardinal("umpteen") is None
    assert cardinal("") is None
