"""Systems of counts and tasks on them, drawn at random, small enough to try every possibility."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from tests.support.disclosure import system_of, under_regions, with_margins

from annual_report.disclosure.needs import Need, need_of
from annual_report.disclosure.suppression import Task
from annual_report.disclosure.system import Cell, System

_SMALL = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 7])
_MOST_POSSIBILITIES = 20_000
#: What is too few in these systems: small, so that there is something to choose among small numbers.
THRESHOLD = 3


@st.composite
def lists(draw: st.DrawFn) -> System:
    """Return a total and its parts."""
    parts = draw(st.lists(_SMALL, min_size=2, max_size=5))
    return with_margins(np.array(parts))


@st.composite
def tables(draw: st.DrawFn) -> System:
    """Return a table of two ways, with margins."""
    rows, columns = draw(st.sampled_from([(2, 2), (2, 3), (3, 2), (3, 3)]))
    cells = draw(st.lists(_SMALL, min_size=rows * columns, max_size=rows * columns))
    return with_margins(np.array(cells).reshape(rows, columns))


@st.composite
def hierarchies(draw: st.DrawFn) -> System:
    """Return areas in two regions, in one or two columns, with all totals."""
    sizes = draw(st.sampled_from([(2, 1), (2, 2), (1, 3)]))
    columns = draw(st.integers(1, 2))
    cells = draw(st.lists(_SMALL, min_size=sum(sizes) * columns, max_size=sum(sizes) * columns))
    return under_regions(np.array(cells).reshape(sum(sizes), columns), sizes)


@st.composite
def linked(draw: st.DrawFn) -> System:
    """Return a total broken down twice, one category of the first broken down too."""
    first = draw(st.lists(_SMALL, min_size=2, max_size=3))
    total = sum(first)
    second = draw(_split(total, 2))
    third = draw(_split(first[0], 2))
    counts = [*first, *second, *third, total]
    at = len(counts) - 1
    one, two = len(first), len(first) + 2
    relations = [(at, tuple(range(one))), (at, (one, one + 1)), (0, (two, two + 1))]
    return system_of(counts, relations)


@st.composite
def tangles(draw: st.DrawFn) -> System:
    """Return cells of which some are the sums of any others: cycles of every kind, odd ones too."""
    counts = draw(st.lists(st.integers(0, 4), min_size=3, max_size=5))
    relations: list[tuple[int, tuple[int, ...]]] = []
    for _ in range(draw(st.integers(1, 4))):
        chosen = draw(st.sets(st.integers(0, len(counts) - 1), min_size=2, max_size=3))
        parts = tuple(sorted(chosen))
        relations.append((len(counts), parts))
        counts.append(sum(counts[part] for part in parts))
    return system_of(counts, relations)


def systems() -> st.SearchStrategy[System]:
    """Return systems of every kind."""
    return st.one_of(lists(), tables(), hierarchies(), linked(), tangles())


@st.composite
def bounds(draw: st.DrawFn, system: System, widths: st.SearchStrategy[int]) -> tuple[list[int], list[int]]:
    """Return what is known of each cell: bounds round its count, not below 0."""
    lows = [max(0, cell.count - draw(widths)) for cell in system.cells]
    highs = [cell.count + draw(widths) for cell in system.cells]
    assume(_possibilities(system, lows, highs) <= _MOST_POSSIBILITIES)
    return lows, highs


@st.composite
def attacked(draw: st.DrawFn) -> tuple[System, list[int], list[int]]:
    """Return a system with bounds of which some are exact: what is printed."""
    system = draw(systems())
    lows, highs = draw(bounds(system, st.sampled_from([0, 0, 1, 2, 6])))
    return system, lows, highs


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Return a task: some cells are remainders, some never hidden, some known within bounds."""
    system = draw(systems())
    kinds = [draw(st.sampled_from("pppppprk")) for _ in system.cells]
    cells = tuple(
        Cell(cell.name, () if kind == "r" else cell.ids, cell.count, cell.count)
        for cell, kind in zip(system.cells, kinds, strict=True)
    )
    system = System(cells, system.relations)
    known = draw(st.booleans())
    widths = st.sampled_from([0, 1, 2, 3, 6] if known else [6])
    lows, highs = draw(bounds(system, widths))
    if not known:
        lows = [0] * len(cells)
        assume(_possibilities(system, lows, highs) <= _MOST_POSSIBILITIES)
    needs: dict[int, Need] = {}
    for place, cell in enumerate(cells):
        need = need_of(cell, THRESHOLD, lows[place], highs[place])
        if need is not None:
            needs[place] = need
    costs = [_cost(draw, kind, cell) for kind, cell in zip(kinds, cells, strict=True)]
    assume(needs)
    return Task(system, needs, costs, lows, highs)


def _cost(draw: st.DrawFn, kind: str, cell: Cell) -> int | None:
    if kind == "r":
        return 0
    if kind == "k":
        return None
    return draw(st.integers(1, 3)) * 10 + (20 if not cell.count else 0)


def _split(total: int, parts: int) -> st.SearchStrategy[list[int]]:
    cut = st.integers(0, total)
    return cut.map(lambda first: [first, *[0] * (parts - 2), total - first])


def _possibilities(system: System, lows: list[int], highs: list[int]) -> int:
    """Return about how many ways there are to fill the cells that no relation fixes."""
    ends = {max(relation.cells) for relation in system.relations}
    ways = 1
    for place, (low, high) in enumerate(zip(lows, highs, strict=True)):
        ways *= 1 if place in ends else high - low + 1
    return ways
