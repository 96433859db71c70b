"""Where disclosure control starts from: every count, what is known of it already, and the rule and decision on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from annual_report.disclosure.before import (
    Known,
    known_from_figures,
    known_from_releases,
    printing_as,
    sided,
    with_differences,
    with_dropped,
)
from annual_report.disclosure.earlier import Earlier
from annual_report.disclosure.kinds import Kind, kind_of
from annual_report.disclosure.linked import Linked, link, without_ids
from annual_report.disclosure.models import Decision, Shown
from annual_report.disclosure.needs import Need, need_of
from annual_report.disclosure.rules import PRIMARY, Ruling, rule_on
from annual_report.disclosure.system import System, build_system
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError, InputError
from annual_report.figures.models import PublishedFigure
from annual_report.rounding import percent
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic
from annual_report.subject import Held


@dataclass(frozen=True)
class Case:
    """All that disclosure control is given: every number, the policy, the decisions, and what was published before.

    ``held`` says whose the records are: areas know their own, whatever is hidden.
    """

    ledger: Ledger
    policy: Policy
    decisions: tuple[Decision, ...] = ()
    figures: tuple[PublishedFigure, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    linked: tuple[Linked, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def known_by_ids(self) -> tuple[Earlier, ...]:
        """The edition's earlier releases of which no register says which records they counted."""
        registered = {(one.edition, one.earlier.number) for one in self.linked}
        return tuple(one for one in self.earlier if (self.ledger.edition, one.number) not in registered)


@dataclass(frozen=True)
class Position:
    """Every count of a case, by its place in the system.

    ``lows`` and ``highs`` bound it by what is known before anything is printed, and ``sources`` say whence; ``needs``
    are the counts that may not be printed; ``narrowed`` are those that are not printed, yet told within bounds: by a
    percentage, or rounded. ``hidden_before`` are the ids of those that a linked release hid. ``is_linked``: linked
    releases count some of the same records.
    """

    case: Case
    system: System
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    sources: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    needs: Mapping[int, Need]
    narrowed: frozenset[int]
    hidden_before: frozenset[str] = frozenset()
    is_linked: bool = False

    def is_known(self, place: int) -> bool:
        """Say whether a reader has the count already."""
        return self.lows[place] == self.highs[place]

    @cached_property
    def open_to_areas(self) -> frozenset[int]:
        """The counts of which somebody decided that areas may work them out."""
        return frozenset(place for place, ruling in enumerate(self.rulings) if ruling.is_areas)

    @cached_property
    def kinds(self) -> Mapping[int, Kind]:
        """Return the kind of each count whose symbol tells of it; what is left out or rounded by place does not."""
        by_place = rounded_ids(self.case).keys()
        return {
            place: kind_of(cell, self.case.policy.threshold)
            for place, cell in enumerate(self.system.cells)
            if cell.ids and not by_place & set(cell.ids)
        }


def take_position(case: Case) -> Position:
    """Return where disclosure control of a case starts from.

    Raises:
        InputError: if the policy names a unit, number or column that there is not.
        CheckError: if a number that may not be printed was published before, and nobody decided to print it again.
    """
    _require_known_names(case)
    links = link(case.ledger, case.linked)
    whole, dropped = with_dropped(links.ledger, case.known_by_ids)
    system = build_system(whole, case.policy.exempt.keys(), case.policy.threshold, case.held)
    system, printed = with_differences(system, case.known_by_ids, case.ledger)
    cap = 2 * max((cell.count for cell in system.cells), default=0) + case.policy.threshold
    bounds = _Bounds(system, cap)
    for known in (*links.known, *_all_known(case)):
        bounds.narrow(known)
    linked = {system.places[name] for name in links.added if name in system.places}
    old = printed | {system.places[name] for name in dropped - links.added if name in system.places}
    system = without_ids(system, links.added)  # nobody prints them now
    linked = {place for place in linked if not system.cells[place].ids}
    for place in old:
        bounds.fix(place, "an earlier release")
    old |= {place for place in linked if bounds.lows[place] == bounds.highs[place]}
    rulings = _rulings(case, system)
    narrowed = {bounds.narrow(known) for known in _told(case, system, rulings)}
    decided = [at for at, ruling in enumerate(rulings) if ruling.decision and ruling.decision.shown is Shown.COUNT]
    needs = {}
    for place, ruling in enumerate(rulings):
        if ruling.rule in PRIMARY and place not in decided and place not in old:
            if place in system.derived and system.follows(place, decided):
                continue  # whoever decided on those counts decided on what they add up to
            known_high = None if bounds.highs[place] >= cap else bounds.highs[place]
            need = need_of(system.cells[place], case.policy.threshold, bounds.lows[place], known_high)
            if need is not None:
                needs[place] = need
    position = Position(
        case,
        system,
        tuple(bounds.lows),
        tuple(bounds.highs),
        tuple(bounds.sources),
        rulings,
        needs,
        frozenset(narrowed),
        links.hidden - links.added,
        bool(links.known or links.hidden),
    )
    _require_unpublished(position)
    return position


class _Bounds:
    """What is known of each count, narrowed step by step."""

    def __init__(self, system: System, cap: int) -> None:
        self._system = system
        self.lows = [0] * len(system.cells)
        self.highs = [cap] * len(system.cells)
        self.sources = [""] * len(system.cells)

    def narrow(self, known: Known) -> int:
        """Note what is known of a statistic and return its place, -1 if it is not in the system."""
        place = self._system.places.get(known.statistic, -1)
        if place >= 0:
            self.lows[place] = max(self.lows[place], known.low)
            self.highs[place] = min(self.highs[place], self.highs[place] if known.high is None else known.high)
            self.sources[place] = self.sources[place] or known.source
        return place

    def fix(self, place: int, source: str) -> None:
        """Note that a count is known exactly."""
        self.lows[place] = self.highs[place] = self._system.cells[place].count
        self.sources[place] = self.sources[place] or source


def _all_known(case: Case) -> Iterable[Known]:
    """Return what readers have before this release, and the side of 1 of each ratio that a decision prints."""
    statistics = {item.id: item for item in case.ledger.statistics}
    ratios = {item.id: item for item in case.ledger.ratios}
    directions = [d for d in case.decisions if d.shown in (Shown.ABOVE, Shown.BELOW) and d.statistic in ratios]
    return [
        *known_from_figures(case.figures, case.ledger),
        *known_from_releases(case.earlier, case.ledger),
        *(sided(ratios[d.statistic], statistics, f"decisions.csv, line {d.line}") for d in directions),
    ]


def _rulings(case: Case, system: System) -> tuple[Ruling, ...]:
    decisions = {decision.statistic: decision for decision in case.decisions}
    rulings = []
    for cell in system.cells:
        decided = [decisions[name] for name in (cell.name, *cell.ids) if name in decisions]
        rulings.append(Ruling(rule_on(cell, case.policy), decided[0] if decided else None))
    return tuple(rulings)


def _told(case: Case, system: System, rulings: Sequence[Ruling]) -> Iterable[Known]:
    """Yield what is told of counts that are not printed: a percentage by decision, a rounded count by the policy."""
    statistics = {item.id: item for item in case.ledger.statistics}
    for ruling in rulings:
        decision = ruling.decision
        item = None if decision is None else statistics.get(decision.statistic)
        if decision is not None and decision.shown is Shown.PERCENT and item is not None and item.base_count:
            yield printing_as(item, percent(item.count, item.base_count), f"decisions.csv, line {decision.line}")
    for name, to in rounded_ids(case).items():
        place = system.places.get(name)
        if place is not None and rulings[place].rule not in PRIMARY:
            yield _within_rounding(statistics[name], to)


def rounded_ids(case: Case) -> dict[str, int]:
    """Return the statistics that the policy rounds (or leaves out: 0), since they are split by a column of place."""
    found: dict[str, int] = {}
    for breakdown in case.ledger.breakdowns:
        to = case.policy.rounding.get(breakdown.by)
        if to is None:
            to = found.get(breakdown.base)
        if to is not None:
            found |= dict.fromkeys(breakdown.parts, to)
    for item in case.ledger.statistics:
        if item.base in found:
            found.setdefault(item.id, found[item.base])
    return found


def rounded(count: int, to: int) -> int:
    """Return the count to the nearest ``to``, half up."""
    return (2 * count + to) // (2 * to) * to


def _within_rounding(item: Statistic, to: int) -> Known:
    if not to:
        return Known(item.id, 0, None, "")
    shown = rounded(item.count, to)
    return Known(item.id, max(0, shown - to // 2), shown + (to - 1) // 2, f"it is printed to the nearest {to}")


def _require_known_names(case: Case) -> None:
    units = {item.unit.one for item in case.ledger.statistics}
    ids = {item.id for item in case.ledger.statistics}
    columns = {breakdown.by for breakdown in case.ledger.breakdowns}
    for setting, named, there in (
        ("exempt", case.policy.exempt.keys(), units),
        ("keep", case.policy.keep, ids),
        ("rounding", case.policy.rounding.keys(), columns),
        ("merge", [merge.breakdown for merge in case.policy.merge], {item.id for item in case.ledger.breakdowns}),
    ):
        unknown = sorted(set(named) - there)
        if unknown:
            raise InputError(
                f"edition.toml: disclosure.{setting} names {unknown[0]!r}, which is not in this edition. "
                f"There are: {', '.join(sorted(there))}"
            )


def _require_unpublished(position: Position) -> None:
    """Check that what must be hidden has not been published before."""
    faults = []
    for place in position.needs:
        cell = position.system.cells[place]
        ruling = position.rulings[place]
        if position.is_known(place) and (ruling.decision is None or ruling.is_areas):
            faults.append(
                f"  {cell.name}: may not be printed (fewer than {position.case.policy.threshold}, or all of its base), "
                f"but {position.sources[place]} has printed it"
            )
    if faults:
        raise CheckError(
            f"{len(faults)} number(s) that the disclosure policy hides are published already. For each, add a line to "
            "decisions.csv if it is to be printed again, or correct what is named:\n" + "\n".join(faults)
        )
