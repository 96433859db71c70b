"""Which rule decides on each number, before any number is hidden to protect another, and which decisions are needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annual_report.disclosure.models import Decision, Rule, Shown
from annual_report.disclosure.needs import is_small
from annual_report.disclosure.overlaps import OVERLAP_WORDS
from annual_report.disclosure.system import Cell, System
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.rounding import counts_printing_as, percent
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic

#: The rules that hide a number in itself.
PRIMARY = frozenset({Rule.SMALL, Rule.WHOLE})


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule on a number, and the decision on it if one was made."""

    rule: Rule
    decision: Decision | None = None

    @property
    def is_areas(self) -> bool:
        """Say whether it is decided that areas may work the number out. It stays hidden."""
        return self.decision is not None and self.decision.shown is Shown.AREAS


def rule_on(cell: Cell, policy: Policy) -> Rule:
    """Return the rule on a count in itself."""
    if is_small(cell, policy.threshold):
        return Rule.SMALL
    return Rule.WHOLE if cell.whole and cell.ids else Rule.SHOWN


def rule_on_ratio(ratio: Ratio, statistics: Mapping[str, Statistic], policy: Policy) -> Rule:
    """Return the rule on a ratio in itself: the cases are the records of its part."""
    return Rule.EVENTS if statistics[ratio.part].count < policy.events else Rule.SHOWN


def require_sound_decisions(
    decisions: Sequence[Decision], ledger: Ledger, system: System, policy: Policy, ratio_rules: Mapping[str, Rule]
) -> None:
    """Check that each decision is on a number that there is, fits it, and is needed.

    Args:
        decisions: what people decided.
        ledger: every number.
        system: every count.
        policy: the rules.
        ratio_rules: the rule on each ratio, by what it rests on too.

    Raises:
        CheckError: naming every decision that is not, with its line.
    """
    faults = []
    statistics = {item.id: item for item in ledger.statistics}
    ratios = {item.id: item for item in ledger.ratios}
    cells = {cell.name: cell for cell in system.cells} | {name: system.cells[at] for name, at in system.places.items()}
    for decision in decisions:
        name = decision.statistic
        if name in ratios:
            fault = _on_ratio(decision, ratios[name], ratio_rules[name])
        elif name in cells:
            fault = _on_count(decision, cells[name], statistics.get(name), policy)
        elif name in statistics:
            fault = "no rule hides it, since its unit or source is exempt: take the decision out"
        elif statistics.keys() >= {word for word in name.split() if word not in OVERLAP_WORDS}:
            fault = "no rule hides it any more: take the decision out"
        else:
            fault = "there is no such statistic or remainder: take the decision out, or correct the id"
        if fault:
            faults.append(f"  decisions.csv, line {decision.line}: {name}: {fault}")
    if faults:
        raise CheckError(f"{len(faults)} decision(s) do not hold:\n" + "\n".join(faults))


def _on_ratio(decision: Decision, ratio: Ratio, rule: Rule) -> str:
    sides = {Shown.ABOVE: ratio.numerator > ratio.denominator, Shown.BELOW: ratio.numerator < ratio.denominator}
    if decision.shown in (Shown.PERCENT, Shown.AREAS):
        return "a ratio is shown as a count (its value), above or below"
    if not sides.get(decision.shown, True):
        return f"it is not {decision.shown} 1: correct the decision"
    if decision.shown is Shown.COUNT and rule is Rule.RESTS:
        return "its value rests on a hidden number: decide on that number first, or print only above or below"
    return "no rule hides it any more: take the decision out" if rule is Rule.SHOWN else ""


def _on_count(decision: Decision, cell: Cell, item: Statistic | None, policy: Policy) -> str:
    if decision.shown in (Shown.ABOVE, Shown.BELOW):
        return f"{decision.shown} is for ratios: a statistic is shown as a count or a percent"
    if rule_on(cell, policy) is Rule.SHOWN:
        return "no rule hides it any more: take the decision out"
    if decision.shown is Shown.PERCENT:
        if item is None or not item.base_count:
            return "it has no percentage: decide on its count"
        if item.base_count < policy.percent_base or item.decimals:
            return (
                f"a percentage without its count must be whole and of a base of {policy.percent_base} or more, or it "
                "gives the count away"
            )
        whole = percent(item.count, item.base_count)
        if len(counts_printing_as(whole, item.base_count)) == 1:
            return (
                f"only one count of {item.base_count} is {whole}%, so the percentage gives it away: decide on its count"
            )
    return ""
