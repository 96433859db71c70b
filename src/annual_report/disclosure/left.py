"""What is left when the hidden counts are known: of each number what may be told, and what the checker must see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annual_report.disclosure.attack import Interval
from annual_report.disclosure.models import Decision, Reviewed, Rule, Shown
from annual_report.disclosure.position import Position, rounded, rounded_ids
from annual_report.disclosure.rules import PRIMARY, rule_on_ratio
from annual_report.rounding import percent
from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.hiding import what_is_left
from annual_report.statistics.models import Form, Ratio, Statistic
from annual_report.statistics.values import shown


@dataclass(frozen=True)
class Left:
    """What is left of the hidden numbers, every number for the checker, and the rule on each ratio."""

    hidden: tuple[Hidden, ...]
    reviewed: tuple[Reviewed, ...]
    ratio_rules: Mapping[str, Rule]


def leave(
    position: Position, hidden: frozenset[int], intervals: Mapping[int, Interval], told: Mapping[str, Interval]
) -> Left:
    """Return what is left.

    Args:
        position: where disclosure control started from.
        hidden: the places of the hidden counts.
        intervals: what can be worked out for them at the most, for the checker.
        told: what the published words alone give, by id: no more is told to anyone else.
    """
    return _Leaving(position, hidden, intervals, told).all()


class _Leaving:
    def __init__(
        self,
        position: Position,
        hidden: frozenset[int],
        intervals: Mapping[int, Interval],
        told: Mapping[str, Interval],
    ) -> None:
        self._position = position
        self._intervals = intervals
        self._told = told
        self._case = position.case
        self._statistics = {item.id: item for item in self._case.ledger.statistics}
        self._rounded = rounded_ids(self._case)
        self._unprinted = {name for name, to in self._rounded.items() if not to}
        self._gone = {name for at in hidden for name in position.system.cells[at].ids} | self._unprinted
        self._decisions = {decision.statistic: decision for decision in self._case.decisions}
        self._cap = max(position.highs, default=0)

    def all(self) -> Left:
        items: list[Statistic | Ratio] = [*self._case.ledger.statistics, *self._case.ledger.ratios]
        reviewed = {item.id: self._review(item) for item in items}
        hidden = tuple(
            self._ratio_left(item, reviewed[item.id].rule) if isinstance(item, Ratio) else self._count_left(item)
            for item in items
            if not reviewed[item.id].is_printed
        )
        ratio_rules = {ratio.id: self._rule_of_ratio(ratio) for ratio in self._case.ledger.ratios}
        return Left(hidden, tuple(reviewed[name] for name in sorted(reviewed)), ratio_rules)

    def _review(self, item: Statistic | Ratio) -> Reviewed:
        if isinstance(item, Ratio):
            return self._review_ratio(item)
        place = self._position.system.places.get(item.id)
        interval = None if place is None else self._intervals.get(place)
        return Reviewed(
            id=item.id,
            label=item.label,
            unit=item.unit.one,
            count=item.count,
            value=shown(item, Form.SHARE if item.base else Form.COUNT),
            base=item.base,
            base_count=item.base_count,
            incidents=item.incidents,
            rule=self._rule_of(item, place),
            is_printed=item.id not in self._gone,
            decision=self._decision_on(item.id, place),
            low=interval.low if interval else None,
            high=interval.high if interval else None,
            neighbours=() if place is None else self._neighbours(place),
        )

    def _rule_of(self, item: Statistic, place: int | None) -> Rule:
        if place is None:
            return Rule.REFERENCE if item.reference else Rule.EXEMPT
        ruling = self._position.rulings[place]
        if ruling.rule in PRIMARY:
            return ruling.rule if item.id in self._gone else Rule.DECIDED
        if item.id in self._rounded:
            return Rule.GEOGRAPHY
        return Rule.SECONDARY if item.id in self._gone else Rule.SHOWN

    def _decision_on(self, name: str, place: int | None) -> Decision | None:
        if place is None:
            return self._decisions.get(name)
        return self._position.rulings[place].decision

    def _neighbours(self, place: int) -> tuple[str, ...]:
        sums = [relation for relation in self._position.system.relations if place in relation.cells]
        near = {name for relation in sums for at in relation.cells for name in self._position.system.cells[at].ids}
        return tuple(sorted(near - set(self._position.system.cells[place].ids) - self._gone))

    def _count_left(self, item: Statistic) -> Hidden:
        plain = what_is_left(item, self._gone)
        place = self._position.system.places.get(item.id)
        if place is None:
            return plain.model_copy(update={"symbol": Symbol.NOT_AVAILABLE})
        interval = self._told.get(item.id)
        told: dict[str, object] = {}
        if interval is not None:
            told = {"low": interval.low, "high": None if interval.high >= self._cap else interval.high}
        decision = self._position.rulings[place].decision
        if decision is not None and decision.shown is Shown.PERCENT:
            told["percent"] = percent(item.count, item.base_count or 1)
        elif item.id in self._unprinted:  # whether small or not: another symbol would tell them apart
            told["symbol"] = Symbol.NOT_AVAILABLE
        elif item.id in self._rounded and self._position.rulings[place].rule not in PRIMARY:
            to = self._rounded[item.id]
            told |= {"rounded": rounded(item.count, to), "to": to}
        return plain.model_copy(update=told)

    def _rule_of_ratio(self, ratio: Ratio) -> Rule:
        part, against = self._statistics[ratio.part], self._statistics[ratio.against]
        if self._gone & {part.id, part.base, against.id, against.base}:
            return Rule.RESTS
        return rule_on_ratio(ratio, self._statistics, self._case.policy)

    def _review_ratio(self, ratio: Ratio) -> Reviewed:
        part = self._statistics[ratio.part]
        rule, decision = self._rule_of_ratio(ratio), self._decisions.get(ratio.id)
        printed = rule is Rule.SHOWN
        if rule is Rule.EVENTS and decision is not None and decision.shown is Shown.COUNT:
            rule, printed = Rule.DECIDED, True
        return Reviewed(
            id=ratio.id,
            label=ratio.label,
            unit="",
            count=part.count,
            value=shown(ratio, Form.RATIO),
            base=ratio.against,
            base_count=None,
            incidents=part.incidents,
            rule=rule,
            is_printed=printed,
            decision=decision,
            low=None,
            high=None,
            neighbours=tuple(sorted({ratio.part, ratio.against} - self._gone)),
        )

    def _ratio_left(self, ratio: Ratio, rule: Rule) -> Hidden:
        decision = self._decisions.get(ratio.id)
        side: Literal["", "above", "below"] = ""
        if decision is not None and decision.shown is Shown.ABOVE:
            side = "above"
        elif decision is not None and decision.shown is Shown.BELOW:
            side = "below"
        symbol = Symbol.UNRELIABLE if rule is Rule.EVENTS else Symbol.CONFIDENTIAL
        return what_is_left(ratio).model_copy(update={"symbol": symbol, "direction": side})
