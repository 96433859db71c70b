"""Disclosure control, in named steps: what each rule hides, what more must be hidden, the attack, and what is left."""

from dataclasses import dataclass, replace

from annual_report.disclosure.areas import let_areas_know
from annual_report.disclosure.attack import Interval, Printed, attack, evidence, narrowed
from annual_report.disclosure.before import revised
from annual_report.disclosure.choice import Choice, NoProtectionError, choose
from annual_report.disclosure.insiders import Insight, Known, known_to_areas
from annual_report.disclosure.left import Left, leave
from annual_report.disclosure.merging import merge_categories, require_unseen
from annual_report.disclosure.models import OfAreas, Reviewed, Shown
from annual_report.disclosure.position import Case, Position, take_position
from annual_report.disclosure.rules import require_sound_decisions
from annual_report.disclosure.system import system_of_words
from annual_report.errors import CheckError
from annual_report.release import Decided, Disclosure
from annual_report.statistics.hiding import hide
from annual_report.statistics.ledger import Ledger


@dataclass(frozen=True)
class Controlled:
    """What disclosure control gives: the ledger that may be released, what readers are told, what a checker reviews.

    ``spare`` is how many fewer hidden numbers might do at the best, 0 where it is proven that none would. ``of_areas``
    is what areas can tell that know their own records.
    """

    ledger: Ledger
    disclosure: Disclosure
    reviewed: tuple[Reviewed, ...]
    spare: int
    of_areas: OfAreas


def control(case: Case) -> Controlled:
    """Return what of a case may be released.

    Raises:
        InputError: if the policy names what there is not.
        CheckError: if a decision does not hold or is not needed, a number that may not be printed is published already,
            nothing protects one, or the attack can narrow one down, or areas can work one out that know their own
            records. The message says which, and what to do.
    """
    try:
        return _control(case)
    except NoProtectionError as error:
        merged = merge_categories(case.ledger, case.policy.merge, error.statistics)
        if merged is None:
            raise
        return _control(_merged(case, merged))


def _merged(case: Case, ledger: Ledger) -> Case:
    """Return the case with the ledger in which categories are merged. None of them can be kept any more."""
    gone = {item.id for item in case.ledger.statistics} - {item.id for item in ledger.statistics}
    require_unseen(gone, case.figures, case.earlier)
    kept = tuple(name for name in case.policy.keep if name not in gone)
    return replace(case, ledger=ledger, policy=case.policy.model_copy(update={"keep": kept}))


def _control(case: Case) -> Controlled:
    position = _only_what_was_safe(take_position(case))
    ratios = {ratio.id for ratio in case.ledger.ratios}
    on_counts = [decision for decision in case.decisions if decision.statistic not in ratios]
    on_ratios = [decision for decision in case.decisions if decision.statistic in ratios]
    require_sound_decisions(on_counts, case.ledger, position.system, case.policy, {})  # before what rests on them
    choice, intervals, known = _choose(position)
    of_areas = let_areas_know(position, known)
    left = leave(position, choice.hidden, intervals, _told(position, choice.hidden))
    require_sound_decisions(on_ratios, case.ledger, position.system, case.policy, left.ratio_rules)
    return Controlled(hide(case.ledger, left.hidden), _disclosure(case, left), left.reviewed, choice.spare, of_areas)


def _choose(position: Position) -> tuple[Choice, dict[int, Interval], Known]:
    """Return what to hide, what anyone can work out of it, and what areas can that know their own records.

    More is hidden as long as that keeps areas from working a number out, unless somebody decided that they may.
    """
    against: frozenset[Insight] = frozenset()
    while True:
        choice = choose(position, against)
        intervals = _withstand(position, choice.hidden)
        printed = _printed(position, choice.hidden)
        found = known_to_areas(printed, position.needs, position.case.policy.threshold)
        new = {insight for insight in found.exact - against if insight.place not in position.open_to_areas}
        if not new:
            return choice, intervals, found
        against |= new


def _printed(position: Position, hidden: frozenset[int]) -> Printed:
    """Return what a reader knows of each count if ``hidden`` are."""
    cells = position.system.cells
    known = [place not in hidden and bool(cell.ids) for place, cell in enumerate(cells)]
    return Printed(
        position.system,
        [cell.count if known[at] else position.lows[at] for at, cell in enumerate(cells)],
        [cell.count if known[at] else position.highs[at] for at, cell in enumerate(cells)],
    )


def _only_what_was_safe(position: Position) -> Position:
    """Return the position without the needs that linked releases gave away long ago: no choice can meet them now.

    That holds only of counts that this edition does not print. Of its own, a decision is asked for.
    """
    cells = position.system.cells
    needs = {place: need for place, need in position.needs.items() if position.case.linked and not cells[place].ids}
    known = Printed(position.system, position.lows, position.highs)
    given_away = narrowed(known, needs).keys() if needs else set()
    return replace(position, needs={at: need for at, need in position.needs.items() if at not in given_away})


def _withstand(position: Position, hidden: frozenset[int]) -> dict[int, Interval]:
    """Attack what is to be printed; return what anyone can work out for each hidden count.

    Raises:
        CheckError: naming each count that can be narrowed down, how far, and by which printed numbers.
    """
    cells = position.system.cells
    printed = _printed(position, hidden)
    intervals = attack(printed, {*hidden, *(place for place in position.needs if place not in printed.system.derived)})
    single = {at for at, found in intervals.items() if found.low == found.high and cells[at].count}  # a 0 is no secret
    single -= position.needs.keys() | position.narrowed
    unknowing = attack(printed, single, knowing=False)  # what protects a share that is all of its base is none either
    asked = {at: need for at, need in position.needs.items() if at in intervals and at not in position.system.outside}
    open_to_all = {at: found for at, found in unknowing.items() if found.low == found.high}
    open_to_all |= {
        at: intervals[at]
        for at, need in asked.items()
        if not need.is_met(cells[at].count, intervals[at].low, intervals[at].high)
    }
    open_to_all |= narrowed(printed, {at: need for at, need in position.needs.items() if at not in asked})
    open_to_all |= _if_none_is_0(position, printed)
    faults = []
    for place, interval in sorted(open_to_all.items()):
        by = ", ".join(evidence(printed, place)) or position.sources[place]
        faults.append(f"  {cells[place].name}: lies between {interval.low} and {interval.high}, by {by}")
    if faults:
        raise CheckError(
            f"{len(faults)} hidden number(s) can be worked out from what is printed. Nothing was published:\n"
            + "\n".join(faults)
        )
    return intervals


def _if_none_is_0(position: Position, printed: Printed) -> dict[int, Interval]:
    """Return the few that are worked out by one who knows that a 0 is printed as long as another number does."""
    kinds = {at: kind for at, kind in position.kinds.items() if printed.lows[at] < printed.highs[at]}
    lows = [max(low, kinds[at].low) if at in kinds else low for at, low in enumerate(printed.lows)]
    highs = [0 if at in kinds and kinds[at].high == 0 else high for at, high in enumerate(printed.highs)]
    few = {at for at, kind in kinds.items() if kind.few and at in position.needs}
    found = attack(Printed(printed.system, lows, highs), few)
    return {at: interval for at, interval in found.items() if interval.low == interval.high}


def _told(position: Position, hidden: frozenset[int]) -> dict[str, Interval]:
    """Return what the published words alone give for each hidden count: the most that a release may say of it."""
    gone = {name for at in hidden for name in position.system.cells[at].ids}
    system = system_of_words(position.case.ledger, position.case.policy.exempt.keys())
    lows, highs = [], []
    for cell in system.cells:
        at = position.system.places[cell.ids[0]] if cell.ids else None
        printed = bool(cell.ids) and not gone & set(cell.ids)
        lows.append(cell.count if printed else 0 if at is None else position.lows[at])
        highs.append(cell.count if printed else max(position.highs) if at is None else position.highs[at])
    targets = {at for at, cell in enumerate(system.cells) if gone & set(cell.ids)}
    found = attack(Printed(system, lows, highs), targets)
    return {name: interval for at, interval in found.items() for name in system.cells[at].ids}


def _disclosure(case: Case, left: Left) -> Disclosure:
    hidden = {item.id for item in left.hidden}
    return Disclosure(
        threshold=case.policy.threshold,
        events=case.policy.events,
        rules=case.policy.in_words(),
        decided=tuple(
            Decided(statistic=decision.statistic, shown=decision.shown, reason=decision.reason)
            for decision in sorted(case.decisions, key=lambda decision: decision.statistic)
            if decision.shown is not Shown.AREAS  # nothing is printed for it
        ),
        revised=tuple(name for name in revised(case.earlier, case.ledger) if name not in hidden),
        provisional=case.policy.provisional,
    )
