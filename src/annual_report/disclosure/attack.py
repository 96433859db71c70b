"""The attack: what anyone can work out for each hidden count from all that is printed, by linear and integer programs.

It shares no more than the solver with what chose the counts to hide, and knows only what a reader can know: which
counts add up, which are printed, and that each is a whole number, not below 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from annual_report.disclosure.linear import LinearProgram
from annual_report.disclosure.needs import Need
from annual_report.disclosure.system import System
from annual_report.disclosure.whole import WholeNumbers
from annual_report.errors import RunError

_Whole = NDArray[np.int64]
_NEARLY = 1e-6


@dataclass(frozen=True)
class Printed:
    """What a reader knows of each cell: the least and the greatest it can be, the same where it is printed."""

    system: System
    lows: Sequence[int]
    highs: Sequence[int]


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the greatest value of a cell that agree with everything printed."""

    low: int
    high: int


def attack(printed: Printed, targets: Iterable[int], *, knowing: bool = True) -> dict[int, Interval]:
    """Return what a reader can work out for each of the cells ``targets``.

    Args:
        printed: what the reader has.
        targets: the places of the cells.
        knowing: whether the reader knows of each share that is all of its base that it is so, but where just that is
            asked.

    Raises:
        RunError: if nothing agrees with what is printed, or the solver gives up.
    """
    found: dict[int, Interval] = {}
    for places, equations in _equations(printed, targets, knowing=knowing):
        for place, at in places.items():
            new, old = equations.interval(at), found.get(place)
            found[place] = new if old is None else Interval(max(new.low, old.low), min(new.high, old.high))
    return found


def narrowed(printed: Printed, needs: Mapping[int, Need]) -> dict[int, Interval]:
    """Return, of the cells that need a wide interval, those that a reader can narrow down too far, and how far.

    Raises:
        RunError: if nothing agrees with what is printed, or the solver gives up.
    """
    found: dict[int, Interval] = {}
    for places, equations in _equations(printed, needs.keys()):
        for place, at in places.items():
            need, count = needs[place], printed.system.cells[place].count
            if need.is_met(count, equations.seen_low(at), equations.seen_high(at)):
                continue
            interval = equations.interval(at)
            if not need.is_met(count, interval.low, interval.high):
                found[place] = interval
    return found


def evidence(printed: Printed, target: int) -> tuple[str, ...]:
    """Return the names of the printed cells that confine the cell ``target``, by the prices of a linear program."""
    return tuple(
        sorted(
            name for places, equations in _equations(printed, {target}) for name in equations.confining(places[target])
        )
    )


def _equations(
    printed: Printed, targets: Iterable[int], *, knowing: bool = True
) -> Iterator[tuple[dict[int, int], "_Equations"]]:
    """Yield the equations of each part of the system with the targets there, by each reading of the words.

    With them comes where each target stands among their cells.
    """
    wanted = set(targets)
    for places, part in printed.system.parts():
        asked: dict[frozenset[int], dict[int, int]] = {}
        for at, place in enumerate(places):
            readings = part.readings(at) if knowing else (frozenset[int](),)
            for closed in readings if place in wanted else ():
                asked.setdefault(closed, {})[place] = at
        if asked:
            lows, highs = ([bounds[place] for place in places] for bounds in (printed.lows, printed.highs))
            equations = _Equations(part, lows, highs)
            for closed, here in asked.items():
                equations.read(closed)
                yield here, equations


class _Equations:
    """One system's sums, as equations between its cells, and the bounds of each, by one reading after another.

    A possibility that was met serves for all cells, and for every reading in which it is one.
    """

    def __init__(self, system: System, lows: Sequence[int], highs: Sequence[int]) -> None:
        self._system = system
        self._lows, self._highs = np.array(lows, dtype=float), np.array(highs, dtype=float)
        self._open_highs = self._highs
        entries = [
            (row, at, 1.0 if at == relation.total else -1.0)
            for row, relation in enumerate(system.relations)
            for at in relation.cells
        ]
        shape = (len(system.relations), len(system.cells))
        rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        self._matrix = coo_array((signs, (rows, columns)), shape=shape).tocsr()
        self._nothing = np.zeros(len(system.relations))
        self._program = LinearProgram(self._matrix, self._nothing, self._lows, self._highs)
        self._wholes = WholeNumbers(self._matrix, self._lows, self._highs)
        self._met: list[_Whole] = []
        self._worlds: list[_Whole] = []

    def read(self, closed: Iterable[int]) -> None:
        """Go on to another reading, by which the cells ``closed`` are 0."""
        self._highs = self._open_highs.copy()
        self._highs[list(closed)] = 0
        self._program.bound(self._lows, self._highs)
        self._wholes.bound(self._lows, self._highs)
        self._worlds = [world for world in self._met if (world <= self._highs).all()]

    def interval(self, at: int) -> Interval:
        """Return the least and the greatest value of a cell."""
        return Interval(self._extreme(at, 1), self._extreme(at, -1))

    def seen_low(self, at: int) -> int:
        """Return the least value of a cell in any possibility met so far."""
        return min((self._in_world(world, at) for world in self._worlds), default=self._system.cells[at].count)

    def seen_high(self, at: int) -> int:
        """Return the greatest value of a cell in any possibility met so far."""
        return max((self._in_world(world, at) for world in self._worlds), default=self._system.cells[at].count)

    def confining(self, at: int) -> set[str]:
        """Return the names of the printed cells in the equations that hold a cell at its least and greatest value."""
        used: set[int] = {at}
        for sign in (1, -1):
            aim = np.zeros(len(self._system.cells))
            aim[list(self._parts(at))] = sign
            bounds = list(zip(self._lows.tolist(), self._highs.tolist(), strict=True))
            result = linprog(aim, A_eq=self._matrix.toarray(), b_eq=self._nothing, bounds=bounds, method="highs")
            if result.x is None:
                raise self._failed(at, result.message)
            for row in np.flatnonzero(np.abs(result.eqlin.marginals) > _NEARLY).tolist():
                used.update(self._system.relations[row].cells)
        return {self._system.cells[place].name for place in used if self._is_printed(place)}

    def _is_printed(self, place: int) -> bool:
        return bool(self._lows[place] == self._highs[place]) and bool(self._system.cells[place].ids)

    def _parts(self, at: int) -> tuple[int, ...]:
        return self._system.derived.get(at, (at,))

    def _in_world(self, world: _Whole, at: int) -> int:
        return int(world[list(self._parts(at))].sum())

    def _extreme(self, at: int, sign: int) -> int:
        """Return the least (sign 1) or greatest (sign -1) value of a cell, as a whole number."""
        found = self._program.least(dict.fromkeys(self._parts(at), float(sign)))
        if found is None:
            raise self._failed(at, "nothing agrees with what is printed")
        end = sign * int(np.ceil(found.least - _NEARLY))
        if any(self._in_world(world, at) == end for world in self._worlds):
            return end
        world = self._wholes.fit(found.values)
        if world is None:
            near = self._worlds[0].astype(float) if self._worlds else found.values
            world = self._wholes.reach(self._parts(at), end, near)
        if world is None:
            world = self._wholes.extreme(self._parts(at), sign, end)
        if world is None:
            raise self._failed(at, "nothing agrees with what is printed")
        self._met.append(world)
        self._worlds.append(world)
        return self._in_world(world, at)

    def _failed(self, at: int, why: str) -> RunError:
        return RunError(f"the attack on {self._system.cells[at].name} failed: {why}")
