import math
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.claims.intervals import End, Interval, Truth, below, either, equal, every
from annual_report.errors import InputError

_FRACTIONS = st.fractions(-50, 50, max_denominator=12)


@st.composite
def _held(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval, at times without end, and a number in it."""
    low, inside, high = sorted(draw(st.lists(_FRACTIONS, min_size=3, max_size=3)))
    low_end: End = low if draw(st.booleans()) else -math.inf
    high_end: End = high if draw(st.booleans()) else math.inf
    return Interval(low_end, high_end), inside


@given(_held(), _held())
def test_what_is_computed_of_numbers_lies_in_what_is_computed_of_their_intervals(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (left, a), (right, b) = one, other
    for result, number in [(left + right, a + b), (left - right, a - b), (left * right, a * b)]:
        assert result.low <= number <= result.high
    if right.low > 0 or right.high < 0:
        quotient = left / right
        assert quotient.low <= a / b <= quotient.high
    else:
        with pytest.raises(InputError, match="divides"):
            left / right  # the operator is what is tested


@given(_held(), _held())
def test_a_decided_comparison_holds_for_every_number(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (left, a), (right, b) = one, other
    comparisons: list[tuple[Callable[[Interval, Interval], Truth], bool]] = [(below, a < b), (equal, a == b)]
    for decide, holds in comparisons:
        truth = decide(left, right)
        assert truth is Truth.OPEN or (truth is Truth.TRUE) == holds


def test_an_end_that_is_not_reached_decides() -> None:
    above_one = Interval(Fraction(1), math.inf, beyond=True)
    assert below(Interval.point(1), above_one) is Truth.TRUE
    assert equal(Interval.point(1), above_one) is Truth.FALSE
    assert below(Interval.point(1), Interval(Fraction(1), math.inf)) is Truth.OPEN


def test_truths_combine() -> None:
    assert every([Truth.TRUE, Truth.OPEN]) is Truth.OPEN
    assert every([Truth.FALSE, Truth.OPEN]) is Truth.FALSE
    assert either([Truth.FALSE, Truth.OPEN]) is Truth.OPEN
    assert either([Truth.TRUE, Truth.OPEN]) is Truth.TRUE
    assert [truth.inverse() for truth in Truth] == [Truth.TRUE, Truth.OPEN, Truth.FALSE]
