"""The system of published counts: every count, every remainder that subtraction gives, and how they add up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from annual_report.disclosure.across import with_nesting_between_notebooks
from annual_report.disclosure.closure import Counted, Sum, close, is_whole
from annual_report.disclosure.sets import Cuts, sets_of
from annual_report.disclosure.within import add_within
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic

_SPACE = 2**64


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of the system.

    ``ids`` are the statistics that print it, none for a remainder. ``incidents`` is the least number of distinct
    incidents that stand behind it. ``whole``: it is all of a set that it is part of. ``is_free``: it tells of nobody,
    such as how many more children there are than incidents.
    """

    name: str
    ids: tuple[str, ...]
    count: int
    incidents: int
    whole: bool = False
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A total and the parts that add up to it, by their places among the cells."""

    total: int
    parts: tuple[int, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """All cells of the relation."""
        return (self.total, *self.parts)


@dataclass(frozen=True)
class System:
    """All cells, sorted by name, and all relations between them."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each statistic stands among the cells, by id."""
        return {name: place for place, cell in enumerate(self.cells) for name in cell.ids}

    def parts(self) -> Iterator[tuple[tuple[int, ...], "System"]]:
        """Yield the systems that have nothing to do with each other, each with its cells' places in this one."""
        for places in _components(len(self.cells), self.relations):
            new = {old: place for place, old in enumerate(places)}
            relations = (r for r in self.relations if r.total in new)
            yield (
                places,
                System(
                    tuple(self.cells[place] for place in places),
                    tuple(Relation(new[r.total], tuple(new[part] for part in r.parts)) for r in relations),
                ),
            )


def system_of_words(ledger: Ledger, exempt: Collection[str] = ()) -> System:
    """Return the system as the published words alone give it: totals, categories and selections, and no more.

    What only the records behind the numbers show, such as that two counts are of the same records, is left out: a
    reader may not know it, so nothing may be told that rests on it.

    Raises:
        CheckError: if parts are more than their total, or do not add up to it.
    """
    statistics = _told_apart(ledger, exempt)
    found, sums = close(statistics, sets_of(ledger, statistics.keys()))
    groups = sorted((_Group((item,), is_whole(item, found)) for item in found.values()), key=lambda group: group.name)
    return _assemble(groups, sums, ())


def build_system(ledger: Ledger, exempt: Collection[str] = (), chance: int = 0) -> System:
    """Return the system of the ledger's counts.

    Left out are reference counts, which are public, and counts of the ``exempt`` units (in the singular). Counts of the
    same records are one cell, whatever their names; where the records of two make up those of a third, they add up.
    That two make up a third of fewer than ``chance`` records is taken for chance: a reader cannot know it.

    Raises:
        CheckError: if parts are more than their total, or do not add up to it.
    """
    ledger = with_nesting_between_notebooks(ledger)
    statistics = _told_apart(ledger, exempt)
    sets = sets_of(ledger, statistics.keys())
    found, sums = close(statistics, sets)
    sums = (*sums, *add_within(found, ledger, sets))
    groups = sorted(_same_records(found), key=lambda group: group.name)
    system = _assemble(groups, sums, _made_up(groups, chance))
    return with_incidents_behind(system, statistics)


def _told_apart(ledger: Ledger, exempt: Collection[str]) -> dict[str, Statistic]:
    """Return the counts that disclosure control is about, by id."""
    return {s.id: s for s in ledger.statistics if not s.reference and s.unit.one not in exempt}


def _assemble(groups: Sequence["_Group"], sums: Iterable[Sum], more: Iterable[Relation]) -> System:
    place = {cuts: place for place, group in enumerate(groups) for cuts in group.sets}
    relations = {Relation(place[s.total], tuple(sorted(place[part] for part in s.parts))) for s in sums}
    cells = tuple(Cell(g.name, g.ids, g.count, g.incidents, g.whole) for g in groups)
    return System(cells, tuple(sorted(relations | set(more), key=lambda relation: relation.cells)))


def with_incidents_behind(system: System, statistics: Mapping[str, Statistic]) -> System:
    """Return the system with what is known of counts that come from the same incidents: there are no fewer children.

    A count of children is the count of the incidents that they come from and so many children more.
    """
    of_incidents = {s.members: system.places[s.id] for s in statistics.values() if s.members and not s.behind}
    cells, relations = list(system.cells), list(system.relations)
    joined = {(system.places[s.id], of_incidents[s.behind]) for s in statistics.values() if s.behind in of_incidents}
    for children, incidents in sorted(joined):
        if not cells[incidents].count or cells[incidents].whole or cells[children].whole:
            continue
        more = cells[children].count - cells[incidents].count
        name = f"{cells[children].name} beyond one for each of {cells[incidents].name}"
        cells.append(Cell(name, (), more, more, is_free=True))
        relations.append(Relation(children, tuple(sorted((incidents, len(cells) - 1)))))
    return System(tuple(cells), tuple(relations))


@dataclass(frozen=True, slots=True)
class _Group:
    """Counts of the same records."""

    counts: tuple[Counted, ...]
    whole: bool

    @property
    def sets(self) -> tuple[Cuts, ...]:
        return tuple(item.cuts for item in self.counts)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(name for item in self.counts for name in item.ids))

    @property
    def name(self) -> str:
        return self.ids[0] if self.ids else min((len(item.name), item.name) for item in self.counts)[1]

    @property
    def count(self) -> int:
        return self.counts[0].count

    @property
    def incidents(self) -> int:
        return max(item.incidents for item in self.counts)


def _same_records(found: Mapping[Cuts, Counted]) -> list[_Group]:
    """Group the counts that are of the same records.

    A count of 0, or one that is all of its base, stays by itself: that it is so is just what a reader does not know.
    """
    groups: dict[object, list[Counted]] = {}
    alone = []
    for item in found.values():
        whole = is_whole(item, found)
        if whole or not item.count or item.members is None:
            alone.append(_Group((item,), whole))
        else:
            groups.setdefault((item.unit, item.members, item.count), []).append(item)
    return [*alone, *(_Group(tuple(group), whole=False) for group in groups.values())]


def _made_up(groups: Sequence[_Group], chance: int) -> Iterator[Relation]:
    """Yield the relation of each printed count with two others whose records, taken together, are its own."""
    printed: dict[str, dict[int, int]] = {}
    for place, group in enumerate(groups):
        members = group.counts[0].members
        if group.ids and group.count and not group.whole and members is not None:
            printed.setdefault(group.counts[0].unit, {})[members] = place
    for known in printed.values():
        for (one, first), (other, second) in combinations(known.items(), 2):
            total = known.get((one + other) % _SPACE)
            if total is None or groups[total].count < chance:
                continue
            if groups[total].count == groups[first].count + groups[second].count:
                yield Relation(total, tuple(sorted((first, second))))


def _components(size: int, relations: Sequence[Relation]) -> list[tuple[int, ...]]:
    """Return the places of the cells that hang together by relations, each group sorted."""
    rows = [relation.total for relation in relations for _ in relation.parts]
    columns = [part for relation in relations for part in relation.parts]
    links = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(links, directed=False)
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(int(label), []).append(place)
    return [tuple(group) for group in groups.values()]
