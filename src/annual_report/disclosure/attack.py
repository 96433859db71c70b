"""The attack: what anyone can work out for each hidden count from all that is printed, by linear and integer programs.

It shares no code with what chose the counts to hide, and knows only what a reader can know: which counts add up, which
are printed, and that each is a whole number, not below 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array

from annual_report.disclosure.system import System
from annual_report.errors import RunError

_Floats = NDArray[np.float64]
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


def attack(printed: Printed, targets: Iterable[int]) -> dict[int, Interval]:
    """Return what a reader can work out for each of the cells ``targets``.

    Raises:
        RunError: if nothing agrees with what is printed, or the solver gives up.
    """
    wanted = set(targets)
    found: dict[int, Interval] = {}
    for places, part in printed.system.parts():
        lows, highs = ([bounds[place] for place in places] for bounds in (printed.lows, printed.highs))
        here = [at for at, place in enumerate(places) if place in wanted]
        equations = _Equations(part, lows, highs)
        found |= {places[at]: Interval(equations.extreme(at, 1), equations.extreme(at, -1)) for at in here}
    return found


def evidence(printed: Printed, target: int) -> tuple[str, ...]:
    """Return the names of the printed cells that confine the cell ``target``, by the prices of a linear program."""
    for places, part in printed.system.parts():
        if target in places:
            lows, highs = ([bounds[place] for place in places] for bounds in (printed.lows, printed.highs))
            used = _Equations(part, lows, highs).confining(places.index(target))
            return tuple(sorted(part.cells[at].name for at in used if lows[at] == highs[at]))
    return ()


class _Equations:
    """One system's sums, as equations between its cells, and the bounds of each."""

    def __init__(self, system: System, lows: Sequence[int], highs: Sequence[int]) -> None:
        self._system = system
        self._lows, self._highs = np.array(lows, dtype=float), np.array(highs, dtype=float)
        entries = [
            (row, at, 1.0 if at == relation.total else -1.0)
            for row, relation in enumerate(system.relations)
            for at in relation.cells
        ]
        shape = (len(system.relations), len(system.cells))
        rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        whole = coo_array((signs, (rows, columns)), shape=shape).tocsc()
        known = self._lows == self._highs
        self._unknown = np.flatnonzero(~known)
        self._matrix = whole[:, self._unknown].tocsr()
        self._sums = -(whole[:, np.flatnonzero(known)] @ self._lows[known])
        self._place: Mapping[int, int] = {int(at): place for place, at in enumerate(self._unknown)}

    def extreme(self, at: int, sign: int) -> int:
        """Return the least (sign 1) or greatest (sign -1) value of a cell, as a whole number."""
        if at not in self._place:
            return int(self._lows[at])
        fractional = self._solve(at, sign, whole=False)
        if np.abs(fractional - np.round(fractional)).max() > _NEARLY:
            fractional = self._solve(at, sign, whole=True)
        return round(float(fractional[self._place[at]]))

    def confining(self, at: int) -> set[int]:
        """Return the cells of the equations that hold a cell at its least and its greatest value."""
        if at not in self._place:
            return {at}
        used: set[int] = set()
        for sign in (1, -1):
            aim = np.zeros(len(self._unknown))
            aim[self._place[at]] = sign
            bounds = list(zip(self._lows[self._unknown].tolist(), self._highs[self._unknown].tolist(), strict=True))
            result = linprog(aim, A_eq=self._matrix.toarray(), b_eq=self._sums, bounds=bounds, method="highs")
            if result.x is None:
                raise RunError(f"the attack on {self._system.cells[at].name} failed: {result.message}")
            for row in np.flatnonzero(np.abs(result.eqlin.marginals) > _NEARLY).tolist():
                used.update(self._system.relations[row].cells)
        return used

    def _solve(self, at: int, sign: int, *, whole: bool) -> _Floats:
        aim = np.zeros(len(self._unknown))
        aim[self._place[at]] = sign
        kind = np.ones if whole else np.zeros
        result = milp(
            aim,
            constraints=LinearConstraint(self._matrix, self._sums, self._sums),
            bounds=Bounds(self._lows[self._unknown], self._highs[self._unknown]),
            integrality=kind(len(self._unknown), dtype=np.int64),
            options={"mip_rel_gap": 0},
        )
        if result.x is None:
            raise RunError(
                f"the attack on {self._system.cells[at].name} failed: nothing agrees with what is printed "
                f"({result.message})"
            )
        return np.asarray(result.x)
