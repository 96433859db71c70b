"""Secondary suppression: which further counts to hide, the fewest and least useful, so that none can be undone.

The method is exact (Fischetti and Salazar-González, "Solving the Cell Suppression Problem on Tabular Data with Linear
Constraints"): an integer program chooses what to hide; linear programs, one for each end of each interval that
must be wide enough, either accept it or give an inequality that every sufficient choice satisfies, until all accept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from annual_report.disclosure.guesses import Guesses
from annual_report.disclosure.kinds import UNSURE, Kind
from annual_report.disclosure.needs import Need
from annual_report.disclosure.system import System
from annual_report.errors import CheckError, RunError

_Floats = NDArray[np.float64]
_Reach = tuple[_Floats, _Floats]
_TOLERANCE = 1e-6
#: How many branches the integer program may try. Beyond, its best choice is taken, and how much dearer than the
#: cheapest it may be is told. A number of branches, not of seconds: the same choice on any machine.
_MOST_BRANCHES = 2_000


class UnprotectedError(CheckError):
    """A count that stays open to all whatever else is hidden. ``place`` is where it stands among the cells."""

    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Insider:
    """Someone who knows ``owned`` records, by the places of cells, and must stay unsure of the counts ``unsure``."""

    owned: Mapping[int, int]
    unsure: frozenset[int]


@dataclass(frozen=True)
class Task:
    """What is to be protected, in one system.

    ``needs`` are the counts that may not be printed, by their places; ``costs`` says for each cell what hiding it costs
    (0 for what nobody prints; None for what is never hidden); ``lows`` and ``highs`` bound each count, as known before
    anything is printed. ``soft`` are needs of sets that no number prints: of these no more is asked than is left open
    if all is hidden that may be, as long as that is more than one value. ``kinds`` are those of the counts whose
    symbols are seen: what a reader who runs the program can tell of them, and with that no few may be worked out.
    ``insiders`` know some of the records themselves, and may not work out how many others there are.
    """

    system: System
    needs: Mapping[int, Need]
    costs: Sequence[int | None]
    lows: Sequence[int]
    highs: Sequence[int]
    soft: frozenset[int] = frozenset()
    kinds: Mapping[int, Kind] = field(default_factory=dict)
    insiders: Sequence[Insider] = ()


@dataclass(frozen=True)
class Suppressed:
    """What to hide: the places of the cells, those that may not be printed among them.

    ``cost`` is what it costs, and no choice costs less than ``bound``: they are equal where the cheapest was found.
    """

    places: frozenset[int]
    cost: float = 0
    bound: float = 0


def suppress(task: Task) -> Suppressed:
    """Return what to hide. The same task gives the same choice.

    Raises:
        UnprotectedError: if a count cannot be protected, whatever is hidden.
        RunError: if the solver gives up.
    """
    if not task.needs:
        return Suppressed(frozenset())
    program = _Program(task)
    while True:
        hidden = program.choose()
        if not program.refute(hidden):
            places = frozenset(place for place in np.flatnonzero(hidden > 0).tolist() if task.costs[place] != 0)
            return Suppressed(places, sum(task.costs[place] or 0 for place in places), program.bound)


class _Program:
    """The integer program and the inequalities found so far."""

    def __init__(self, task: Task) -> None:
        self.bound = 0.0
        self._task = task
        self._size = len(task.system.cells)
        self._guesses = Guesses(task.system)
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
        self._open = np.flatnonzero(self._least < self._most)
        self._rows: list[csr_array] = []
        self._bounds: list[float] = []
        self._reach = (self._up, self._down)
        self._needs = dict(self._attainable())
        self._unsure = (*self._told_apart(), *self._from_insiders())
        self._useful = frozenset(self._of_use())
        for row in self._never_alone():
            self._require(row, 0.0)

    def _attainable(self) -> Iterator[tuple[int, Need]]:
        """Yield each need, the soft ones lowered to what is left open if all is hidden that may be."""
        self._begin(self._most, self._task.system.all_outside)
        for place, need in self._task.needs.items():
            if place in self._task.soft and (any(self._short(place, need)) or not self._guesses.whole(place, need)):
                above, below = self._guesses.furthest(place)
                width = min(max(need.width, 1), above + below)
                yield place, Need(min(need.above, above), min(need.below, below), width)
            else:
                yield place, need

    def _told_apart(self) -> Iterator[tuple[_Reach, list[int]]]:
        """Yield how far counts can seem to lie from the true ones to who knows their kinds, and for which few.

        Those that are worked out by their kinds whatever is hidden must be safe at least from one who only knows that
        none is 0.

        Raises:
            UnprotectedError: if one is not.
        """
        few = [place for place, kind in self._task.kinds.items() if kind.few and place in self._needs]
        for kinds in (self._task.kinds, {place: kind.but_for_0 for place, kind in self._task.kinds.items()}):
            if not few:
                return
            reach = self._reach_within(kinds)
            self._open_up(self._most, reach)
            open_to_all = [
                place for place in few if any(self._short(place, UNSURE)) or not self._guesses.whole(place, UNSURE)
            ]
            yield reach, [place for place in few if place not in open_to_all]
            few = open_to_all
        if few:
            raise UnprotectedError(few[0], f"{self._task.system.cells[few[0]].name} cannot be protected")

    def _from_insiders(self) -> Iterator[tuple[_Reach, list[int]]]:
        """Yield how far counts can seem to lie from the true ones to each insider, and of which he must stay unsure.

        What he works out whatever is hidden is left out: a person has to decide on it.
        """
        for insider in self._task.insiders:
            down = self._down.copy()
            for place, owned in insider.owned.items():
                down[place] = max(0.0, min(down[place], self._task.system.cells[place].count - owned))
            for place in sorted(insider.unsure):
                for closed in self._task.system.readings(place):
                    up = self._up.copy()
                    up[sorted(closed)] = 0
                    self._open_up(self._most, (up, down))
                    if not any(self._short(place, UNSURE)) and self._guesses.whole(place, UNSURE):
                        yield (up, down), [place]

    def _reach_within(self, kinds: Mapping[int, Kind]) -> _Reach:
        """Return how far above and below its true value each count can be, if it stays of its kind."""
        up, down = self._up.copy(), self._down.copy()
        up[sorted(self._task.system.all_outside)] = 0
        for place, kind in kinds.items():
            count = self._task.system.cells[place].count
            down[place] = min(down[place], count - kind.low)
            up[place] = up[place] if kind.high is None else min(up[place], kind.high - count)
        return up, down

    def _of_use(self) -> Iterator[int]:
        """Yield each count that can be hidden to protect others, and is not given away if all is hidden that may be.

        What is given away whatever is hidden can still protect a share that is all of its base.
        """
        self._begin(self._most, self._task.system.all_outside)
        for place in self._open.tolist() if self._needs else ():
            need = Need(0, 0, 1)
            if self._guesses.show(place, need) or not any(self._short(place, need)):
                yield place

    def _require(self, row: _Floats, least: float) -> None:
        """Note that the cells chosen, each with its weight, must come to so much; what is hidden in any case counts."""
        left = least - float(row[self._least > 0].sum())
        weights = np.minimum(row[self._open], left) if left > 0 else row[self._open]
        if left > 0 or (weights < 0).any():
            self._rows.append(csr_array(weights.reshape(1, -1)))
            self._bounds.append(left)

    def _never_alone(self) -> Iterator[_Floats]:
        """Yield an inequality for each cell of each sum: hidden alone, it is what the others leave.

        The cheapest choice satisfies them in any case; with them it is found many times faster.
        """
        can_differ = (self._up > 0) | (self._down > 0)
        shown = [place for place, need in self._needs.items() if need.is_met(0, 0, 0)]
        forced = np.array([cost == 0 for cost in self._task.costs])
        forced[shown] = True
        system = self._task.system
        for cells in (np.array(relation.cells) for relation in (*system.relations, *system.implied)):
            for place in cells[~forced[cells]]:
                others = cells[(cells != place) & can_differ[cells]]
                if not any(self._task.costs[other] == 0 for other in others):
                    row = np.zeros(self._size)
                    row[others], row[place] = 1, -1
                    yield row

    def _explain(self) -> None:
        """Raise UnprotectedError for the first count that hiding all that may be hidden does not protect."""
        for place, need in self._asked(self._most):
            if self._guesses.show(place, need):
                continue
            if any(self._short(place, need)) or not self._guesses.whole(place, need):
                raise UnprotectedError(place, f"{self._task.system.cells[place].name} cannot be protected")

    def choose(self) -> _Floats:
        """Return the cheapest choice that satisfies every inequality so far: 1 for each cell to hide.

        Raises:
            UnprotectedError: if there is none.
        """
        hidden = self._least.copy()
        if not len(self._open):
            if any(bound > 0 for bound in self._bounds):
                self._explain()
            return hidden
        constraints = LinearConstraint(vstack(self._rows), self._bounds, np.inf) if self._rows else ()
        result = milp(
            self._costs[self._open],
            constraints=constraints,
            bounds=Bounds(0, 1),
            integrality=np.ones(len(self._open), dtype=np.int64),
            options={"mip_rel_gap": 0, "node_limit": _MOST_BRANCHES},
        )
        if result.x is None:
            self._explain()
            raise RunError(f"the solver found nothing to hide that protects all: {result.message}")
        forced = float(self._costs[self._least > 0].sum())
        self.bound = max(self.bound, forced + float(np.ceil(result.mip_dual_bound - _TOLERANCE)))
        hidden[self._open] = np.round(result.x)
        return hidden

    def refute(self, hidden: _Floats) -> bool:
        """Add an inequality for each interval that the choice leaves too narrow. Return whether there was one."""
        found = self._refute_useless(hidden)
        doubtful = []
        for place, need in self._asked(hidden):
            if self._guesses.show(place, need):
                continue
            short = list(self._short(place, need))
            for row, least in short:
                self._require(row, least - _TOLERANCE)
                found = True
            if not short and not self._guesses.show(place, need):
                doubtful.append(place)
        if found:
            return True
        if all(self._guesses.whole(place, need) for place, need in self._asked(hidden) if place in doubtful):
            return False
        self._require(1 - hidden, 1)  # some other cell must be hidden too: fewer would only give more away
        return True

    def _refute_useless(self, hidden: _Floats) -> bool:
        """Add an inequality for each count hidden for others that is given away. Return whether there was one."""
        found = False
        self._begin(hidden, self._task.system.all_outside)
        for place in np.flatnonzero(hidden > self._least).tolist():
            if place not in self._useful or self._guesses.show(place, Need(0, 0, 1)):
                continue
            for row, least in self._short(place, Need(0, 0, 1)):
                row[place] -= least  # unless it is not hidden itself
                self._require(row, 0)
                found = True
        return found

    def _asked(self, hidden: _Floats) -> Iterator[tuple[int, Need]]:
        """Yield each need, by each reading and by what may be known of kinds, with the guesses left open for it."""
        asked: dict[frozenset[int], list[int]] = {}
        for place in self._needs:
            for closed in self._task.system.readings(place):
                asked.setdefault(closed, []).append(place)
        for closed, places in asked.items():
            self._begin(hidden, closed)
            for place in places:
                yield place, self._needs[place]

        for reach, places in self._unsure:
            self._open_up(hidden, reach)
            for place in places:
                yield place, UNSURE

    def _begin(self, hidden: _Floats, closed: frozenset[int]) -> None:
        up = self._up.copy()
        up[sorted(closed)] = 0
        self._open_up(hidden, (up, self._down))

    def _open_up(self, hidden: _Floats, reach: _Reach) -> None:
        """Begin anew: each hidden count can seem to lie so far above or below its true value."""
        self._reach = reach
        up, down = reach
        self._guesses.open(up * hidden, down * hidden)

    def _short(self, place: int, need: Need) -> Iterator[tuple[_Floats, float]]:
        """Yield, for each demand that the choice does not meet, the inequality that it breaks."""
        above, below = self._far_enough(place, need)
        if above < need.above - _TOLERANCE:
            yield self._gains(place, 1), need.above
        if below < need.below - _TOLERANCE:
            yield self._gains(place, -1), need.below
        if above + below < need.width - _TOLERANCE:
            yield self._gains(place, 1) + self._gains(place, -1), need.width

    def _far_enough(self, place: int, need: Need) -> tuple[float, float]:
        """Return how far above and below a count can seem to lie, or less where that is enough already."""
        above, below = self._guesses.nearly(place)
        if above < need.above or above + below < need.width:
            above = self._guesses.reach(place, 1)[0]
        if below < need.below or above + below < need.width:
            below = self._guesses.reach(place, -1)[0]
        return above, below

    def _gains(self, place: int, sign: int) -> _Floats:
        """Return, by duality, what hiding each cell adds at most to how far a count can seem to lie above or below."""
        up, down = self._reach
        reduced = self._guesses.reach(place, sign)[1]
        return np.asarray(np.maximum(-reduced, 0) * up + np.maximum(reduced, 0) * down)
