"""Attack and suppression against tau-Argus, the statistical offices' own program for protecting tables.

It brings its own code for both: the audit (what can be worked out of each hidden count) and the optimum (what to hide
at the least cost, by the authors of the method). Only the solver, HiGHS, is the same, in another build.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytauargus._tauargus import HiTaSCtrl, audit_jj
from tests.support.disclosure import cap_of, cost_of, plain_task, printed_but, under_regions, with_margins

from annual_report.disclosure.attack import Printed, attack
from annual_report.disclosure.needs import Need
from annual_report.disclosure.suppression import Task, UnprotectedError, suppress
from annual_report.disclosure.system import System

Ranges = dict[int, tuple[int, int]]


def drawn(seed: int, *shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.random.default_rng(seed).negative_binomial(1.2, 0.15, size=shape)


TABLES: dict[str, System] = {
    "a list": with_margins(np.array([3, 4, 20, 30])),
    "5 x 5": with_margins(drawn(0, 5, 5)),
    "20 x 10": with_margins(drawn(1, 20, 10)),
    "3 x 3 x 3": with_margins(drawn(2, 3, 3, 3)),
    "3 regions of 4 areas, x 3": under_regions(drawn(3, 12, 3), (4, 4, 4)),
    "9 regions, 60 areas, x 3": under_regions(drawn(4, 60, 3), (7, 7, 7, 7, 7, 7, 6, 6, 6)),
}


#: Tables of which both choose what to hide: lists, tables of two and three ways, and regions of areas.
OPTIMA: dict[str, System] = {
    **{f"list of 6, {seed}": with_margins(drawn(seed, 6)) for seed in range(8)},
    **{f"4 x 4, {seed}": with_margins(drawn(seed, 4, 4)) for seed in range(10)},
    **{f"5 x 3, {seed}": with_margins(drawn(seed, 5, 3)) for seed in range(6)},
    **{f"2 regions of 3 areas, x 2, {seed}": under_regions(drawn(seed, 6, 2), (3, 3)) for seed in range(6)},
    **{f"2 x 2 x 2, {seed}": with_margins(drawn(seed, 2, 2, 2)) for seed in range(4)},
    **{f"10 x 6, {seed}": with_margins(drawn(seed, 10, 6)) for seed in range(2)},
}


def but_the_largest(system: System) -> Task:
    """Return the task of a table of which the grand total is never hidden."""
    return plain_task(system, kept={max(range(len(system.cells)), key=lambda place: system.cells[place].count)})


def audited(task: Task, hidden: Collection[int], file: Path) -> Ranges:
    """Return what the audit says of each hidden count."""
    _write(task, hidden, file)
    return {row["cell"]: (round(row["min"]), round(row["max"])) for row in audit_jj(str(file))}


def optimum(task: Task, folder: Path) -> frozenset[int] | None:
    """Return what the optimum hides, None if it finds that nothing protects all."""
    _write(task, task.needs, folder / "table.jj")
    code = HiTaSCtrl().full_jj(str(folder / "table.jj"), str(folder / "found.txt"), max_time=5)  # minutes
    if code:
        return None
    return frozenset(task.needs) | {int(place) for place in (folder / "found.txt").read_text().split()}


def _write(task: Task, hidden: Collection[int], file: Path) -> None:
    """Write the table in the program's own format (JJ): of each count its status, bounds and protection levels."""
    cells = task.system.cells
    lines = ["0", str(len(cells))]
    for place, cell in enumerate(cells):
        need, cost = task.needs.get(place), task.costs[place]
        status = "u" if need and place in hidden else "m" if place in hidden else "z" if cost is None else "s"
        levels = f"{need.below} {need.above} {need.width}" if need else "0 0 0"
        lines.append(f"{place} {cell.count} {cost or 1} {status} {task.lows[place]} {task.highs[place]} {levels}")
    lines.append(str(len(task.system.relations)))
    for relation in task.system.relations:
        parts = " ".join(f"{part} (1)" for part in relation.parts)
        lines.append(f"0 {len(relation.cells)} : {relation.total} (-1) {parts}")
    file.write_text("\n".join(lines) + "\n")


def attacked(task: Task, hidden: Collection[int]) -> Ranges:
    found = attack(Printed(task.system, *printed_but(task, hidden)), hidden)
    return {place: (interval.low, interval.high) for place, interval in found.items()}


@pytest.mark.parametrize("name", TABLES)
def test_the_audit_finds_for_each_hidden_count_what_the_attack_finds(name: str, tmp_path: Path) -> None:
    task = but_the_largest(TABLES[name])
    for hidden in (suppress(task).places, frozenset(task.needs)):
        assert hidden
        assert audited(task, hidden, tmp_path / "table.jj") == attacked(task, hidden)


def test_the_audit_sees_a_count_that_is_given_away(tmp_path: Path) -> None:
    """Else it would agree with anything."""
    task = plain_task(TABLES["a list"])
    assert audited(task, {0}, tmp_path / "table.jj") == {0: (3, 3)}
    assert audited(task, {0, 4}, tmp_path / "table.jj")[0] == (0, cap_of(task.system) - 54)


@pytest.mark.parametrize("name", OPTIMA)
def test_the_optimum_hides_as_few_at_the_same_cost_and_leaves_as_much_open(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # it writes logs where it runs
    task = but_the_largest(OPTIMA[name])
    ours, theirs = suppress(task).places, optimum(task, tmp_path)
    assert theirs is not None
    assert cost_of(task, ours) == cost_of(task, theirs)
    assert len(ours) == len(theirs)
    for hidden in (ours, theirs):
        found = attacked(task, hidden)
        assert audited(task, hidden, tmp_path / "audited.jj") == found
        assert all(need.is_met(task.system.cells[at].count, *found[at]) for at, need in task.needs.items())


def test_both_choose_the_same_where_one_choice_is_the_cheapest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts are what makes costs differ here, so ties are rare."""
    monkeypatch.chdir(tmp_path)
    same = [suppress(task).places == optimum(task, tmp_path) for task in map(but_the_largest, OPTIMA.values())]
    assert sum(same) >= len(same) - 2


def test_the_optimum_too_finds_that_nothing_protects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    task = plain_task(with_margins(np.array([3, 10, 20])), kept={1, 2, 3})
    assert optimum(task, tmp_path) is None
    with pytest.raises(UnprotectedError):
        suppress(task)


def test_the_optimum_is_asked_for_the_protection_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would hide less: a wider interval must cost more in some table."""
    monkeypatch.chdir(tmp_path)
    task = but_the_largest(OPTIMA["list of 6, 2"])
    none = replace(task, needs={place: Need(0, 0, 0) for place in task.needs})
    assert optimum(none, tmp_path) == frozenset(task.needs) != optimum(task, tmp_path)
