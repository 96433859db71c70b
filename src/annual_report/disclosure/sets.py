"""Which set of records each statistic counts: all of a kind, cut by categories and selections.

Two statistics whose sets differ in one cut are a total and its part, whatever tables and chapters they stand in.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic

#: What a selection leaves: records are in it, or out of it.
IN, OUT = "in", "out"
#: How the name of a selection begins.
SELECTION = "selection "


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """One category of a column, or one side of a selection. ``family`` is the column, or the selection's name."""

    family: str
    code: str


@dataclass(frozen=True, slots=True)
class Cuts:
    """The records of the total ``root`` that lie in every one of ``cuts``."""

    root: str
    cuts: frozenset[Cut]

    def without(self, cut: Cut) -> "Cuts":
        """Return the larger set that this one is cut from."""
        return Cuts(self.root, self.cuts - {cut})

    def within(self, family: str, code: str) -> "Cuts":
        """Return the smaller set of one category."""
        return Cuts(self.root, self.cuts | {Cut(family, code)})


@dataclass(frozen=True, slots=True)
class Sets:
    """The set of each statistic, by id, and the codes of each family, in order."""

    of: Mapping[str, Cuts]
    codes: Mapping[str, tuple[str, ...]]


def sets_of(ledger: Ledger, ids: AbstractSet[str]) -> Sets:
    """Return the sets that the statistics ``ids`` of the ledger count; the base of each must be among them."""
    statistics = {item.id: item for item in ledger.statistics if item.id in ids}
    categories: dict[str, Cut] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for breakdown in ledger.breakdowns:
        family = breakdown.by or breakdown.id
        for part in breakdown.parts:
            cut = Cut(family, part.rpartition(".")[2])
            categories[part] = cut
            if not ids.isdisjoint(breakdown.parts):  # then those that an earlier release hid are categories too
                codes[family] = tuple(dict.fromkeys((*codes.get(family, ()), cut.code)))
    found: dict[str, Cuts] = {}
    for name in statistics:
        _place(name, statistics, categories, found)
    selections = {cut.family for cuts in found.values() for cut in cuts.cuts} - codes.keys()
    return Sets(found, codes | dict.fromkeys(selections, (IN, OUT)))


def _place(
    name: str, statistics: Mapping[str, Statistic], categories: Mapping[str, Cut], found: dict[str, Cuts]
) -> Cuts:
    """Return the set of one statistic, having placed what it rests on."""
    if name in found:
        return found[name]
    item = statistics[name]
    if item.base is None:
        found[name] = Cuts(name, frozenset())
    else:
        base = _place(item.base, statistics, categories, found)
        cut = categories.get(name) or Cut(SELECTION + name.removeprefix(item.base + "."), IN)
        found[name] = base.within(cut.family, cut.code)
    return found[name]
