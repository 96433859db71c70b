"""Sums that hold because some counts lie within others: what is left of the larger, and what lies outside two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annual_report.disclosure.across import shares_apart
from annual_report.disclosure.closure import Counted, Sum, remainder
from annual_report.disclosure.sets import Cuts, Sets
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic


def add_within(found: dict[Cuts, Counted], ledger: Ledger, sets: Sets) -> Iterator[Sum]:
    """Add what is left of each count without those that lie within it, and yield the sums.

    Categories of one breakdown that lie within the same count are taken from it together: the months of a half-year
    leave nothing of it. A share that is all of its base and one that is none of it may be opposites, by their words:
    then the one gives the other away. Two that lie in a third may make it up ("either"): then what they are more than
    it is what they have in common.
    """
    statistics = {item.id: item for item in ledger.statistics if item.id in sets.of}
    of_breakdown = {part: item.id for item in ledger.breakdowns for part in item.parts}
    for whole, parts in _nested(statistics, of_breakdown):
        yield _split(found, sets, whole, parts)
    for whole, one, other in _making_up(statistics, of_breakdown):
        yield _share(found, sets, whole, one, other)
    for common, one, other in _crossed(statistics):
        yield from _cross(found, sets, statistics[common], one, other)
    for base, one, other in shares_apart(ledger):
        if base in sets.of:
            yield _split(found, sets, base, (one, other))
    for base, everything, nothing in _opposite(statistics, of_breakdown):
        yield Sum(sets.of[base], (sets.of[everything], sets.of[nothing]))


def _nested(
    statistics: Mapping[str, Statistic], of_breakdown: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each whole with the parts within it, those of one breakdown together."""
    groups: dict[tuple[str, str], set[str]] = {}
    for item in statistics.values():
        for part, whole in item.nested:
            if part in statistics and whole in statistics:
                groups.setdefault((whole, of_breakdown.get(part, part)), set()).add(part)
    for whole, group in sorted(groups):
        yield whole, tuple(sorted(groups[whole, group]))


def _making_up(statistics: Mapping[str, Statistic], of_breakdown: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each share with two others of its base that lie in it, not in each other, and are more than it together."""
    nested = {pair for item in statistics.values() for pair in item.nested}
    parts: dict[str, list[str]] = {}
    for part, whole in sorted(nested):
        inner, outer = statistics.get(part), statistics.get(whole)
        if inner and outer and inner.base == outer.base and part not in of_breakdown:
            parts.setdefault(whole, []).append(part)
    for whole, within in parts.items():
        for one, other in combinations(within, 2):
            more = statistics[one].count + statistics[other].count - statistics[whole].count
            if more > 0 and not nested & {(one, other), (other, one)}:
                yield whole, one, other


def _crossed(statistics: Mapping[str, Statistic]) -> Sequence[tuple[str, str, str]]:
    found = {crossed for item in statistics.values() for crossed in item.crossed}
    return sorted(names for names in found if all(name in statistics for name in names))


def _opposite(statistics: Mapping[str, Statistic], of_breakdown: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each base with a share that is all of it and one that is none of it, neither of them a category."""
    shares = [item for item in statistics.values() if item.base and item.base_count and item.id not in of_breakdown]
    for one in shares:
        for other in shares:
            if one.base == other.base and one.count == one.base_count and not other.count:
                yield str(one.base), one.id, other.id


def _split(found: dict[Cuts, Counted], sets: Sets, whole: str, parts: tuple[str, ...]) -> Sum:
    total = sets.of[whole]
    left = remainder(found[total], [found[sets.of[part]] for part in parts], _alone(" less ".join((whole, *parts))))
    named = tuple(sets.of[part] for part in parts)
    if not left.count:
        return Sum(total, named)
    found.setdefault(left.cuts, left)
    return Sum(total, (*named, left.cuts))


def _share(found: dict[Cuts, Counted], sets: Sets, whole: str, one: str, other: str) -> Sum:
    """Split one of two that may make up the whole into what the other leaves of that, and what both have in common."""
    name = f"{one} and {other} within {whole}"
    alone = _alone(f"{whole} less {other}")
    both = replace(remainder(found[sets.of[one]], [found[alone]], _alone(name)), name=name)
    return Sum(sets.of[one], (alone, found.setdefault(both.cuts, both).cuts))


def _cross(found: dict[Cuts, Counted], sets: Sets, common: Statistic, one: str, other: str) -> Iterator[Sum]:
    """Split each of two counts into both and alone, and their base into both, either alone and neither."""
    total = sets.of[str(common.base)]
    both = sets.of[common.id]
    parts = [both]
    for name in (one, other):
        left = remainder(found[sets.of[name]], [found[both]], _alone(f"{name} less {common.id}"))
        if not common.count:  # that nothing is taken away is just what a reader does not know while the 0 is hidden
            left = replace(left, members=None)
        parts.append(found.setdefault(left.cuts, left).cuts)
        yield Sum(sets.of[name], (both, left.cuts))
    neither = remainder(
        found[total], [found[part] for part in parts], _alone(f"{common.base} outside {one} and {other}")
    )
    found.setdefault(neither.cuts, neither)
    yield Sum(total, (*parts, neither.cuts))


def _alone(name: str) -> Cuts:
    """Return the key of a set that no column cuts out."""
    return Cuts(name, frozenset())
