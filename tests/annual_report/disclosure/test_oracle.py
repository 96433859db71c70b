"""The attack against the audit of tau-Argus, the statistical offices' own program for protecting tables."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from pytauargus._tauargus import audit_jj
from tests.support.disclosure import cap_of, plain_task, printed_but, under_regions, with_margins

from annual_report.disclosure.attack import Printed, attack
from annual_report.disclosure.suppression import Task, suppress
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


def audited(task: Task, hidden: Collection[int], file: Path) -> Ranges:
    """Return what the audit says of each hidden count, given the table in its own format (JJ)."""
    cells = task.system.cells
    lines = ["0", str(len(cells))]
    for place, cell in enumerate(cells):
        status = "s" if place not in hidden else "u" if place in task.needs else "m"
        lines.append(f"{place} {cell.count} 1 {status} {task.lows[place]} {task.highs[place]} 0 0 0")
    lines.append(str(len(task.system.relations)))
    for relation in task.system.relations:
        parts = " ".join(f"{part} (1)" for part in relation.parts)
        lines.append(f"0 {len(relation.cells)} : {relation.total} (-1) {parts}")
    file.write_text("\n".join(lines) + "\n")
    return {row["cell"]: (round(row["min"]), round(row["max"])) for row in audit_jj(str(file))}


def attacked(task: Task, hidden: Collection[int]) -> Ranges:
    found = attack(Printed(task.system, *printed_but(task, hidden)), hidden)
    return {place: (interval.low, interval.high) for place, interval in found.items()}


@pytest.mark.parametrize("name", TABLES)
def test_the_audit_finds_for_each_hidden_count_what_the_attack_finds(name: str, tmp_path: Path) -> None:
    system = TABLES[name]
    task = plain_task(system, kept={max(range(len(system.cells)), key=lambda place: system.cells[place].count)})
    for hidden in (suppress(task).places, frozenset(task.needs)):
        assert hidden
        assert audited(task, hidden, tmp_path / "table.jj") == attacked(task, hidden)


def test_the_audit_sees_a_count_that_is_given_away(tmp_path: Path) -> None:
    """Else it would agree with anything."""
    task = plain_task(TABLES["a list"])
    assert audited(task, {0}, tmp_path / "table.jj") == {0: (3, 3)}
    assert audited(task, {0, 4}, tmp_path / "table.jj")[0] == (0, cap_of(task.system) - 54)
