"""What a reader could take the hidden counts for, found by linear and integer programs.

The attack asks the same of what is printed, and shares no more with this than the solver: here it serves to choose what
to hide.
"""

from collections.abc import Sequence

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
        self._parts = [system.derived.get(place, (place,)) for place in range(len(self._names))]
        self._sums_of_parts = _as_sums(self._parts)
        nothing = np.zeros(len(self._names))
        self._program = LinearProgram(self._sums, np.zeros(self._sums.shape[0]), nothing, nothing)
        self._wholes = WholeNumbers(self._sums, nothing, nothing)
        self._highest = self._lowest = nothing.astype(np.int64)
        self._ends: dict[tuple[int, int], tuple[float, _Floats]] = {}
        self._nearly_highest = self._nearly_lowest = nothing

    def open(self, up: _Floats, down: _Floats) -> None:
        """Begin anew: no count can seem to lie further above or below its true value than so."""
        self._program.bound(-down, up)
        self._wholes.bound(-down, up)
        self._highest = np.zeros(len(up), dtype=np.int64)
        self._lowest = np.zeros(len(up), dtype=np.int64)
        self._nearly_highest = self._nearly_lowest = np.zeros(len(up))
        self._ends.clear()

    def show(self, place: int, need: Need) -> bool:
        """Say whether the guesses found so far, in whole numbers, are already far enough apart."""
        return need.is_met(0, int(self._lowest[place]), int(self._highest[place]))

    def nearly(self, place: int) -> tuple[float, float]:
        """Return how far above and below its true value a count has been guessed so far, in fractions too."""
        return float(self._nearly_highest[place]), -float(self._nearly_lowest[place])

    def reach(self, place: int, sign: int) -> tuple[float, _Floats]:
        """Return how far a count can seem to lie above (or below) its true value, and every cell's reduced cost."""
        if (place, sign) not in self._ends:
            found = self._program.least(dict.fromkeys(self._parts[place], float(-sign)))
            if found is None:
                raise RunError(f"the solver gave up on {self._names[place]}: not even the true values fit")
            self._note_nearly(found.values)
            whole = self._wholes.fit(found.values)
            if whole is not None:
                self._note(whole)
            self._ends[place, sign] = -found.least, found.reduced
        return self._ends[place, sign]

    def whole(self, place: int, need: Need) -> bool:
        """Say whether the interval of whole numbers is wide enough."""
        asked = {1: max(need.above, need.width), -1: max(need.below, need.width)}
        for sign in (1, -1):  # no further than is needed: what is nearer to the truth is found sooner
            if not self.show(place, need):
                self._look(place, sign, min(self._end(place, sign), asked[sign]))
        if not self.show(place, need):  # whole numbers do not go as far as fractions, or were not found
            self.furthest(place)
        return self.show(place, need)

    def furthest(self, place: int) -> tuple[int, int]:
        """Return how far above and below its true value a count can be guessed in whole numbers."""
        for sign in (1, -1):
            end = self._end(place, sign)
            if self._seen(place, sign) < end and not self._look(place, sign, end):
                found = self._wholes.extreme(self._parts[place], -sign, sign * end)
                if found is None:
                    raise RunError(f"the solver gave up on {self._names[place]}: not even the true values fit")
                self._note(found)
        return self._seen(place, 1), self._seen(place, -1)

    def _end(self, place: int, sign: int) -> int:
        """Return how far a count can seem to lie above (or below) its true value, fractions cut off."""
        return int(self.reach(place, sign)[0] + _TOLERANCE)

    def _seen(self, place: int, sign: int) -> int:
        """Return how far above (or below) its true value a count has been guessed so far, in whole numbers."""
        return int(self._highest[place]) if sign > 0 else -int(self._lowest[place])

    def _look(self, place: int, sign: int, far: int) -> bool:
        """Look for a guess in whole numbers that lies so far above (or below); say whether one was found."""
        found = self._wholes.reach(self._parts[place], sign * far, near=np.zeros(len(self._names)))
        if found is not None:
            self._note(found)
        return found is not None

    def _note(self, whole: NDArray[np.int64]) -> None:
        """Keep a guess in whole numbers."""
        counts = self._sums_of_parts @ whole
        self._highest = np.maximum(self._highest, counts)
        self._lowest = np.minimum(self._lowest, counts)

    def _note_nearly(self, values: _Floats) -> None:
        """Keep a guess in fractions."""
        counts = self._sums_of_parts @ values
        self._nearly_highest = np.maximum(self._nearly_highest, counts)
        self._nearly_lowest = np.minimum(self._nearly_lowest, counts)


def as_matrix(system: System) -> csr_array:
    """Return the relations as a matrix, a row each: parts 1, total -1."""
    rows = [row for row, relation in enumerate(system.relations) for _ in relation.cells]
    columns = [place for relation in system.relations for place in relation.cells]
    signs = [-1.0 if at == 0 else 1.0 for relation in system.relations for at, _ in enumerate(relation.cells)]
    return csr_array((signs, (rows, columns)), shape=(len(system.relations), len(system.cells)))


def _as_sums(parts: Sequence[tuple[int, ...]]) -> csr_array:
    """Return a row for each cell: itself, or what it is derived from."""
    rows = [place for place, of in enumerate(parts) for _ in of]
    columns = [part for of in parts for part in of]
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(parts), len(parts)))
