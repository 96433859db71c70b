"""Small systems of counts, and a reader who tries every possibility: the judge of attack and suppression alike.

Nothing here is shared with what it judges: no linear program, no matrix; whole numbers are tried one by one.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annual_report.disclosure.needs import Need, need_of
from annual_report.disclosure.suppression import Task
from annual_report.disclosure.system import Cell, Relation, System

THRESHOLD = 6


def system_of(counts: Sequence[int], relations: Sequence[tuple[int, tuple[int, ...]]]) -> System:
    """Return a system of printed cells, named by their places, with relations as ``(total, parts)``."""
    cells = tuple(Cell(f"c{place}", (f"c{place}",), int(count), int(count)) for place, count in enumerate(counts))
    return System(cells, tuple(Relation(total, parts) for total, parts in relations))


def with_margins(inner: NDArray[np.int64]) -> System:
    """Return the system of a table of any number of ways: inner cells, all margins, the grand total last."""
    whole = inner
    for axis in range(inner.ndim):
        whole = np.concatenate([whole, whole.sum(axis=axis, keepdims=True)], axis=axis)
    places = np.arange(whole.size).reshape(whole.shape)
    relations = []
    for axis in range(inner.ndim):
        lines = np.moveaxis(places, axis, -1).reshape(-1, whole.shape[axis])
        relations += [_sum(lines[at]) for at in range(len(lines))]
    return system_of(whole.ravel().tolist(), relations)


def under_regions(inner: NDArray[np.int64], sizes: Sequence[int]) -> System:
    """Return the system of a table whose rows, areas, make up regions of so many areas each, with all totals."""
    ends = np.cumsum(sizes)
    groups = [inner[end - size : end] for end, size in zip(ends, sizes, strict=True)]
    rows = np.concatenate([inner, [group.sum(axis=0) for group in groups], [inner.sum(axis=0)]])
    whole = np.concatenate([rows, rows.sum(axis=1, keepdims=True)], axis=1)
    places = np.arange(whole.size).reshape(whole.shape)
    relations = [_sum(line) for line in places]
    first = len(inner)
    for column in ([int(place) for place in line] for line in places.T):
        for region, (end, size) in enumerate(zip(ends.tolist(), sizes, strict=True)):
            relations.append((column[first + region], tuple(column[end - size : end])))
        relations.append((column[-1], tuple(column[first:-1])))
    return system_of(whole.ravel().tolist(), relations)


def _sum(line: NDArray[np.int64]) -> tuple[int, tuple[int, ...]]:
    """Return the relation of a line of places whose last is the total."""
    return int(line[-1]), tuple(int(place) for place in line[:-1])


def plain_task(system: System, threshold: int = THRESHOLD, kept: Collection[int] = ()) -> Task:
    """Return the task of a system of which nothing is known: small counts are hidden, one more costs one."""
    cells = system.cells
    needs = {place: need for place, cell in enumerate(cells) if (need := need_of(cell, threshold)) is not None}
    costs = [None if at in kept else 100 + min(cell.count, 99) if cell.count else 2000 for at, cell in enumerate(cells)]
    return Task(system, needs, costs, [0] * len(cells), [cap_of(system, threshold)] * len(cells))


def cap_of(system: System, threshold: int = THRESHOLD) -> int:
    """Return a number that no count of the system can be thought to exceed."""
    return 2 * max(cell.count for cell in system.cells) + threshold


def printed_but(task: Task, hidden: Collection[int]) -> tuple[list[int], list[int]]:
    """Return the bounds of every cell when all but the ``hidden`` are printed; what costs nothing never is."""
    dark = {place for place, cost in enumerate(task.costs) if cost == 0} | set(hidden)
    lows = [task.lows[place] if place in dark else cell.count for place, cell in enumerate(task.system.cells)]
    highs = [task.highs[place] if place in dark else cell.count for place, cell in enumerate(task.system.cells)]
    return lows, highs


def solutions(system: System, lows: Sequence[int], highs: Sequence[int]) -> list[tuple[int, ...]]:
    """Return every way to fill the cells with whole numbers within the bounds so that all relations hold."""
    ending: dict[int, list[Relation]] = {}
    for relation in system.relations:
        ending.setdefault(max(relation.cells), []).append(relation)
    found: list[tuple[int, ...]] = []
    _fill((), ending, lows, highs, found)
    return found


def _fill(
    begun: tuple[int, ...],
    ending: dict[int, list[Relation]],
    lows: Sequence[int],
    highs: Sequence[int],
    found: list[tuple[int, ...]],
) -> None:
    place = len(begun)
    if place == len(lows):
        found.append(begun)
        return
    for value in _values(begun, ending.get(place, []), lows[place], highs[place]):
        _fill((*begun, value), ending, lows, highs, found)


def _values(begun: tuple[int, ...], relations: Sequence[Relation], low: int, high: int) -> Sequence[int]:
    """Return what the next cell can be: the relations that it completes leave one value, or none."""
    place = len(begun)
    values: Sequence[int] = range(low, high + 1)
    for relation in relations:
        parts = sum(begun[part] for part in relation.parts if part != place)
        left = parts if relation.total == place else begun[relation.total] - parts
        values = [left] if left in values else []
    return values


def ranges(system: System, lows: Sequence[int], highs: Sequence[int]) -> list[tuple[int, int]]:
    """Return the least and greatest value of each cell, over every possibility."""
    columns = zip(*solutions(system, lows, highs), strict=True)
    return [(min(column), max(column)) for column in columns]


@dataclass(frozen=True)
class Trial:
    """Every possibility when all that may be hidden is hidden: what any smaller choice leaves is a selection of it."""

    task: Task
    values: NDArray[np.int64]

    @classmethod
    def of(cls, task: Task) -> "Trial":
        """Try every possibility of a task."""
        everything = [place for place, cost in enumerate(task.costs) if cost is not None or place in task.needs]
        return cls(task, np.array(solutions(task.system, *printed_but(task, everything)), dtype=np.int64))

    def unmet(self, hidden: Collection[int]) -> list[int]:
        """Return the needs that hiding so much does not meet."""
        lows, highs = printed_but(self.task, hidden)
        left = self.values[((self.values >= lows) & (self.values <= highs)).all(axis=1)]
        return [place for place, need in self.task.needs.items() if not self._is_met(left[:, place], place, need)]

    def _is_met(self, values: NDArray[np.int64], place: int, need: Need) -> bool:
        return need.is_met(self.task.system.cells[place].count, int(values.min()), int(values.max()))

    def hidden_if_all(self) -> set[int]:
        """Return all that may be hidden."""
        return {place for place, cost in enumerate(self.task.costs) if cost is not None} | set(self.task.needs)

    def least_cost(self) -> int | None:
        """Return what the cheapest choice that meets every need costs, None if there is none."""
        choices = sorted(self._choices(), key=lambda hidden: cost_of(self.task, hidden))
        return next((cost_of(self.task, hidden) for hidden in choices if not self.unmet(hidden)), None)

    def _choices(self) -> Iterator[set[int]]:
        """Yield the needs with each selection of what can be hidden beside them."""
        paid = sorted(place for place in self.hidden_if_all() - set(self.task.needs) if self.task.costs[place])
        for size in range(len(paid) + 1):
            for more in combinations(paid, size):
                yield {*self.task.needs, *more}


def cost_of(task: Task, hidden: Collection[int]) -> int:
    """Return what a choice costs."""
    return sum(task.costs[place] or 0 for place in hidden)
