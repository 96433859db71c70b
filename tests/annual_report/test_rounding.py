from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.errors import InputError
from annual_report.rounding import counts_printing_as, percent, round_half_up

COUNTS = st.integers(0, 10**9)
BASES = st.integers(1, 10**9)
DECIMALS = st.integers(0, 3)


@pytest.mark.parametrize(
    ("count", "base", "decimals", "shown"),
    [
        (36, 206, 0, "17"),  # 17.476: rounding to 17.5 first would give 18
        (38, 51, 0, "75"),  # 74.5098: rounding to 74.5 first, half to even, would give 74
        (1, 200, 0, "1"),  # exactly half goes up
        (20, 206, 1, "9.7"),
        (42, 482, 1, "8.7"),
        (0, 9, 0, "0"),
        (9, 9, 1, "100.0"),
    ],
)
def test_percentages_that_go_wrong_elsewhere(count: int, base: int, decimals: int, shown: str) -> None:
    assert str(percent(count, base, decimals)) == shown


@given(COUNTS, BASES, DECIMALS)
def test_rounds_to_the_nearest_and_half_up(numerator: int, denominator: int, decimals: int) -> None:
    shown = Fraction(round_half_up(numerator, denominator, decimals))
    error = shown - Fraction(numerator, denominator)
    half = Fraction(1, 2 * 10**decimals)
    assert -half < error <= half


@given(
    st.integers(1, 2000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))),
    st.integers(0, 1),
)
def test_counts_printing_as_is_the_inverse_of_percent(pair: tuple[int, int], decimals: int) -> None:
    count, base = pair
    shown = percent(count, base, decimals)
    assert list(counts_printing_as(shown, base)) == [n for n in range(base + 1) if percent(n, base, decimals) == shown]


def test_only_one_count_prints_as_75_percent_of_51() -> None:
    assert list(counts_printing_as(Decimal(75), 51)) == [38]


@pytest.mark.parametrize(("numerator", "denominator", "decimals"), [(-1, 5, 0), (1, 0, 0), (1, 5, -1)])
def test_refuses_what_is_no_count(numerator: int, denominator: int, decimals: int) -> None:
    with pytest.raises(InputError, match="counts are not negative"):
        round_half_up(numerator, denominator, decimals)
