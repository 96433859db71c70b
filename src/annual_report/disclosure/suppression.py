"""Secondary suppression: which further counts to hide, the fewest and least useful, so that none can be undone.

The method is exact (Fischetti and Salazar-González, "Solving the Cell Suppression Problem on Tabular Data with Linear
Constraints"): an integer program chooses what to hide; linear programs, one for each end of each interval that
must be wide enough, either accept it or give an inequality that every sufficient choice satisfies, until all accept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from annual_report.disclosure.guesses import Guesses, as_matrix
from annual_report.disclosure.needs import Need
from annual_report.disclosure.system import System
from annual_report.errors import CheckError, RunError

_Floats = NDArray[np.float64]
_TOLERANCE = 1e-6


class UnprotectedError(CheckError):
    """A count that stays open to all whatever else is hidden. ``place`` is where it stands among the cells."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Task:
    """What is to be protected, in one system.

    ``needs`` are the counts that may not be printed, by their places; ``costs`` says for each cell what hiding it costs
    (0 for a remainder, which nobody prints; None for what is never hidden); ``lows`` and ``highs`` bound each count, as
    known before anything is printed.
    """

    system: System
    needs: Mapping[int, Need]
    costs: Sequence[int | None]
    lows: Sequence[int]
    highs: Sequence[int]


def suppress(task: Task) -> frozenset[int]:
    """Return the places of the cells to hide, those that may not be printed among them.

    No choice is cheaper. The same task gives the same choice.

    Raises:
        UnprotectedError: if a count cannot be protected, whatever is hidden.
        RunError: if the solver gives up.
    """
    if not task.needs:
        return frozenset()
    program = _Program(task)
    while True:
        hidden = program.choose()
        if not program.refute(hidden):
            return frozenset(place for place in np.flatnonzero(hidden > 0).tolist() if task.costs[place] != 0)


class _Program:
    """The integer program and the inequalities found so far."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._size = len(task.system.cells)
        self._relations = as_matrix(task.system)
        counts = np.array([cell.count for cell in task.system.cells], dtype=float)
        self._up = np.array(task.highs, dtype=float) - counts
        self._down = counts - np.array(task.lows, dtype=float)
        self._least = np.zeros(self._size)
        self._most = np.ones(self._size)
        for place, cost in enumerate(task.costs):
            if place in task.needs or cost == 0:
                self._least[place] = 1
            elif cost is None:
                self._most[place] = 0
        self._costs = np.array([float(cost or 0) for cost in task.costs])
        self._rows: list[_Floats] = list(self._never_alone())
        self._bounds: list[float] = [0.0] * len(self._rows)

    def _never_alone(self) -> Iterator[_Floats]:
        """Yield an inequality for each cell of each sum: hidden alone, it is what the others leave.

        The cheapest choice satisfies them in any case; with them it is found many times faster.
        """
        can_differ = (self._up > 0) | (self._down > 0)
        shown = [place for place, need in self._task.needs.items() if need.is_met(0, 0, 0)]
        forced = np.array([cost == 0 for cost in self._task.costs])
        forced[shown] = True
        for start, end in pairwise(self._relations.indptr):
            cells = self._relations.indices[start:end]
            for place in cells[~forced[cells]]:
                others = cells[(cells != place) & can_differ[cells]]
                if not any(self._task.costs[other] == 0 for other in others):
                    row = np.zeros(self._size)
                    row[others], row[place] = 1, -1
                    yield row

    def _explain(self) -> None:
        """Raise UnprotectedError for the first count that hiding all that may be hidden does not protect."""
        guesses = Guesses(self._task.system, self._relations, self._up * self._most, self._down * self._most)
        for place, need in self._task.needs.items():
            if guesses.show(place, need):
                continue
            if any(self._short(place, need, guesses)) or not guesses.whole(place, need):
                raise UnprotectedError(place, f"{self._task.system.cells[place].name} cannot be protected")

    def choose(self) -> _Floats:
        """Return the cheapest choice that satisfies every inequality so far: 1 for each cell to hide.

        Raises:
            UnprotectedError: if there is none.
        """
        constraints = LinearConstraint(csr_array(np.array(self._rows)), self._bounds, np.inf) if self._rows else ()
        result = milp(
            self._costs,
            constraints=constraints,
            bounds=Bounds(self._least, self._most),
            integrality=np.ones(self._size, dtype=np.int64),
            options={"mip_rel_gap": 0},
        )
        if result.x is None:
            self._explain()
            raise RunError(f"the solver found nothing to hide that protects all: {result.message}")
        return np.round(result.x)

    def refute(self, hidden: _Floats) -> bool:
        """Add an inequality for each interval that the choice leaves too narrow. Return whether there was one."""
        before = len(self._rows)
        guesses = Guesses(self._task.system, self._relations, self._up * hidden, self._down * hidden)
        doubtful = []
        for place, need in self._task.needs.items():
            if guesses.show(place, need):
                continue
            short = list(self._short(place, need, guesses))
            self._rows += [np.minimum(row, bound) for row, bound in short]
            self._bounds += [bound - _TOLERANCE for _, bound in short]
            if not short and not guesses.show(place, need):
                doubtful.append(place)
        if len(self._rows) == before and not all(guesses.whole(place, self._task.needs[place]) for place in doubtful):
            self._rows.append(1 - hidden)  # some other cell must be hidden too: fewer would only give more away
            self._bounds.append(1)
        return len(self._rows) > before

    def _short(self, place: int, need: Need, guesses: Guesses) -> Iterator[tuple[_Floats, float]]:
        """Yield, for each demand that the choice does not meet, the inequality that it breaks."""
        (above, up), (below, down) = guesses.reach(place, 1), guesses.reach(place, -1)
        if above < need.above - _TOLERANCE:
            yield self._gains(up), need.above
        if below < need.below - _TOLERANCE:
            yield self._gains(down), need.below
        if above + below < need.width - _TOLERANCE:
            yield self._gains(up) + self._gains(down), need.width

    def _gains(self, reduced: _Floats) -> _Floats:
        """Return, by duality, what hiding each cell adds to a reach at most."""
        return np.asarray(np.maximum(-reduced, 0) * self._up + np.maximum(reduced, 0) * self._down)
