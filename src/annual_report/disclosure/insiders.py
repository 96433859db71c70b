"""What areas can work out: each alone, and each two together, by all that is printed and by their own records.

Who sent records knows them: no symbol in a report or a pack hides an area's own count from its staff. What is left for
them to find is the rest of a hidden count, the records of other areas. So each area is an attacker of its own, for whom
no group of records can be smaller than its own part of it, and two areas are one attacker with both parts.

Of thousands of pairs hardly any have to be tried. A possibility in which a hidden count is another, and which takes
away as few records as it can, agrees with what all areas know but those whose own records it takes away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from annual_report.disclosure.attack import Printed
from annual_report.disclosure.guesses import as_matrix
from annual_report.disclosure.linear import LinearProgram
from annual_report.disclosure.needs import Need, need_of
from annual_report.disclosure.system import System
from annual_report.disclosure.whole import WholeNumbers
from annual_report.errors import RunError

_Whole = NDArray[np.int64]
_Floats = NDArray[np.float64]
_NEARLY = 1e-6


@dataclass(frozen=True, slots=True, order=True)
class Insight:
    """A hidden count, by its place, of which an area, or two together, can work out how many records others sent.

    ``own`` is how many of its records they sent themselves.
    """

    place: int
    areas: tuple[str, ...]
    own: int


@dataclass(frozen=True, slots=True, order=True)
class Narrowed:
    """A hidden count, by its place, of which an area is left with fewer values than the policy asks for.

    It sent ``own`` of the records, and can tell that others sent from ``low`` to ``high``.
    """

    place: int
    areas: tuple[str]
    own: int
    low: int
    high: int


@dataclass(frozen=True)
class Known:
    """What areas can work out exactly, and what single ones can narrow down further than the policy allows."""

    exact: frozenset[Insight] = frozenset()
    narrowed: tuple[Narrowed, ...] = ()


def known_to_areas(printed: Printed, needs: Mapping[int, Need], threshold: int) -> Known:
    """Return what areas can tell of the counts that need to be safe.

    Each area and each two are asked whether they can work a count out; where one can alone, nothing is said of what it
    can with others. Each area is asked whether it narrows a count down further than the policy allows, though those who
    know no records do not: what others sent needs as wide an interval as it would if it were published alone. What
    has no records of others is nothing that could be worked out.

    Raises:
        RunError: if the solver gives up.
    """
    exact: set[Insight] = set()
    narrowed: list[Narrowed] = []
    for places, part in printed.system.parts():
        wanted = {at: needs[place] for at, place in enumerate(places) if place in needs}
        if wanted and part.owned:
            lows, highs = ([bounds[place] for place in places] for bounds in (printed.lows, printed.highs))
            attackers = _Attackers(part, np.array(lows, dtype=float), np.array(highs, dtype=float))
            for at, need in wanted.items():
                narrowed += (replace(one, place=places[at]) for one in attackers.narrowing(at, need, threshold))
            exact.update(replace(one, place=places[at]) for at in wanted for one in attackers.knowing(at))
    sure = {(one.place, one.areas) for one in exact}
    return Known(frozenset(exact), tuple(sorted(one for one in narrowed if (one.place, one.areas) not in sure)))


def areas_of(system: System) -> tuple[str, ...]:
    """Return the areas that sent any record of a cell, in order."""
    return tuple(sorted({area for owned in system.owned.values() for area in owned}))


def owned_by(system: System, areas: Iterable[str]) -> Mapping[int, int]:
    """Return how many records of each cell that is no sum of others the ``areas`` sent together, where any."""
    named = tuple(areas)
    sums = {place: sum(owned.get(area, 0) for area in named) for place, owned in system.owned.items()}
    return {place: count for place, count in sums.items() if count}


@dataclass(frozen=True, slots=True, eq=False)
class _Sought:
    """A count that is asked for: the cells that make it up, its true value, and the most that each cell can be."""

    parts: tuple[int, ...]
    count: int
    highs: _Floats

    def of(self, world: _Whole) -> int:
        """Return the count in a possibility."""
        return int(world[list(self.parts)].sum())


#: One area or two, by their numbers: the same number twice is one area.
_Pair = tuple[int, int]


class _Attackers:
    """The areas of one system, and the possibilities that were met."""

    def __init__(self, system: System, lows: _Floats, highs: _Floats) -> None:
        self._system = system
        self._areas = areas_of(system)
        self._truth: _Whole = np.array([cell.count for cell in system.cells], dtype=np.int64)
        self._lows, self._highs = lows, highs
        self._own: _Whole = np.zeros((len(self._areas), len(system.cells)), dtype=np.int64)
        for place, owned in system.owned.items():
            self._own[:, place] = [owned.get(area, 0) for area in self._areas]
        matrix = as_matrix(system)
        self._wholes = WholeNumbers(matrix, lows, highs)
        self._program = LinearProgram(matrix, np.zeros(matrix.shape[0]), lows, highs)
        self._met: _Whole = np.zeros((0, len(system.cells)), dtype=np.int64)
        self._agrees: NDArray[np.bool_] = np.zeros((0, len(self._areas)), dtype=np.bool_)  # of each, which areas do

    def knowing(self, at: int) -> Iterator[Insight]:
        """Yield who can work out how many records of a cell others sent."""
        mine = self._sent(at)
        alone: set[int] = set()
        pairs: set[_Pair] = set()
        for closed in self._system.readings(at):
            found = self._sure(self._sought(at, closed), mine)
            alone |= {one for one, other in found if one == other}
            pairs |= {pair for pair in found if pair[0] != pair[1]}
        for one, other in sorted([(one, one) for one in alone] + [pair for pair in pairs if not alone & {*pair}]):
            areas = tuple(self._areas[number] for number in sorted({one, other}))
            yield Insight(at, areas, int(sum(mine[number] for number in {one, other})))

    def _sure(self, sought: _Sought, mine: _Whole) -> list[_Pair]:
        """Return the areas and pairs to whom nothing but the true count is possible, by one reading of the words."""
        met = self._met[(self._met <= sought.highs).all(axis=1)]
        others = [world for world in met if sought.of(world) != sought.count]
        if not others and not (others := self._other(sought, self._lows)):
            return []  # everybody knows it: that is the attack's to find
        others.sort(key=lambda world: int(np.maximum(self._truth - world, 0).sum()))  # the nearest stops the fewest
        waiting = [pair for pair in self._stopped_by(others[0]) if self._owned(mine, pair) < sought.count]
        sure: list[_Pair] = []
        while waiting := [pair for pair in waiting if all(self._speaks_against(pair, world) for world in others)]:
            pair = waiting.pop(0)
            others = self._other(sought, self._own_at_least(self._owned(self._own, pair)))
            if not others:
                sure.append(pair)
                waiting = [one for one in waiting if pair[0] != pair[1] or pair[0] not in one]
        return sure

    def _speaks_against(self, pair: _Pair, world: _Whole) -> bool:
        return bool((self._owned(self._own, pair) > world).any())

    def _own_at_least(self, own: _Whole) -> _Floats:
        """Return the least that each cell can be for one who knows ``own`` records."""
        return np.maximum(self._lows, np.minimum(own, self._truth))

    def _stopped_by(self, world: _Whole) -> list[_Pair]:
        """Return the areas and pairs that know that it is not so: more records are theirs than it leaves there are.

        Single areas come first. A pair is looked at only if both could add to it.
        """
        taken = np.flatnonzero((world < self._truth) & self._own.any(axis=0))
        own, left = self._own[:, taken], world[taken]
        most = np.sort(own, axis=0)[::-1][:2]
        beside = np.where(own == most[0], most[-1], most[0]) if len(own) > 1 else np.zeros_like(own)
        able = np.flatnonzero((own + beside > left).any(axis=1)).tolist()
        alone = [(one, one) for one in able if (own[one] > left).any()]
        pairs = [(one, other) for at, one in enumerate(able) for other in able[at + 1 :]]
        return alone + [(one, other) for one, other in pairs if (own[one] + own[other] > left).any()]

    def _owned(self, own: _Whole, pair: _Pair) -> _Whole:
        one, other = pair
        return np.asarray(own[one] if one == other else own[one] + own[other])

    def _other(self, sought: _Sought, lows: _Floats) -> list[_Whole]:
        """Return a possibility near the truth in which a count is another; nothing if there is none."""
        self._wholes.bound(lows, sought.highs)
        for value in (sought.count - 1, sought.count + 1):
            if self._reached(sought, value):
                return [self._met[-1]]
        for ends in ((-np.inf, sought.count - 1), (sought.count + 1, np.inf)):
            world = self._wholes.within(sought.parts, *ends)
            if world is not None:
                self._keep(world)
                return [world]
        return []

    def narrowing(self, at: int, need: Need, threshold: int) -> Iterator[Narrowed]:
        """Yield each area that narrows a cell down too far."""
        mine = self._sent(at)
        for closed in self._system.readings(at):
            sought = self._sought(at, closed)
            if self._interval(sought, np.zeros(len(self._truth), dtype=np.int64), need) is not None:
                return  # everybody narrows it down so far
            waiting = self._unseen(sought, self._needs_of_rest(at, mine, threshold))
            if waiting:  # often one who knows as much as any of them of each group is not nearer to it either
                self._is_wide(sought, self._own[list(waiting)].max(axis=0), _strictest(waiting.values()))
            while waiting := self._unseen(sought, waiting):
                area = min(waiting)
                interval = self._interval(sought, self._own[area], waiting.pop(area))
                if interval is not None:
                    own = int(mine[area])
                    yield Narrowed(at, (self._areas[area],), own, interval[0] - own, interval[1] - own)

    def _sent(self, at: int) -> _Whole:
        """Return how many records of a cell each area sent."""
        return np.asarray(self._own[:, list(self._system.groups[at])].sum(axis=1))

    def _sought(self, at: int, closed: frozenset[int]) -> _Sought:
        parts = self._system.derived.get(at, (at,))
        highs = self._highs.copy()
        highs[sorted(closed)] = 0
        return _Sought(parts, int(self._truth[list(parts)].sum()), highs)

    def _needs_of_rest(self, at: int, mine: _Whole, threshold: int) -> dict[int, Need]:
        """Return what the records of others need to be safe from each area, where there are any."""
        cell, found = self._system.cells[at], {}
        for area, own in enumerate(mine.tolist()):
            if own < cell.count:
                rest = replace(cell, count=cell.count - own, incidents=min(cell.incidents, cell.count - own))
                low, high = max(int(self._lows[at]) - own, 0), int(self._highs[at]) - own
                found[area] = need_of(rest, threshold, low, high)
        return {area: need for area, need in found.items() if need is not None}

    def _unseen(self, sought: _Sought, needs: Mapping[int, Need]) -> dict[int, Need]:
        """Return the areas for which the possibilities that were met do not lie far enough apart."""
        fits = (self._met <= sought.highs).all(axis=1)
        counts, agrees = self._counts(sought)[fits], self._agrees[fits]
        return {
            area: need
            for area, need in needs.items()
            if not need.is_met(sought.count, *_ends(sought.count, counts[agrees[:, area]]))
        }

    def _counts(self, sought: _Sought) -> _Whole:
        """Return the count in each possibility that was met."""
        return np.asarray(self._met[:, list(sought.parts)].sum(axis=1))

    def _interval(self, sought: _Sought, own: _Whole, need: Need) -> tuple[int, int] | None:
        """Return what one who knows ``own`` records can tell of a count; None if it is as wide as it must be."""
        if self._is_wide(sought, own, need):
            return None
        self._program.bound(self._own_at_least(own), sought.highs)
        low, high = (self._end(sought, sign) for sign in (1, -1))
        return None if need.is_met(sought.count, low, high) else (low, high)

    def _is_wide(self, sought: _Sought, own: _Whole, need: Need) -> bool:
        """Say whether possibilities are found, agreeing with ``own`` records, that lie as far apart as they must."""
        lows = self._own_at_least(own)
        self._wholes.bound(lows, sought.highs)
        fits = ((self._met >= lows) & (self._met <= sought.highs)).all(axis=1)
        least, most = _ends(sought.count, self._counts(sought)[fits])
        above = max(need.above, need.width - need.below)
        for up, down in ((above, need.below), (need.above, max(need.below, need.width - need.above))):
            low, high = sought.count - down, sought.count + up
            if (least <= low or self._reached(sought, low)) and (most >= high or self._reached(sought, high)):
                return True
        return False

    def _reached(self, sought: _Sought, value: int) -> bool:
        """Say whether a possibility near the truth is found in which a count comes to a value, and keep it."""
        world = self._wholes.reach(sought.parts, value, self._truth.astype(float))
        if world is not None:
            self._keep(world)
        return world is not None

    def _keep(self, world: _Whole) -> None:
        """Keep a possibility, with the areas that it agrees with: it leaves them as many records as they sent."""
        taken = np.flatnonzero(world < self._truth)
        agrees = (self._own[:, taken] <= world[taken]).all(axis=1)
        self._met, self._agrees = np.vstack([self._met, world]), np.vstack([self._agrees, agrees])

    def _end(self, sought: _Sought, sign: int) -> int:
        """Return the least (sign 1) or greatest (sign -1) value of a count."""
        found = self._program.least(dict.fromkeys(sought.parts, float(sign)))
        if found is None:
            raise RunError("the attack of areas failed: nothing agrees with what is printed")
        end = sign * int(np.ceil(found.least - _NEARLY))
        if self._reached(sought, end):
            return end
        world = self._wholes.extreme(sought.parts, sign, end)
        if world is None:
            raise RunError("the attack of areas failed: nothing agrees with what is printed")
        self._keep(world)
        return sought.of(world)


def _strictest(needs: Iterable[Need]) -> Need:
    """Return what meets each of the needs, if it is met."""
    every = list(needs)
    return Need(max(need.above for need in every), max(need.below for need in every), max(need.width for need in every))


def _ends(count: int, others: _Whole) -> tuple[int, int]:
    """Return the least and the greatest of a count and of what else it can be."""
    return min(count, int(others.min(initial=count))), max(count, int(others.max(initial=count)))
