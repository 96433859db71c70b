"""What the release pack says: the numbers that are newly printed and those that are hidden, as a checker reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annual_report.disclosure.earlier import Earlier
from annual_report.disclosure.models import Decision, OfAreas, Reviewed, Rule, Shown
from annual_report.editions.dates import in_words
from annual_report.release import Release
from annual_report.review.changes import Changes, changes_between, printed
from annual_report.review.record import Review
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.models import Form, Ratio
from annual_report.statistics.values import shown

#: What each rule means for a number. Newly printed numbers are grouped so, in this order.
RULES: Mapping[Rule, str] = {
    Rule.DECIDED: "a rule hides it, and a decision prints it",
    Rule.SHOWN: "no rule hides it",
    Rule.SMALL: "too few children, or too few incidents behind them",
    Rule.WHOLE: "all of its base, so that it tells of each one",
    Rule.EVENTS: "a ratio on too few cases",
    Rule.RESTS: "a ratio of a hidden number",
    Rule.SECONDARY: "hidden so that no other number can be worked out",
    Rule.GEOGRAPHY: "rounded or left out, at this level of place",
    Rule.EXEMPT: "its unit cannot identify a child",
    Rule.REFERENCE: "from a published reference table",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number in words. ``count`` and ``base_count`` are the true ones; ``possible`` is what anyone can work out."""

    id: str
    label: str
    printed: str
    count: str
    base: str
    base_count: str
    incidents: str
    rule: Rule
    neighbours: tuple[str, ...]
    decision: Decision | None
    possible: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that the release pack says.

    ``new`` are the numbers that are printed now and were not printed so in ``latest``, the latest earlier release;
    ``known`` is how many were.
    ``of_areas`` is what areas can tell that know their own records. ``doubt`` says how many fewer hidden numbers
    might do, if that is not proven. ``number`` is the one that this release gets when it is signed off.
    """

    edition: str
    title: str
    new: tuple[Number, ...]
    known: int
    hidden: tuple[Number, ...]
    doubt: str
    decisions: tuple[Decision, ...]
    changes: Changes | None
    of_areas: OfAreas
    latest: Earlier | None
    number: int
    policy: tuple[str, ...]
    hash: str

    def of_rule(self, rule: Rule) -> tuple[Number, ...]:
        """Return the newly printed numbers on which one rule decided."""
        return tuple(number for number in self.new if number.rule is rule)


def make_pack(release: Release, review: Review, earlier: Sequence[Earlier]) -> Pack:
    """Return the release pack.

    Args:
        release: what is to be published.
        review: its review.
        earlier: the releases that were signed off before, the oldest first.
    """
    latest = earlier[-1] if earlier else None
    items = release.ledger.values.items
    before = latest.release.ledger.values.items if latest else {}
    told = [item for item in review.reviewed if tells(items.get(item.id))]
    new = [item for item in told if printed(items[item.id]) != printed(before.get(item.id))]
    hidden = [item for item in review.reviewed if not item.is_printed]
    printing = [decision for decision in review.decisions if decision.shown is not Shown.AREAS]
    return Pack(
        edition=release.imprint.edition,
        title=release.imprint.title,
        new=tuple(_number(item, items) for item in sorted(new, key=_smallest_first)),
        known=len(told) - len(new),
        hidden=tuple(_number(item, items) for item in sorted(hidden, key=lambda item: item.id)),
        doubt=review.doubt,
        decisions=tuple(sorted(printing, key=lambda decision: decision.statistic)),
        of_areas=review.of_areas or OfAreas(areas=0),
        changes=changes_between(latest.release, release) if latest else None,
        latest=latest,
        number=len(earlier) + 1,
        policy=review.policy,
        hash=review.hash,
    )


def tells(item: Item | None) -> bool:
    """Say whether a release tells something of the number's value: all of it, or what may be told of a hidden one."""
    if isinstance(item, Hidden):
        return item.percent is not None or item.rounded is not None or bool(item.direction)
    return item is not None


def decided_in_words(decision: Decision) -> str:
    """Return who decided and who reviewed it, with the day."""
    return f"{decision.who}, {in_words(decision.when)}; reviewed by {decision.reviewed_by}"


def _smallest_first(item: Reviewed) -> tuple[int, bool, int, str]:
    """Order by rule; within it the smallest counts first, since they tell most, and ratios last."""
    return list(RULES).index(item.rule), item.count is None, item.count or 0, item.id


def _number(item: Reviewed, items: Mapping[str, Item]) -> Number:
    return Number(
        id=item.id,
        label=item.label,
        printed=printed(items.get(item.id)),
        count=item.value if item.count is None else f"{item.count:,}",
        base=item.base or "",
        base_count="" if item.base_count is None else f"{item.base_count:,}",
        incidents="" if item.incidents is None else f"{item.incidents:,}",
        rule=item.rule,
        neighbours=tuple(f"{name}: {_briefly(items.get(name))}" for name in item.neighbours),
        decision=item.decision,
        possible=_possible(item),
    )


def _briefly(item: Item | None) -> str:
    if item is None:
        return "not there"
    is_ratio = isinstance(item, Ratio) or (isinstance(item, Hidden) and item.is_ratio)
    return shown(item, Form.RATIO if is_ratio else Form.COUNT)


def _possible(item: Reviewed) -> str:
    if item.low is None:
        return ""
    return f"{item.low:,} or more" if item.high is None else f"{item.low:,} to {item.high:,}"
