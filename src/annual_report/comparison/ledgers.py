"""Comparing two ledgers: each item that only one of them has, and each aspect in which two of one id differ."""

from collections.abc import Iterator, Mapping, Sequence

from annual_report.comparison.aspects import Described, describe, describe_edition, describe_order
from annual_report.comparison.changes import Aspect, Change, Difference, Kind
from annual_report.comparison.numbers import Aspects
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic


def compare_ledgers(before: Ledger, after: Ledger) -> tuple[Change, ...]:
    """Return what differs, by kind and then by id; nothing if the two say the same."""
    old, new = _described(before), _described(after)
    return tuple(change for kind in Kind for change in _changes(kind, old[kind], new[kind]))


def hidden_counts(ledger: Ledger) -> tuple[Hidden, ...]:
    """Return what is left of the counts that are hidden."""
    return tuple(item for item in ledger.hidden if not item.is_ratio)


def hidden_ratios(ledger: Ledger) -> tuple[Hidden, ...]:
    """Return what is left of the ratios that are hidden."""
    return tuple(item for item in ledger.hidden if item.is_ratio)


def _described(ledger: Ledger) -> Mapping[Kind, Mapping[str, Described]]:
    """Return everything that a ledger says, by kind and id."""
    counts: list[Statistic | Hidden] = [*ledger.statistics, *hidden_counts(ledger)]
    ratios: list[Ratio | Hidden] = [*ledger.ratios, *hidden_ratios(ledger)]
    return {
        Kind.EDITION: {"edition": describe_edition(ledger)},
        Kind.STATISTIC: {item.id: describe(item) for item in counts},
        Kind.RATIO: {item.id: describe(item) for item in ratios},
        Kind.BREAKDOWN: {item.id: describe(item) for item in ledger.breakdowns},
        Kind.ORDER: {" > ".join(order): describe_order(order) for order in ledger.orders},
        Kind.TABLE: {item.id: describe(item) for item in ledger.tables},
        Kind.CHART: {item.id: describe(item) for item in ledger.charts},
    }


def _changes(kind: Kind, old: Mapping[str, Described], new: Mapping[str, Described]) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None and after is not None:
            yield Change(kind, name, after.label, Difference.ADDED, "", after.summary)
        elif after is None and before is not None:
            yield Change(kind, name, before.label, Difference.REMOVED, before.summary, "")
        elif before is not None and after is not None and (differing := _differing(before.aspects, after.aspects)):
            summaries = before.summary, after.summary
            yield Change(kind, name, after.label, Difference.CHANGED, *summaries, differing)


def _differing(before: Aspects, after: Aspects) -> tuple[Aspect, ...]:
    """Return what differs of all that both sides tell: a release tells less than its ledger."""
    pairs = ((name, tuple(before[name]), tuple(after[name])) for name in before if name in after)
    return tuple(Aspect(name, *_apart(old, new)) for name, old, new in pairs if old != new)


def _apart(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return the lines that only one side has, or all lines where the two differ in their order alone."""
    only_old = [line for line in old if line not in new]
    only_new = [line for line in new if line not in old]
    if not only_old and not only_new:
        only_old, only_new = list(old), list(new)
    return "; ".join(only_old), "; ".join(only_new)
