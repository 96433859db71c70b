"""Whole numbers that fit: found are those that there are, at the very end, and none where fractions alone fit."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.sparse import csr_array
from tests.support.disclosure import ranges, solutions
from tests.support.drawn_systems import attacked

from annual_report.disclosure.guesses import as_matrix
from annual_report.disclosure.system import System
from annual_report.disclosure.whole import WholeNumbers

#: Each two of three come to a sum: one and one half each if all sums are 1.
_ODD = csr_array(np.array([[1, 1, 0, -1, 0, 0], [0, 1, 1, 0, -1, 0], [1, 0, 1, 0, 0, -1]]))
_Case = tuple[System, list[int], list[int]]


def _of(case: _Case) -> WholeNumbers:
    system, lows, highs = case
    return WholeNumbers(as_matrix(system), np.array(lows, dtype=float), np.array(highs, dtype=float))


@settings(deadline=None, max_examples=50)
@given(attacked())
def test_the_end_is_that_of_a_reader_who_tries_every_possibility(case: _Case) -> None:
    for at, (low, high) in enumerate(ranges(*case)):
        for sign, end in ((1, low), (-1, high)):
            found = _of(case).extreme([at], sign, end)
            assert found is not None
            assert found[at] == end
            assert tuple(found.tolist()) in solutions(*case)


@settings(deadline=None, max_examples=50)
@given(attacked())
def test_an_end_that_only_fractions_reach_is_not_taken(case: _Case) -> None:
    """The end is asked for one beyond what whole numbers reach."""
    for at, (low, high) in enumerate(ranges(*case)):
        for sign, beyond, end in ((1, low - 1, low), (-1, high + 1, high)):
            found = _of(case).extreme([at], sign, beyond)
            assert found is not None
            assert found[at] == end


@settings(deadline=None, max_examples=50)
@given(attacked())
def test_what_is_found_by_rounding_is_one_of_the_possibilities(case: _Case) -> None:
    every = solutions(*case)
    for at, (low, high) in enumerate(ranges(*case)):
        for value in range(low - 1, high + 2):
            found = _of(case).reach([at], value, np.array([cell.count for cell in case[0].cells], dtype=float))
            assert found is None or (found[at] == value and tuple(found.tolist()) in every)


def test_where_only_halves_fit_nothing_is_found() -> None:
    only_halves = WholeNumbers(_ODD, np.array([0.0, 0, 0, 1, 1, 1]), np.array([9.0, 9, 9, 1, 1, 1]))
    assert only_halves.fit(np.array([0.5, 0.5, 0.5, 1, 1, 1])) is None
    assert only_halves.reach([3], 1, np.array([0.0, 0, 0, 1, 1, 1])) is None
    assert only_halves.extreme([0], 1, 0) is None


@pytest.mark.parametrize(
    ("values", "fits"),
    [((1, 0, 0, 1, 0, 1), True), ((1, 0, 0, 1, 1, 1), False), ((-1, 0, 0, -1, 0, -1), False)],
)
def test_what_does_not_add_up_or_lies_out_of_bounds_does_not_fit(values: tuple[int, ...], fits: bool) -> None:
    whole = WholeNumbers(_ODD, np.zeros(6), np.full(6, 9.0))
    assert (whole.fit(np.array(values, dtype=float)) is not None) == fits
