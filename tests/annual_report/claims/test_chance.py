"""Chance is judged by the interval of the difference: as its author published it, and as others compute it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chisquare

from annual_report.claims.chance import Share, difference, is_above, is_larger_part, wilson

_SHARES = st.integers(1, 3000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def differ(one: Share, other: Share) -> bool:
    return is_above(one, other) or is_above(other, one)


def overlap(one: Share, other: Share) -> bool:
    (low, high), (other_low, other_high) = wilson(*one), wilson(*other)
    return low <= other_high and other_low <= high


@given(_SHARES)
def test_the_wilson_interval_is_scipys(share: Share) -> None:
    low, high = wilson(*share)
    expected = binomtest(*share).proportion_ci(method="wilson")
    assert float(low) == pytest.approx(expected.low, abs=1e-9)
    assert float(high) == pytest.approx(expected.high, abs=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_newcombes_own(one: Share, other: Share, low: float, high: float) -> None:
    """The eight examples of Newcombe's paper of 1998, method 10."""
    assert [round(float(end), 4) for end in difference(one, other)] == [low, high]


@given(_SHARES, _SHARES)
def test_the_interval_of_a_difference_comes_from_scipys_wilson_intervals(one: Share, other: Share) -> None:
    p, q = one[0] / one[1], other[0] / other[1]
    first, second = (binomtest(*share).proportion_ci(method="wilson") for share in (one, other))
    low = p - q - ((p - first.low) ** 2 + (second.high - q) ** 2) ** 0.5
    high = p - q + ((first.high - p) ** 2 + (q - second.low) ** 2) ** 0.5
    found = difference(one, other)
    assert (float(found[0]), float(found[1])) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(("one", "other"), [((72, 206), (126, 267)), ((72, 206), (119, 267)), ((60, 200), (40, 200))])
def test_shares_whose_own_intervals_overlap_may_differ(one: Share, other: Share) -> None:
    assert overlap(one, other)
    assert differ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [((73, 206), (91, 267)), ((1, 3), (2, 3)), ((5, 5), (3, 4)), ((0, 9), (0, 1)), ((0, 400), (3, 400))],
)
def test_what_chance_can_explain_is_no_difference(one: Share, other: Share) -> None:
    assert not differ(one, other)


@given(_SHARES, _SHARES)
def test_shares_whose_own_intervals_lie_apart_always_differ(one: Share, other: Share) -> None:
    assert overlap(one, other) or differ(one, other)


@given(_SHARES, _SHARES)
def test_the_order_of_the_two_shares_does_not_matter(one: Share, other: Share) -> None:
    (low, high), (less, more) = difference(one, other), difference(other, one)
    assert (float(low), float(high)) == pytest.approx((-float(more), -float(less)), abs=1e-20)
    assert not (is_above(one, other) and is_above(other, one))
    assert not is_above(one, one)


@given(_SHARES, _SHARES)
def test_a_higher_count_is_never_less_above(one: Share, other: Share) -> None:
    """So the ends of what two counts can be decide for all between."""
    if one[0] < one[1]:
        more = (one[0] + 1, one[1])
        assert difference(more, other)[0] > difference(one, other)[0]
        assert is_larger_part(more[0], other[0]) >= is_larger_part(one[0], other[0])
    if other[0]:
        assert difference(one, (other[0] - 1, other[1]))[0] > difference(one, other)[0]
        assert is_larger_part(one[0], other[0] - 1) >= is_larger_part(one[0], other[0])


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_two_parts_of_a_whole_are_judged_as_scipy_does(one: int, other: int) -> None:
    """McNemar's test: were both parts as likely, would chance divide those in either so?"""
    beyond = bool(one + other) and chisquare([one, other]).pvalue < 0.05
    assert (is_larger_part(one, other) or is_larger_part(other, one)) == beyond


def test_two_parts_of_a_whole_are_told_apart_by_what_is_in_either() -> None:
    """Of one group, 118 and 88 differ: a record that is in one part is missing in the other."""
    assert is_larger_part(118, 88)
    assert is_larger_part(150, 86)  # McNemar's statistic is 17.4
    assert not is_larger_part(36, 28)
