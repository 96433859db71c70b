"""Finds the smallest set of figures that cannot all hold.

Sets of figures to be given up, so that the rest can hold, are collected. A clash has a figure of each of them, for
without it the rest could hold; the smallest set that has one of each, once it cannot hold, is the smallest clash
(Ignatiev and others, "Smallest MUS extraction with minimal hitting set dualization", 2015).
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from annual_report.errors import RunError
from safeguarding.synthetic.program import CellRow, can_hold

_Test = Callable[[Collection[str]], bool]

_FIGURE = 1_000  # what a figure costs: more than all differences by place, so that the fewest are chosen first


def smallest_conflict(rows: Sequence[CellRow], cells: int) -> list[str]:
    """Return the smallest set of figures that cannot all hold; of several, the one of figures that stand first.

    Args:
        rows: the conditions of the figures, which clash, and those of structure, which do not.
        cells: how many cells there are.

    Raises:
        RunError: if the conditions of structure clash by themselves.
    """
    figures = list(dict.fromkeys(row.figure for row in rows if row.figure))
    holds = _test_of(*_merge(rows, cells))
    given_up: list[set[str]] = []
    while holds(chosen := _one_of_each(figures, given_up)):
        rest = [figure for figure in figures if figure not in chosen]
        given_up.append(set(figures) - _holding(holds, set(chosen), rest))
    if not chosen:
        raise RunError("the synthetic records' conditions of structure clash: no published figure is at fault")
    return chosen


def _test_of(rows: Sequence[CellRow], size: int) -> _Test:
    """Return the test whether figures can hold. Where not even parts of records meet all, whole ones are not tried."""
    whole = can_hold(rows, size, whole=False)

    def holds(figures: Collection[str]) -> bool:
        return can_hold([row for row in rows if not row.figure or row.figure in figures], size, whole=whole)

    return holds


def _holding(holds: _Test, held: set[str], more: Sequence[str]) -> set[str]:
    """Return figures that can hold together: ``held``, and of ``more`` all that can be added, half by half."""
    if not more or holds(held.union(more)):
        return held.union(more)
    if len(more) == 1:
        return held
    half = len(more) // 2
    return _holding(holds, _holding(holds, held, more[:half]), more[half:])


def _one_of_each(figures: Sequence[str], sets: Sequence[Collection[str]]) -> list[str]:
    """Return the fewest figures that have one of each set."""
    if not sets:
        return []
    costs = [_FIGURE + place for place in range(len(figures))]
    has = np.array([[figure in found for figure in figures] for found in sets], dtype=float)
    result = milp(
        costs,
        constraints=LinearConstraint(has, 1),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(figures), dtype=np.int64),
        options={"mip_rel_gap": 0},
    )
    if result.x is None:
        raise RunError(f"the solver gave up on a set of figures: {result.message}")
    return [figure for figure, chosen in zip(figures, np.rint(result.x).tolist(), strict=True) if chosen]


def _merge(rows: Sequence[CellRow], cells: int) -> tuple[list[CellRow], int]:
    """Return the rows over fewer cells, and how many: cells that all rows treat alike are one."""
    treated: list[list[tuple[int, int]]] = [[] for _ in range(cells)]
    for number, row in enumerate(rows):
        for place, coefficient in row.coefficients.items():
            treated[place].append((number, coefficient))
    alike = {tuple(found): place for place, found in reversed(list(enumerate(treated)))}
    new = {place: number for number, place in enumerate(sorted(alike.values()))}
    merged = [
        CellRow(row.figure, {new[at]: n for at, n in row.coefficients.items() if at in new}, row.low, row.high)
        for row in rows
    ]
    return merged, len(new)
