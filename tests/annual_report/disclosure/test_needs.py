"""When an interval protects a count: tried for every small count, every bound, and every interval."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.disclosure.needs import Need, is_small, need_of
from annual_report.disclosure.system import Cell

_THRESHOLD = 6


def cell(count: int, incidents: int | None = None, *, ids: tuple[str, ...] = ("a",), whole: bool = False) -> Cell:
    return Cell("a", ids, count, count if incidents is None else incidents, whole)


@pytest.mark.parametrize(("count", "small"), [(0, False), (1, True), (5, True), (6, False), (600, False)])
def test_counts_below_the_threshold_are_small_and_0_is_not(count: int, small: bool) -> None:
    assert is_small(cell(count), _THRESHOLD) is small


def test_many_children_of_few_incidents_are_few() -> None:
    assert is_small(cell(8, 5), _THRESHOLD)
    assert not is_small(cell(8, 6), _THRESHOLD)


def test_what_may_be_printed_has_no_need() -> None:
    assert need_of(cell(0), _THRESHOLD) is None
    assert need_of(cell(6), _THRESHOLD) is None


@pytest.mark.parametrize("count", range(1, _THRESHOLD))
def test_a_small_count_must_seem_able_to_be_printed_and_another_number(count: int) -> None:
    need = need_of(cell(count), _THRESHOLD)
    assert need is not None
    for low in range(count + 1):
        for high in range(count, 2 * _THRESHOLD):
            safe = low < count and high >= _THRESHOLD and high - low >= _THRESHOLD
            assert need.is_met(count, low, high) is safe


def test_of_few_incidents_the_children_must_seem_able_to_be_one_more() -> None:
    assert need_of(cell(8, 5), _THRESHOLD) == Need(1, 1, _THRESHOLD)


def test_what_is_all_of_its_base_must_seem_able_to_be_less() -> None:
    assert need_of(cell(42, whole=True), _THRESHOLD) == Need(0, 1, _THRESHOLD)


def test_a_remainder_that_is_all_of_its_base_has_no_need_unless_it_is_small() -> None:
    assert need_of(cell(42, ids=(), whole=True), _THRESHOLD) is None
    assert need_of(cell(3, ids=(), whole=True), _THRESHOLD) is not None


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(0, 10), st.integers(0, 10), st.booleans())
def test_nothing_is_asked_beyond_what_was_known_before(count: int, below: int, above: int, whole: bool) -> None:
    low, high = max(0, count - below), count + above
    need = need_of(cell(count, whole=whole), _THRESHOLD, low, high)
    assert need is None or need.is_met(count, low, high)


def test_what_was_known_before_is_asked_for_whole_if_it_is_narrow() -> None:
    need = need_of(cell(3), _THRESHOLD, 2, 4)
    assert need is not None
    assert need.is_met(3, 2, 4)
    assert not need.is_met(3, 2, 3)
    assert not need.is_met(3, 3, 4)
