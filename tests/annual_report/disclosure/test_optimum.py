"""The cost of what is hidden against the whole problem written out and solved as one integer program."""

import numpy as np
import pytest
from tests.support.disclosure import cost_of, plain_task, under_regions, with_margins
from tests.support.optimum import least_cost

from annual_report.disclosure.suppression import Task, UnprotectedError, suppress
from annual_report.disclosure.system import System

_SHAPES = ((4, 4), (3, 5), (2, 2, 2))


def costs_the_least(system: System, kept: set[int]) -> bool:
    task = plain_task(system, kept=kept)
    return cost_of(task, suppress(task).places) == least_cost(task)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", _SHAPES, ids=str)
def test_no_choice_for_a_table_is_cheaper(seed: int, shape: tuple[int, ...]) -> None:
    table = with_margins(np.random.default_rng(seed).negative_binomial(1.2, 0.15, size=shape))
    assert costs_the_least(table, {len(table.cells) - 1})


@pytest.mark.parametrize("seed", range(3))
def test_no_choice_for_regions_of_areas_is_cheaper(seed: int) -> None:
    table = under_regions(np.random.default_rng(seed).negative_binomial(1.2, 0.15, size=(5, 2)), (3, 2))
    assert costs_the_least(table, {len(table.cells) - 1})


def test_where_there_is_no_choice_there_is_none_in_one_piece_either() -> None:
    task = plain_task(with_margins(np.array([3, 10, 20])), kept={1, 2, 3})
    assert least_cost(task) is None
    with pytest.raises(UnprotectedError):
        suppress(task)


def test_what_costs_nothing_is_hidden_for_nothing() -> None:
    """A remainder that nobody prints protects at no cost."""
    task = plain_task(with_margins(np.array([3, 10, 20])), kept={3})
    free = Task(task.system, task.needs, [task.costs[0], 0, *task.costs[2:]], task.lows, task.highs)
    assert cost_of(free, suppress(free).places) == least_cost(free) == cost_of(free, {0})
