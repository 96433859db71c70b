"""What a reader could take the hidden counts for, found by linear and integer programs.

The attack asks the same of what is printed, and shares no more with this than the solver: here it serves to choose what
to hide.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from annual_report.disclosure.linear import LinearProgram
from annual_report.disclosure.needs import Need
from annual_report.disclosure.system import System
from annual_report.disclosure.whole import WholeNumbers
from annual_report.errors import RunError

_Floats = NDArray[np.float64]
_TOLERANCE = 1e-6


class Guesses:
    """What a reader could take the counts for, as far as a choice of what to hide leaves it open.

    A guess is how far each count seems to lie from its true value. Each one found serves for all counts.
    """

    def __init__(self, system: System) -> None:
        self._names = [cell.name for cell in system.cells]
        self._sums = as_matrix(system)
        self._parts = _parts_of(system)
        nothing = np.zeros(len(self._names))
        self._program = LinearProgram(self._sums, np.zeros(self._sums.shape[0]), nothing, nothing)
        self._wholes = WholeNumbers(self._sums, nothing, nothing)
        self._highest = self._lowest = nothing.astype(np.int64)

    def open(self, up: _Floats, down: _Floats) -> None:
        """Begin anew: no count can seem to lie further above or below its true value than so."""
        self._program.bound(-down, up)
        self._wholes.bound(-down, up)
        self._highest = np.zeros(len(up), dtype=np.int64)
        self._lowest = np.zeros(len(up), dtype=np.int64)

    def show(self, place: int, need: Need) -> bool:
        """Say whether the guesses found so far, in whole numbers, are already far enough apart."""
        return need.is_met(0, int(self._lowest[place]), int(self._highest[place]))

    def seen(self, place: int) -> tuple[int, int]:
        """Return how far above and below its true value a count has been guessed so far, in whole numbers."""
        return int(self._highest[place]), -int(self._lowest[place])

    def reach(self, place: int, sign: int) -> tuple[float, _Floats]:
        """Return how far a count can seem to lie above (or below) its true value, and every cell's reduced cost."""
        found = self._program.least(dict.fromkeys(self._parts_at(place), float(-sign)))
        if found is None:
            raise RunError(f"the solver gave up on {self._names[place]}: not even the true values fit")
        whole = self._wholes.fit(found.values)
        if whole is not None:
            self._note(whole)
        return -found.least, found.reduced

    def whole(self, place: int, need: Need) -> bool:
        """Say whether the interval of whole numbers is wide enough."""
        parts = self._parts_at(place)
        truth = np.zeros(len(self._names))
        ends = {sign: sign * int(self.reach(place, sign)[0] + _TOLERANCE) for sign in (1, -1)}
        for end in ends.values():
            found = self._wholes.reach(parts, end, near=truth)
            if found is not None:
                self._note(found)
        if self.show(place, need):
            return True
        for sign, end in ends.items():  # whole numbers do not go as far as fractions, or were not found
            found = self._wholes.extreme(parts, -sign, end)
            if found is None:
                raise RunError(f"the solver gave up on {self._names[place]}: not even the true values fit")
            self._note(found)
        return self.show(place, need)

    def _parts_at(self, place: int) -> list[int]:
        return [int(part) for part in self._parts[[place]].indices]

    def _note(self, whole: NDArray[np.int64]) -> None:
        """Keep a guess in whole numbers."""
        counts = self._parts @ whole
        self._highest = np.maximum(self._highest, counts)
        self._lowest = np.minimum(self._lowest, counts)


def as_matrix(system: System) -> csr_array:
    """Return the relations as a matrix, a row each: parts 1, total -1."""
    rows = [row for row, relation in enumerate(system.relations) for _ in relation.cells]
    columns = [place for relation in system.relations for place in relation.cells]
    signs = [-1.0 if at == 0 else 1.0 for relation in system.relations for at, _ in enumerate(relation.cells)]
    return csr_array((signs, (rows, columns)), shape=(len(system.relations), len(system.cells)))


def _parts_of(system: System) -> csr_array:
    """Return a row for each cell: itself, or what it is derived from."""
    parts = [system.derived.get(place, (place,)) for place in range(len(system.cells))]
    rows = [place for place, of in enumerate(parts) for _ in of]
    columns = [part for of in parts for part in of]
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(parts), len(parts)))
