"""The system of published counts: each is a sum over groups of records, so every relation between counts is in it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from annual_report.disclosure.closure import Counted, Sum, close, is_whole
from annual_report.disclosure.groups import Groups, groups_of
from annual_report.disclosure.overlaps import Overlap, small_overlaps
from annual_report.disclosure.possible import with_possible
from annual_report.disclosure.sets import Cuts, Sets, sets_of
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic
from annual_report.subject import Held

_NEARLY = 1e-8


@dataclass(frozen=True, slots=True)
class Cell:
    """One count of the system.

    ``ids`` are the statistics that print it, none for a remainder or a group. ``incidents`` is the least number of
    distinct incidents that stand behind it. ``whole``: it is all of a set that it is part of. ``is_free``: no rule is
    on it, since nobody can ask for it by words: a group, or how many more children there are than incidents.
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
    """All cells and what is known of how they add up.

    ``relations`` hold between cells. ``derived`` are further cells that nobody prints, each the sum of others: what two
    sets have in common, or what one leaves of another. ``implied`` follow from the relations and hold between printed
    cells alone: they say nothing new, and show at once what hiding one number alone cannot do. ``outside`` are the
    groups outside a share that is all of its base, for each reading of the words: they count only where it is asked
    whether that is so. For all other counts a reader is taken to know it. ``owned`` says of cells that are no sum of
    others how many of their records each area sent.
    """

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    derived: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    implied: tuple[Relation, ...] = ()
    outside: Mapping[int, tuple[frozenset[int], ...]] = field(default_factory=dict)
    owned: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each statistic stands among the cells, by id."""
        return {name: place for place, cell in enumerate(self.cells) for name in cell.ids}

    @cached_property
    def groups(self) -> Mapping[int, tuple[int, ...]]:
        """The groups that each cell is the sum of, by its place: a group is that of itself."""
        sums = {**{relation.total: relation.parts for relation in self.relations}, **self.derived}
        return {place: sums.get(place, (place,)) for place in range(len(self.cells))}

    @cached_property
    def all_outside(self) -> frozenset[int]:
        """All groups outside a share that is all of its base."""
        return frozenset(group for readings in self.outside.values() for reading in readings for group in reading)

    def owned_of(self, place: int) -> Mapping[str, int]:
        """Return how many records of a cell each area sent, if any."""
        found: Counter[str] = Counter()
        for group in self.groups[place]:
            found.update(self.owned.get(group, {}))
        return found

    def readings(self, place: int) -> tuple[frozenset[int], ...]:
        """Return the groups that do not count where a count is asked for, by each reading of the words."""
        if place not in self.outside:
            return (self.all_outside,)
        return tuple(self.all_outside - reading for reading in self.outside[place])

    def follows(self, place: int, known: Collection[int]) -> bool:
        """Say whether a derived count is a combination of the counts ``known`` alone, by their groups."""
        wanted = set(self.groups[place])
        groups = [set(self.groups[at]) for at in known]
        every = sorted(wanted.union(*groups))
        rows = np.array([[group in of for group in every] for of in groups], dtype=float).reshape(-1, len(every))
        aim = np.array([group in wanted for group in every], dtype=float)
        fit = np.linalg.lstsq(rows.T, aim, rcond=None)[0]
        return bool(np.abs(rows.T @ fit - aim).max() < _NEARLY)

    def parts(self) -> Iterator[tuple[tuple[int, ...], "System"]]:
        """Yield the systems that have nothing to do with each other, each with its cells' places in this one."""
        sums = [Relation(place, parts) for place, parts in self.derived.items()]
        for places in _components(len(self.cells), (*self.relations, *self.implied, *sums)):
            new = {old: place for place, old in enumerate(places)}
            yield (
                places,
                System(
                    tuple(self.cells[place] for place in places),
                    tuple(_moved(relation, new) for relation in self.relations if relation.total in new),
                    {new[at]: tuple(new[part] for part in parts) for at, parts in self.derived.items() if at in new},
                    tuple(_moved(relation, new) for relation in self.implied if relation.total in new),
                    {
                        new[at]: tuple(frozenset(new[group] for group in reading) for reading in readings)
                        for at, readings in self.outside.items()
                        if at in new
                    },
                    {new[at]: owned for at, owned in self.owned.items() if at in new},
                ),
            )


def _moved(relation: Relation, new: Mapping[int, int]) -> Relation:
    return Relation(new[relation.total], tuple(new[part] for part in relation.parts))


def system_of_words(ledger: Ledger, exempt: Collection[str] = ()) -> System:
    """Return the system as the published words alone give it: totals, categories and selections, and no more.

    What only the records behind the numbers show, such as that two counts are of the same records, is left out: a
    reader may not know it, so nothing may be told that rests on it.

    Raises:
        CheckError: if parts are more than their total, or do not add up to it.
    """
    statistics = _told_apart(ledger, exempt)
    sets = sets_of(ledger, statistics.keys())
    found, sums = close(statistics, sets)
    building = _Building(found)
    building.add_sums(sums)
    return building.system()


def build_system(ledger: Ledger, exempt: Collection[str] = (), threshold: int = 0, held: Iterable[Held] = ()) -> System:
    """Return the system of the ledger's counts.

    Left out are reference counts, which are public, and counts of the ``exempt`` units (in the singular). Counts of the
    same records are one cell, whatever their names. Of a count that does not say which records it is of, such as one
    that only an earlier release printed, just the sums are known that its words give. ``threshold``: what two sets have
    in common, and what one leaves of another, is a cell if it is of fewer records. ``held``: whose the records are.

    Raises:
        CheckError: if parts are more than their total, or do not add up to it.
    """
    statistics = _told_apart(ledger, exempt)
    sets = sets_of(ledger, statistics.keys())
    found, sums = close(statistics, sets)
    building = _Building(found)
    for groups in groups_of(statistics, held):
        building.add_groups(with_possible(groups, statistics, ledger.breakdowns, sets), sets)
        building.add_overlaps(small_overlaps(groups, statistics, threshold))
    building.add_margins(sums, threshold)
    building.add_sums(sums)
    return with_incidents_behind(building.system(), statistics)


def _told_apart(ledger: Ledger, exempt: Collection[str]) -> dict[str, Statistic]:
    """Return the counts that disclosure control is about, by id."""
    return {s.id: s for s in ledger.statistics if not s.reference and s.unit.one not in exempt}


class _Building:
    """A system in the making."""

    def __init__(self, found: Mapping[Cuts, Counted]) -> None:
        self._found = found
        self._cells: list[Cell] = []
        self._relations: list[Relation] = []
        self._derived: dict[int, tuple[int, ...]] = {}
        self._implied: list[Relation] = []
        self._outside: dict[int, tuple[frozenset[int], ...]] = {}
        self._owned: dict[int, Mapping[str, int]] = {}
        self._place: dict[Cuts, int] = {}
        self._group_places: list[int] = []
        self._located: set[Cuts] = set()

    def add_groups(self, groups: Groups, sets: Sets) -> None:
        """Add the counts of one unit whose records are known, and their groups."""
        rows: dict[bytes, list[int]] = {}
        for at, held in enumerate(groups.holds):
            key = held.tobytes() if held.any() else groups.ids[at].encode()
            rows.setdefault(key, []).append(at)
        named = {key: list(dict.fromkeys(sets.of[groups.ids[at]] for at in alike)) for key, alike in rows.items()}
        cells = {key: self._add(self._cell_of(alike)) for key, alike in named.items()}
        alone = {
            int(np.flatnonzero(groups.holds[alike[0]])[0]): cells[key]
            for key, alike in rows.items()
            if groups.holds[alike[0]].sum() == 1
        }
        self._group_places = [
            alone[at] if at in alone else self._add(_group(f"group {at + 1} of {groups.unit}", int(size)))
            for at, size in enumerate(groups.sizes)
        ]
        self._owned |= {self._group_places[at]: owned for at, owned in groups.owned.items()}
        for key, alike in rows.items():
            parts = tuple(self._group_places[at] for at in np.flatnonzero(groups.holds[alike[0]]))
            if parts != (cells[key],):
                self._relations.append(Relation(cells[key], parts))
            for at in alike:
                for found in groups.outside.get(at, ()):
                    reading = frozenset(self._group_places[group] for group in found)
                    self._outside[cells[key]] = (*self._outside.get(cells[key], ()), reading)
            for cuts in named[key]:
                self._place[cuts] = cells[key]
                self._located.add(cuts)

    def add_overlaps(self, overlaps: Iterable[Overlap]) -> None:
        """Add what sets have in common, or leave of each other, of the unit whose groups were added last."""
        for overlap in overlaps:
            place = self._add(Cell(overlap.name, (), overlap.count, overlap.count))
            self._derived[place] = tuple(self._group_places[at] for at in overlap.groups)

    def add_margins(self, sums: Sequence[Sum], threshold: int) -> None:
        """Add what published counts add up to by their words and nobody prints, such as a row of a crosstab."""
        groups = {relation.total: relation.parts for relation in self._relations}
        there = {groups.get(place, (place,)) for place in self._place.values()} | set(self._derived.values())
        for one in sums:
            item = self._found[one.total]
            if one.total in self._located or not self._located >= set(one.parts) or not 0 < item.count < threshold:
                continue
            places = (self._place[part] for part in one.parts)
            held = tuple(sorted(group for place in places for group in groups.get(place, (place,))))
            if held not in there:
                there.add(held)
                self._derived[self._add(Cell(item.name, (), item.count, item.count))] = held

    def add_sums(self, sums: Sequence[Sum]) -> None:
        """Add the sums that the words give: implied by the groups, or of counts whose records are not known."""
        groups = {one.total: one.parts for one in self._relations}
        known = [self._relation(one) for one in sums if self._located >= {one.total, *one.parts}]
        self._implied += [relation for relation in known if _holds(relation, groups)]
        unknown = {cuts for cuts, item in self._found.items() if item.ids} - self._located
        reached: set[Cuts] = set()
        while unknown - reached:
            reached |= unknown
            touched = [one for one in sums if reached & {one.total, *one.parts}]
            unknown = {cuts for one in touched for cuts in (one.total, *one.parts)} - self._located
        for cuts in sorted(reached, key=lambda cuts: self._found[cuts].name):
            self._place[cuts] = self._add(self._cell_of([cuts]))
        self._relations += sorted(
            {self._relation(one) for one in sums if reached & {one.total, *one.parts}}, key=lambda one: one.cells
        )

    def system(self) -> System:
        """Return the system."""
        return System(
            tuple(self._cells),
            tuple(self._relations),
            dict(self._derived),
            tuple(self._implied),
            dict(self._outside),
            dict(self._owned),
        )

    def _relation(self, one: Sum) -> Relation:
        return Relation(self._place[one.total], tuple(sorted(self._place[part] for part in one.parts)))

    def _cell_of(self, alike: Sequence[Cuts]) -> Cell:
        items = [self._found[cuts] for cuts in alike]
        ids = tuple(sorted(name for item in items for name in item.ids))
        whole = any(is_whole(item, self._found) for item in items)
        incidents = max(item.incidents for item in items)
        return Cell(ids[0] if ids else items[0].name, ids, items[0].count, incidents, whole)

    def _add(self, cell: Cell) -> int:
        self._cells.append(cell)
        return len(self._cells) - 1


def _holds(relation: Relation, groups: Mapping[int, tuple[int, ...]]) -> bool:
    """Say whether a sum holds of all groups, those outside wholes too. A cell without groups here is one itself."""
    parts = sorted(group for part in relation.parts for group in groups.get(part, (part,)))
    return parts == sorted(groups.get(relation.total, (relation.total,))) and relation.total not in relation.parts


def _group(name: str, size: int) -> Cell:
    return Cell(name, (), size, size, is_free=True)


def with_incidents_behind(system: System, statistics: Mapping[str, Statistic]) -> System:
    """Return the system with what is known of counts that come from the same incidents: there are no fewer children.

    A count of children is the count of the incidents that they come from and so many children more.
    """
    of_incidents = {s.members: system.places[s.id] for s in statistics.values() if s.members and not s.behind}
    cells, relations, owned = list(system.cells), list(system.relations), dict(system.owned)
    joined = {(system.places[s.id], of_incidents[s.behind]) for s in statistics.values() if s.behind in of_incidents}
    for children, incidents in sorted(joined):
        if not cells[incidents].count or cells[incidents].whole or cells[children].whole:
            continue
        more = cells[children].count - cells[incidents].count
        name = f"{cells[children].name} beyond one for each of {cells[incidents].name}"
        cells.append(Cell(name, (), more, more, is_free=True))
        relations.append(Relation(children, tuple(sorted((incidents, len(cells) - 1)))))
        owned[len(cells) - 1] = _owned_more(system.owned_of(children), system.owned_of(incidents))
    return replace(system, cells=tuple(cells), relations=tuple(relations), owned=owned)


def _owned_more(children: Mapping[str, int], incidents: Mapping[str, int]) -> Mapping[str, int]:
    """Return by how many children more than incidents each area knows of; nothing, where another has the incident."""
    more = {area: children.get(area, 0) - incidents.get(area, 0) for area in children.keys() | incidents.keys()}
    return {} if any(count < 0 for count in more.values()) else {area: more[area] for area in sorted(more)}


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
