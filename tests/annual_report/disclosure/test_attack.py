"""The attack against a reader who tries every possibility, one whole number after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog
from tests.support.disclosure import plain_task, printed_but, ranges, system_of, with_margins
from tests.support.drawn_systems import attacked

from annual_report.disclosure.attack import Interval, Printed, attack, evidence
from annual_report.disclosure.system import System
from annual_report.errors import RunError

#: a + b, b + c and a + c: the shortest odd cycle. The last is even or odd with the other two.
ODD_CYCLE = system_of([1, 1, 1, 2, 2, 2], [(3, (0, 1)), (4, (1, 2)), (5, (0, 2))])


def attack_all(system: System, lows: list[int], highs: list[int]) -> list[tuple[int, int]]:
    found = attack(Printed(system, lows, highs), range(len(system.cells)))
    return [(found[place].low, found[place].high) for place in range(len(system.cells))]


@settings(deadline=None, max_examples=200)
@given(attacked())
def test_the_attack_finds_what_trying_every_possibility_finds(case: tuple[System, list[int], list[int]]) -> None:
    system, lows, highs = case
    assert attack_all(system, lows, highs) == ranges(system, lows, highs)


def test_where_a_linear_program_ends_at_a_fraction_the_integer_program_decides() -> None:
    lows, highs = [0, 0, 0, 2, 2, 2], [9, 9, 9, 3, 2, 2]
    aim = np.array([-1.0, 0, 0, 0, 0, 0])
    equations = [[1, 1, 0, -1, 0, 0], [0, 1, 1, 0, -1, 0], [1, 0, 1, 0, 0, -1]]
    linear = linprog(aim, A_eq=equations, b_eq=[0, 0, 0], bounds=list(zip(lows, highs, strict=True)))
    assert linear.fun == pytest.approx(-1.5)
    assert attack_all(ODD_CYCLE, lows, highs) == [(1, 1), (1, 1), (1, 1), (2, 2), (2, 2), (2, 2)]


def test_a_fraction_in_another_cell_makes_the_integer_program_decide_too() -> None:
    one, other = [(3, (0, 1)), (4, (1, 2)), (5, (0, 2))], [(9, (6, 7)), (10, (7, 8)), (11, (6, 8))]
    system = system_of([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2], [*one, *other, (12, (0, 6))])
    lows = [0, 0, 0, 2, 2, 2, 0, 0, 0, 2, 2, 2, 0]
    highs = [9, 9, 9, 3, 2, 2, 9, 9, 9, 3, 2, 2, 9]
    assert attack_all(system, lows, highs)[12] == (2, 2)  # a linear program says 3: two halves too many


def test_one_hidden_count_beside_a_printed_total_is_worked_out() -> None:
    system = with_margins(np.array([3, 10, 20]))
    task = plain_task(system)
    lows, highs = printed_but(task, {0})
    assert attack(Printed(system, lows, highs), [0]) == {0: Interval(3, 3)}
    assert evidence(Printed(system, lows, highs), 0) == ("c1", "c2", "c3")


def test_two_hidden_counts_beside_a_printed_total_hide_each_other() -> None:
    system = with_margins(np.array([3, 10, 20]))
    lows, highs = printed_but(plain_task(system), {0, 1})
    assert attack(Printed(system, lows, highs), [0, 1]) == {0: Interval(0, 13), 1: Interval(0, 13)}


def test_a_hidden_count_in_no_relation_has_the_bounds_that_are_known() -> None:
    system = system_of([3, 5], [])
    printed = Printed(system, [1, 5], [9, 5])
    assert attack(printed, [0, 1]) == {0: Interval(1, 9), 1: Interval(5, 5)}
    assert evidence(printed, 0) == ()
    assert evidence(printed, 1) == ("c1",)


def test_the_evidence_is_what_confines_a_count_and_nothing_else() -> None:
    rows, columns = 3, 3
    system = with_margins(np.array([[1, 20, 30], [7, 8, 9], [12, 11, 10]]))
    lows, highs = printed_but(plain_task(system), {0})
    row = {f"c{place}" for place in range(1, columns + 1)}
    column = {f"c{(columns + 1) * at}" for at in range(1, rows + 1)}
    assert set(evidence(Printed(system, lows, highs), 0)) in (row, column)


def test_what_contradicts_itself_is_no_answer() -> None:
    system = with_margins(np.array([3, 10, 20]))
    with pytest.raises(RunError, match="the attack on c0 failed: nothing agrees with what is printed"):
        attack(Printed(system, [0, 10, 21, 30], [9, 10, 21, 30]), [0])
