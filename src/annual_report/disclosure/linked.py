"""Linked releases: what was signed off of any edition and counts records that this edition counts too.

A count is known by its records, whatever it is called and whichever edition prints it. So a series over years is held
against the years' own reports, and a nation against its areas.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from annual_report.disclosure.before import Known, printing_as
from annual_report.disclosure.earlier import Earlier, read_earlier
from annual_report.disclosure.register import read_register, register_file
from annual_report.disclosure.system import System
from annual_report.editions.models import Edition, load_edition
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.membership import records_of
from annual_report.statistics.models import Statistic

_Prints = NDArray[np.uint64]
#: A set of records: their unit, their fingerprint, and how many they are.
_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """A signed-off release of an edition, and the records of each of its counts."""

    edition: str
    earlier: Earlier
    statistics: tuple[Statistic, ...]

    @property
    def name(self) -> str:
        """How the release is called in the names of its counts."""
        return f"release.{self.edition.lower().replace('-', '_')}.{self.earlier.number:03d}"

    @property
    def source(self) -> str:
        """How the release is called in messages."""
        return f"release {self.earlier.number:03d} of {self.edition}, signed off {self.earlier.on}"


@dataclass(frozen=True)
class Links:
    """A ledger with what other releases counted of the same records.

    ``added`` are the ids of counts that this edition does not print; ``known`` is what the releases printed;
    ``hidden`` are the ids, here, of what they hid.
    """

    ledger: Ledger
    added: frozenset[str] = frozenset()
    known: tuple[Known, ...] = ()
    hidden: frozenset[str] = frozenset()


def read_linked(edition: Edition) -> tuple[Linked, ...]:
    """Return every signed-off release of the project's editions, the edition's own too where it has a register.

    Raises:
        CheckError: if a release was altered or is missing, or another edition's has no register.
        InputError: if an edition's settings are wrong, or a file is not what it should be.
        MissingError: if an edition has no settings.
    """
    return tuple(_read(edition))


def _read(edition: Edition) -> Iterator[Linked]:
    for settings in sorted(edition.folder.parent.glob("*/edition.toml")):
        other = edition if settings.parent.resolve() == edition.folder else load_edition(settings.parent)
        for earlier in read_earlier(other.releases_folder):
            if other is edition and not register_file(other, earlier.number).exists():
                continue  # then its counts are known by their ids
            register = read_register(other, earlier.number, earlier.hash)
            yield Linked(other.name, earlier, register.statistics)


def link(ledger: Ledger, linked: Sequence[Linked]) -> Links:
    """Return the ledger with the counts of linked releases that share records with it, or with others that do."""
    linking = _Linking(ledger)
    waiting = [family for release in linked for family in _families(release)]
    while near := [family for family in waiting if linking.meets(family)]:
        for family in near:
            linking.add(family)
        waiting = [family for family in waiting if family not in near]
    for release in linked:
        linking.add_zeros(release)
    return linking.links()


def without_ids(system: System, ids: frozenset[str]) -> System:
    """Return the system in which nobody prints the counts ``ids``."""
    cells = []
    for cell in system.cells:
        left = tuple(name for name in cell.ids if name not in ids)
        cells.append(cell if left == cell.ids else replace(cell, ids=left, name=left[0] if left else cell.name))
    return replace(system, cells=tuple(cells))


@dataclass(frozen=True, eq=False)
class _Family:
    """A total of a release, and all that was counted of it, itself included."""

    release: Linked
    total: Statistic
    items: tuple[Statistic, ...]


def _families(release: Linked) -> Iterator[_Family]:
    statistics = {item.id: item for item in release.statistics}
    found: dict[str, list[Statistic]] = {}
    for item in release.statistics:
        if item.members and item.count:
            found.setdefault(_total_of(item, statistics), []).append(item)
    for total, items in found.items():
        yield _Family(release, statistics[total], tuple(items))


@dataclass
class _Linking:
    """Links in the making."""

    ledger: Ledger
    places: dict[_Key, str] = field(init=False)
    records: dict[str, _Prints] = field(init=False)
    added: dict[str, Statistic] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        counted = [item for item in self.ledger.statistics if item.members and item.count]
        self.places = {_key(item): item.id for item in reversed(counted)}
        self.records = {}
        for item in counted:
            self._meet(item)

    def meets(self, family: _Family) -> bool:
        """Say whether a family shares records with what is linked already."""
        if any(_key(item) in self.places for item in family.items):
            return True
        mine = self.records.get(family.total.unit.one)
        named = family.total.records
        return bool(mine is not None and named and np.isin(records_of(named), mine).any())

    def add(self, family: _Family) -> None:
        """Add a total and its parts: of those that are there already only what is known of them."""
        release, total = family.release, family.total
        shown = release.earlier.release.ledger.values.items
        self._meet(total)
        for item in family.items:
            name = self.places.get(_key(item))
            if name is None:
                name = self.places[_key(item)] = f"{release.name}.{item.id}"
                self._add_count(name, item, f"{release.name}.{total.id}", total)
            told = shown.get(item.id)
            if isinstance(told, Statistic):
                self.known.append(Known(name, item.count, item.count, release.source))
            else:
                self.hidden.add(name)
            if isinstance(told, Hidden):
                self.known += _told(name, item, told, release.source)

    def add_zeros(self, release: Linked) -> None:
        """Note each 0 that was printed under the same id of the same base: a set without records has no other name."""
        now = {item.id: item for item in self.ledger.statistics}
        before = {item.id: item for item in release.statistics}
        for item in release.earlier.release.ledger.statistics:
            base = item.base or ""
            if item.count or item.id not in now or now[item.id].count or base not in now or base not in before:
                continue
            if _key(now[base]) == _key(before[base]):
                self.known.append(Known(item.id, 0, 0, release.source))

    def links(self) -> Links:
        """Return the links."""
        statistics = (*self.ledger.statistics, *(self.added[name] for name in sorted(self.added)))
        ledger = self.ledger.model_copy(update={"statistics": statistics}) if self.added else self.ledger
        printed = {known.statistic for known in self.known if known.low == known.high}
        return Links(ledger, frozenset(self.added), tuple(self.known), frozenset(self.hidden - printed))

    def _meet(self, item: Statistic) -> None:
        if item.records:
            mine = self.records.get(item.unit.one, np.array([], dtype=np.uint64))
            self.records[item.unit.one] = np.union1d(mine, records_of(item.records))

    def _add_count(self, name: str, item: Statistic, root: str, total: Statistic) -> None:
        whole = total.model_copy(update={"id": root, "base": None, "base_count": None})
        self.added.setdefault(root, whole)  # where the ledger has the same total, its records are named once more
        if item is not total:
            self.added[name] = item.model_copy(update={"id": name, "base": root, "base_count": total.count})


def _told(name: str, item: Statistic, told: Hidden, source: str) -> Iterator[Known]:
    """Yield what a release told of a number that it hid."""
    if told.percent is not None and item.base_count:
        yield replace(printing_as(item, told.percent, source), statistic=name)
    if told.rounded is not None:
        yield Known(name, max(0, told.rounded - told.to // 2), told.rounded + (told.to - 1) // 2, source)


def _key(item: Statistic) -> _Key:
    return item.unit.one, item.members, item.count


def _total_of(item: Statistic, statistics: Mapping[str, Statistic]) -> str:
    while item.base is not None and item.base in statistics:
        item = statistics[item.base]
    return item.id
