"""What is hidden, held against every other choice, and against a reader who tries every possibility."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from tests.conftest import ROOT
from tests.support.disclosure import Trial, cost_of, plain_task, printed_but, system_of, with_margins
from tests.support.drawn_systems import tasks

from annual_report.disclosure import suppression
from annual_report.disclosure.attack import Printed, attack
from annual_report.disclosure.needs import Need
from annual_report.disclosure.suppression import Task, UnprotectedError, suppress
from annual_report.disclosure.system import System

_SEEDS = range(10)
_ELSEWHERE = """
from tests.annual_report.disclosure.test_suppression import large_table
from tests.support.disclosure import plain_task
from annual_report.disclosure.suppression import suppress
print(sorted(suppress(plain_task(large_table(3))).places))
"""


def large_table(seed: int, rows: int = 20, columns: int = 10) -> System:
    """A table with margins in which about a third of the counts are small."""
    return with_margins(np.random.default_rng(seed).negative_binomial(1.2, 0.1, size=(rows, columns)))


def choice(task: Task) -> tuple[frozenset[int], int | None]:
    """Return what is hidden, or else the count that nothing protects."""
    try:
        return suppress(task).places, None
    except UnprotectedError as error:
        return frozenset(), error.place


def open_to_attack(task: Task, hidden: frozenset[int]) -> tuple[list[int], list[int]]:
    """Return the needs that the attack shows to be unmet, and those that it works out exactly."""
    found = attack(Printed(task.system, *printed_but(task, hidden)), task.needs)
    unmet = [
        place
        for place, need in task.needs.items()
        if not need.is_met(task.system.cells[place].count, found[place].low, found[place].high)
    ]
    return unmet, [place for place in unmet if found[place].low == found[place].high]


@settings(deadline=None, max_examples=150)
@given(tasks())
def test_no_choice_is_cheaper_and_none_that_is_chosen_leaves_a_count_open(task: Task) -> None:
    trial = Trial.of(task)
    hidden, open_to_all = choice(task)
    if open_to_all is None:
        assert trial.unmet(hidden) == []
        assert cost_of(task, hidden) == trial.least_cost()
        assert all(task.costs[place] is not None or place in task.needs for place in hidden)
    else:
        assert trial.least_cost() is None
        assert open_to_all in trial.unmet(trial.hidden_if_all())


@settings(deadline=None, max_examples=25)
@given(tasks())
def test_the_same_task_gives_the_same_choice(task: Task) -> None:
    assert choice(task) == choice(task)


@pytest.mark.parametrize("seed", _SEEDS)
def test_a_large_table_withstands_the_attack(seed: int) -> None:
    task = plain_task(large_table(seed), kept={230})
    assert open_to_attack(task, suppress(task).places) == ([], [])


def test_hiding_the_small_counts_alone_does_not_withstand_it() -> None:
    exact = []
    for seed in _SEEDS:
        task = plain_task(large_table(seed), kept={230})
        unmet, worked_out = open_to_attack(task, frozenset(task.needs))
        assert unmet, seed  # in every table some count is narrowed down too far
        exact.append(len(worked_out))
    assert sum(exact) > len(exact)  # and in most, some are worked out exactly


def test_another_process_with_another_hash_seed_gives_the_same_choice() -> None:
    here = sorted(suppress(plain_task(large_table(3))).places)
    there = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "1", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == str(here)


def test_a_search_that_ends_early_says_what_no_choice_costs_less_than(monkeypatch: pytest.MonkeyPatch) -> None:
    task = plain_task(with_margins(np.random.default_rng(1).negative_binomial(1.2, 0.1, size=(6, 5, 3))), kept={167})
    cheapest = suppress(task)
    assert cheapest.cost == cheapest.bound
    monkeypatch.setattr(suppression, "_MOST_BRANCHES", 1)
    early = suppress(task)
    assert early.bound < early.cost
    assert early.bound <= cheapest.cost <= early.cost
    assert open_to_attack(task, early.places) == ([], [])


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert suppress(plain_task(with_margins(np.array([[20, 30], [40, 50]])))).places == frozenset()


def test_the_only_small_count_of_a_list_takes_the_next_one_with_it() -> None:
    task = plain_task(with_margins(np.array([3, 10, 20])), kept={3})
    assert suppress(task).places == {0, 1}


def test_a_zero_is_dear_and_still_hidden_if_nothing_else_protects() -> None:
    cheap = plain_task(with_margins(np.array([3, 0, 20])), kept={3})
    assert suppress(cheap).places == {0, 2}
    forced = plain_task(with_margins(np.array([5, 0, 20])), kept={2, 3})
    assert suppress(Task(forced.system, {0: Need(0, 1, 1)}, forced.costs, forced.lows, forced.highs)).places == {0, 1}


def test_a_count_beside_kept_ones_alone_cannot_be_protected() -> None:
    task = plain_task(with_margins(np.array([3, 10, 20])), kept={1, 2, 3})
    with pytest.raises(UnprotectedError, match="c0 cannot be protected") as caught:
        suppress(task)
    assert caught.value.place == 0


def test_a_count_that_only_fractions_protect_cannot_be_protected() -> None:
    """Two odd cycles, half a record too many in each: a linear program sees room for one more, whole numbers none."""
    one, other = [(3, (0, 1)), (4, (1, 2)), (5, (0, 2))], [(9, (6, 7)), (10, (7, 8)), (11, (6, 8))]
    system = system_of([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2], [*one, *other, (12, (0, 6))])
    lows = [0, 0, 0, 2, 2, 2, 0, 0, 0, 2, 2, 2, 0]
    highs = [9, 9, 9, 3, 2, 2, 9, 9, 9, 3, 2, 2, 9]
    task = Task(system, {12: Need(1, 0, 0)}, [0] * 12 + [1], lows, highs)
    assert Trial.of(task).unmet({12}) == [12]
    with pytest.raises(UnprotectedError, match="c12 cannot be protected"):
        suppress(task)


def test_where_fractions_seem_to_protect_more_is_hidden() -> None:
    """As above, with a cell that makes the first cycle even again, at a price."""
    one, other = [(3, (0, 1)), (4, (1, 2)), (5, (0, 2))], [(9, (6, 7)), (10, (7, 8)), (11, (6, 8))]
    system = system_of([1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2], [*one, *other, (12, (0, 6))])
    lows = [0, 0, 0, 2, 2, 0, 0, 0, 0, 2, 2, 2, 0]
    highs = [9, 9, 9, 3, 2, 9, 9, 9, 9, 3, 2, 2, 9]
    task = Task(system, {12: Need(1, 0, 0)}, [0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 1], lows, highs)
    assert suppress(task).places == {5, 12}
    assert Trial.of(task).least_cost() == 6
