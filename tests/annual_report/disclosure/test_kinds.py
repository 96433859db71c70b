"""None, few or enough: what is told of hidden counts to who runs the program, and the few that stay unknown even so."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.support.disclosure import Trial, cost_of, printed_but
from tests.support.drawn_systems import THRESHOLD, tasks

from annual_report.disclosure.kinds import Kind, kind_of
from annual_report.disclosure.suppression import Task, UnprotectedError, suppress
from annual_report.disclosure.system import Cell


@pytest.mark.parametrize(
    ("count", "incidents", "kind"),
    [
        (0, 0, Kind(0, 0)),
        (1, 1, Kind(1, 5, few=True)),
        (5, 5, Kind(1, 5, few=True)),
        (6, 6, Kind(1, None)),
        (900, 900, Kind(1, None)),
        (8, 5, Kind(1, None, few=True)),
    ],
)
def test_a_count_is_none_few_or_enough(count: int, incidents: int, kind: Kind) -> None:
    assert kind_of(Cell("a", ("a",), count, incidents), 6) == kind


def test_who_knows_only_that_none_is_0_knows_no_greatest() -> None:
    assert Kind(1, 5, few=True).but_for_0 == Kind(1, None, few=True)
    assert Kind(0, 0).but_for_0 == Kind(0, 0)


@settings(deadline=None, max_examples=100)
@given(tasks())
def test_the_cheapest_choice_that_leaves_every_few_unknown_is_found(plain: Task) -> None:
    """Held against every choice and every possibility, tried one by one."""
    cells = plain.system.cells
    task = replace(plain, kinds={at: kind_of(cell, THRESHOLD) for at, cell in enumerate(cells) if cell.ids})
    trial = Trial.of(task)
    views = _views(trial)
    try:
        hidden = suppress(task).places
    except UnprotectedError:
        assert views is None or _least_cost(trial, views) is None
        return
    assert views is not None
    assert _is_safe(trial, views, hidden)
    assert cost_of(task, hidden) == _least_cost(trial, views)


def _views(trial: Trial) -> Mapping[int, Mapping[int, Kind]] | None:
    """Return for each few what a reader may know so that it can be kept from him; None if nothing keeps one."""
    kinds = trial.task.kinds
    views = {}
    for place in [at for at, kind in kinds.items() if kind.few and at in trial.task.needs]:
        for view in (kinds, {at: kind.but_for_0 for at, kind in kinds.items()}):
            if len(_left(trial, view, trial.hidden_if_all(), place)) > 1:
                views[place] = view
                break
        else:
            return None
    return views


def _is_safe(trial: Trial, views: Mapping[int, Mapping[int, Kind]], hidden: Collection[int]) -> bool:
    return not trial.unmet(hidden) and all(len(_left(trial, view, hidden, at)) > 1 for at, view in views.items())


def _least_cost(trial: Trial, views: Mapping[int, Mapping[int, Kind]]) -> int | None:
    task = trial.task
    paid = sorted(place for place in trial.hidden_if_all() - set(task.needs) if task.costs[place])
    choices = [{*task.needs, *more} for size in range(len(paid) + 1) for more in combinations(paid, size)]
    safe = [cost_of(task, hidden) for hidden in choices if _is_safe(trial, views, hidden)]
    return min(safe, default=None)


def _left(trial: Trial, kinds: Mapping[int, Kind], hidden: Collection[int], place: int) -> set[int]:
    """Return what a count can be for who knows the kind of each."""
    lows, highs = (np.array(bounds) for bounds in printed_but(trial.task, hidden))
    for at, kind in kinds.items():
        lows[at] = max(lows[at], kind.low)
        highs[at] = highs[at] if kind.high is None else min(highs[at], kind.high)
    left = trial.values[((trial.values >= lows) & (trial.values <= highs)).all(axis=1)]
    return set(left[:, place].tolist())
