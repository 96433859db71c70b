"""What a reader could take the hidden counts for, found by linear and integer programs.

The attack asks the same of what is printed, and shares nothing with this: here it serves to choose what to hide.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from annual_report.disclosure.needs import Need
from annual_report.disclosure.system import System
from annual_report.errors import RunError

_Floats = NDArray[np.float64]
_TOLERANCE = 1e-6


class Guesses:
    """What a reader could take the counts for, as far as one choice of what to hide leaves it open.

    A guess is how far each count seems to lie from its true value. Each one found serves for all counts.
    """

    def __init__(self, system: System, relations: csr_array, up: _Floats, down: _Floats) -> None:
        self._names = [cell.name for cell in system.cells]
        self._relations = relations
        self._open = np.flatnonzero((up > 0) | (down > 0))
        narrowed = relations[:, self._open]
        self._rows = np.flatnonzero(np.diff(narrowed.indptr))
        self._narrowed = narrowed[self._rows]
        self._up, self._down = up[self._open], down[self._open]
        self._highest = np.zeros(len(up), dtype=np.int64)
        self._lowest = np.zeros(len(up), dtype=np.int64)

    def show(self, place: int, need: Need) -> bool:
        """Say whether the guesses found so far, in whole numbers, are already far enough apart."""
        return need.is_met(0, int(self._lowest[place]), int(self._highest[place]))

    def reach(self, place: int, sign: int) -> tuple[float, _Floats]:
        """Return how far a count can seem to lie above (or below) its true value, and every cell's reduced cost."""
        aim = np.zeros(len(self._names))
        aim[place] = -sign
        if not len(self._rows) or place not in self._open:
            return (float(self._bound(place, sign)), aim)
        result = linprog(
            aim[self._open],
            A_eq=cast("_Floats", self._narrowed),  # a sparse matrix will do, which the type stubs do not say
            b_eq=np.zeros(len(self._rows)),
            bounds=list(zip((-self._down).tolist(), self._up.tolist(), strict=True)),
            method="highs",
        )
        if result.x is None or result.fun is None:
            raise RunError(f"the solver gave up on {self._names[place]}: {result.message}")
        self._note(result.x)
        prices = np.zeros(self._relations.shape[0])
        prices[self._rows] = result.eqlin.marginals
        return -float(result.fun), aim - self._relations.T @ prices

    def whole(self, place: int, need: Need) -> bool:
        """Say whether the interval of whole numbers is wide enough."""
        for sign in (1, -1):
            aim = np.zeros(len(self._names))
            aim[place] = -sign
            result = milp(
                aim[self._open],
                constraints=LinearConstraint(self._narrowed, 0, 0),
                bounds=Bounds(-self._down, self._up),
                integrality=np.ones(len(self._open), dtype=np.int64),
                options={"mip_rel_gap": 0},
            )
            if result.x is None:
                raise RunError(f"the solver gave up on {self._names[place]}: {result.message}")
            self._note(np.round(result.x))
        return self.show(place, need)

    def _bound(self, place: int, sign: int) -> float:
        at = np.flatnonzero(self._open == place)
        return 0.0 if not len(at) else float((self._up if sign > 0 else self._down)[at[0]])

    def _note(self, guess: _Floats) -> None:
        """Keep a guess in whole numbers."""
        rounded = np.round(guess)
        if np.abs(guess - rounded).max() < _TOLERANCE:
            whole = rounded.astype(np.int64)
            self._highest[self._open] = np.maximum(self._highest[self._open], whole)
            self._lowest[self._open] = np.minimum(self._lowest[self._open], whole)


def as_matrix(system: System) -> csr_array:
    """Return the relations as a matrix, a row each: parts 1, total -1."""
    rows = [row for row, relation in enumerate(system.relations) for _ in relation.cells]
    columns = [place for relation in system.relations for place in relation.cells]
    signs = [-1.0 if at == 0 else 1.0 for relation in system.relations for at, _ in enumerate(relation.cells)]
    return csr_array((signs, (rows, columns)), shape=(len(system.relations), len(system.cells)))
