"""Choosing what more to hide: what hiding each number costs, and what people can do if nothing protects one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annual_report.disclosure.insiders import Insight, owned_by
from annual_report.disclosure.models import Shown
from annual_report.disclosure.overlaps import is_left
from annual_report.disclosure.position import Position, rounded_ids
from annual_report.disclosure.suppression import Insider, Task, UnprotectedError, suppress
from annual_report.disclosure.system import System
from annual_report.errors import CheckError
from annual_report.statistics.ledger import Ledger

#: What hiding costs. Fewest first: one number more outweighs all that follows. Then what other percentages rest on;
#: then what others lie in, and what stands early in its table. Never how large a count is: whoever runs this program on
#: all that a hidden count could be must not see from the choice which of it was so. But a 0 is dear: readers may know
#: that it cannot be otherwise, and then it protects nothing.
_NUMBER, _RESTS, _MOST_RESTS, _LAST, _ZERO = 10_000, 100, 50, 99, 20


class NoProtectionError(CheckError):
    """A count that no choice protects. ``statistics`` are the ids that print it."""

    def __init__(self, statistics: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.statistics = statistics


@dataclass(frozen=True)
class Choice:
    """The places of the counts that are hidden: those that may not be printed, and those that protect them.

    ``spare`` is how many fewer numbers might do at the best, 0 where it is proven that none would.
    """

    hidden: frozenset[int]
    spare: int = 0


def choose(position: Position, against: Collection[Insight] = ()) -> Choice:
    """Return which counts to hide: the fewest and least useful that protect what may not be printed.

    Args:
        position: where disclosure control started from.
        against: what areas would work out by their own records: that is prevented where hiding more can.

    Raises:
        NoProtectionError: if a count cannot be protected, with the choices that people have.
    """
    costs = _costs(position)
    hidden = {*position.narrowed, *(place for place in position.needs if position.system.cells[place].ids)}
    spare = 0
    for places, part in position.system.parts():
        task = Task(
            part,
            {at: position.needs[place] for at, place in enumerate(places) if place in position.needs},
            [costs[place] for place in places],
            [position.lows[place] for place in places],
            [position.highs[place] for place in places],
            frozenset(at for at in part.derived if not is_left(part.cells[at].name)),
            {at: position.kinds[place] for at, place in enumerate(places) if place in position.kinds},
            tuple(_insiders(part, places, against)),
        )
        try:
            found = suppress(task)
        except UnprotectedError as error:
            raise _no_protection(position, places[error.place]) from error
        hidden |= {places[at] for at in found.places}
        spare += int(found.cost - found.bound) // _NUMBER
    return Choice(frozenset(hidden), spare)


def _insiders(part: System, places: Sequence[int], against: Iterable[Insight]) -> Iterator[Insider]:
    """Yield those who would work out a count of one part of the system."""
    there = {place: at for at, place in enumerate(places)}
    for insight in sorted(against):
        if insight.place in there:
            yield Insider(owned_by(part, insight.areas), frozenset([there[insight.place]]))


def _costs(position: Position) -> list[int | None]:
    """Return what hiding each count costs: 0 for what nobody prints, None for what is never hidden."""
    rests = Counter(item.base for item in position.case.ledger.statistics)
    ratios = _ratios_on(position.case.ledger)
    kept = _kept(position, rests)
    early = _earliness(position.case.ledger)
    holding = _holding(position.system)
    unprinted = {name for name, to in rounded_ids(position.case).items() if not to}
    costs: list[int | None] = []
    for place, cell in enumerate(position.system.cells):
        decision = position.rulings[place].decision
        if place in position.narrowed or unprinted & set(cell.ids):
            costs.append(0)
        elif position.is_known(place) or kept & set(cell.ids) or (decision and decision.shown is Shown.COUNT):
            costs.append(None)
        elif not cell.ids:
            costs.append(0)
        else:
            use = min(sum(rests[name] for name in cell.ids), _MOST_RESTS) * _RESTS
            use += min(holding[place], _LAST) + max((early[name] for name in cell.ids), default=0)
            numbers = len(cell.ids) + sum(ratios[name] for name in cell.ids)
            costs.append((numbers * _NUMBER + use) * (1 if cell.count else _ZERO))
    return costs


def _kept(position: Position, rests: Mapping[str | None, int]) -> set[str]:
    """Return the ids of what is never hidden: what the policy keeps, and totals.

    Where linked releases count the same records, a total may be just what they hid: a year of a series. So one that is,
    or on which nothing rests, may be hidden.
    """
    totals = {item.id for item in position.case.ledger.statistics if item.base is None}
    if position.is_linked:
        totals = {name for name in totals if rests[name]} - position.hidden_before
    return totals | set(position.case.policy.keep)


def _holding(system: System) -> Counter[int]:
    """Return for each printed count how many others lie in it."""
    bits = {
        place: sum(1 << group for group in system.groups[place]) for place, cell in enumerate(system.cells) if cell.ids
    }
    return Counter(
        whole for whole, held in bits.items() for part in bits.values() if part and part != held and not part & ~held
    )


def _ratios_on(ledger: Ledger) -> Counter[str]:
    """Return for each statistic how many ratios go with it: those of it, and those of shares of it."""
    base = {item.id: item.base for item in ledger.statistics}
    return Counter(
        name
        for ratio in ledger.ratios
        for name in {ratio.part, ratio.against, base[ratio.part], base[ratio.against]}
        if name is not None
    )


def _earliness(ledger: Ledger) -> Mapping[str, int]:
    """Return for each statistic how early it stands among the categories of its breakdown, 0 for the last."""
    found = dict.fromkeys((item.id for item in ledger.statistics), 0)
    for breakdown in ledger.breakdowns:
        for at, part in enumerate(reversed(breakdown.parts)):
            found[part] = min(at, _LAST)
    return found


def _no_protection(position: Position, place: int) -> NoProtectionError:
    cell = position.system.cells[place]
    sums = [relation for relation in position.system.relations if place in relation.cells]
    beside = sorted({position.system.cells[at].name for relation in sums for at in relation.cells} - {cell.name})
    return NoProtectionError(
        cell.ids,
        f"{cell.name} may not be printed, and whatever else is hidden, it can be worked out from {', '.join(beside)}: "
        "these are published already, decided, or never hidden. Choose one:\n"
        "  merge categories: a [[disclosure.merge]] in edition.toml for its breakdown;\n"
        "  let more be hidden: take ids out of disclosure.keep, or decisions out of decisions.csv;\n"
        f"  print it: a line in decisions.csv: {cell.name},count,<reason>,<who>,<when>,<reviewed by>;\n"
        "  publish less: take a table or share out of its notebook",
    )
