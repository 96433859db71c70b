"""Every remainder and margin that subtraction and addition give from the counts that are published.

A remainder is a count like any other: 6 of 8 says that 2 are left, "with" and "without" give what lies between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annual_report.disclosure.sets import Cuts, Sets
from annual_report.errors import CheckError
from annual_report.statistics.models import Statistic

#: Stands for all categories of a column that are published nowhere.
_REST = "(the rest)"
_SPACE = 2**64
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A set of records with its count.

    ``incidents`` is the least number of distinct incidents behind it, ``members`` the fingerprint of its records (None
    where it is not known), ``ids`` the statistics that print the count.
    """

    name: str
    cuts: Cuts
    unit: str
    count: int
    incidents: int
    members: int | None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that add up to it."""

    total: Cuts
    parts: tuple[Cuts, ...]


def close(statistics: Mapping[str, Statistic], sets: Sets) -> tuple[dict[Cuts, Counted], tuple[Sum, ...]]:
    """Return every set whose count can be worked out from the statistics, and every sum between them.

    Raises:
        CheckError: if parts are more than their total, or do not add up to it.
    """
    found: dict[Cuts, Counted] = {}
    for name in sorted(sets.of):
        _add(found, _counted(statistics[name], sets.of[name]))
    for rest in (False, True):  # what is left of several categories only when nothing more can be told apart
        while _derive(found, sets, rest=rest):
            pass
    return found, tuple(_sums(found, sets))


def _counted(item: Statistic, cuts: Cuts) -> Counted:
    incidents = item.count if item.incidents is None else item.incidents
    members = int(item.members, 16) if item.members else None
    return Counted(item.id, cuts, item.unit.one, item.count, incidents, members, (item.id,))


def _add(found: dict[Cuts, Counted], new: Counted) -> None:
    """Note a statistic; two that are defined alike are one count with two ids."""
    old = found.setdefault(new.cuts, new)
    if old is new:
        return
    if old.count != new.count:
        raise CheckError(f"{old.name} ({old.count}) and {new.name} ({new.count}) count the same and differ")
    found[new.cuts] = Counted(
        old.name, old.cuts, old.unit, old.count, max(old.incidents, new.incidents), old.members, (*old.ids, *new.ids)
    )


def _families(found: Mapping[Cuts, Counted]) -> list[tuple[Cuts, str]]:
    """Return every total with a family that cuts it, in a stable order."""
    pairs = {(cuts.without(cut), cut.family): None for cuts in found for cut in sorted(cuts.cuts)}
    return list(pairs)


def _derive(found: dict[Cuts, Counted], sets: Sets, *, rest: bool) -> bool:
    """Add each count that one sum gives. Return whether any was added."""
    before = len(found)
    for total, family in _families(found):
        parts = [total.within(family, code) for code in sets.codes[family]]
        known = [found[part] for part in parts if part in found]
        missing = [part for part in parts if part not in found]
        if total in found and known and (len(missing) == 1 or (rest and len(missing) > 1)):
            left = missing[0] if len(missing) == 1 else total.within(family, _REST)
            found.setdefault(left, remainder(found[total], known, left))
        elif total not in found and not missing:
            found[total] = _margin(known, total)
    return len(found) > before


def remainder(total: Counted, known: list[Counted], left: Cuts) -> Counted:
    """Return what is left of ``total`` without the counts ``known``, which have nothing in common.

    Raises:
        CheckError: if they are more than it.
    """
    count = total.count - sum(part.count for part in known)
    if count < 0:
        raise CheckError(f"the parts of {total.name} add up to more than it: {', '.join(part.name for part in known)}")
    incidents = max(min(count, 1), total.incidents - sum(part.incidents for part in known))
    name = " less ".join([total.name, *(part.name for part in known)])
    members = [part.members for part in known]
    return Counted(
        name if len(known) < _LONGEST else _described(left),
        left,
        total.unit,
        count,
        min(count, incidents),
        None if total.members is None else _added(total.members, [None if m is None else -m for m in members]),
    )


def _margin(parts: list[Counted], total: Cuts) -> Counted:
    return Counted(
        _described(total),
        total,
        parts[0].unit,
        sum(part.count for part in parts),
        max(part.incidents for part in parts),
        _added(0, [part.members for part in parts]),
    )


def _added(start: int, members: list[int | None]) -> int | None:
    known = [member for member in members if member is not None]
    return (start + sum(known)) % _SPACE if len(known) == len(members) else None


def _described(cuts: Cuts) -> str:
    """Return a name for a set that no statistic counts: ``rapid_reviews [days_band: within_15]``."""
    if not cuts.cuts:
        return cuts.root
    return f"{cuts.root} [{', '.join(f'{cut.family}: {cut.code}' for cut in sorted(cuts.cuts))}]"


def _sums(found: Mapping[Cuts, Counted], sets: Sets) -> Iterator[Sum]:
    for total, family in _families(found):
        parts = [total.within(family, code) for code in sets.codes[family]]
        known = [part for part in parts if part in found]
        rest = total.within(family, _REST)
        if total not in found:
            continue
        if len(known) == len(parts):
            _require_sum(found[total], [found[part] for part in known])
            yield Sum(total, tuple(known))
        elif rest in found:
            yield Sum(total, (*known, rest))


def _require_sum(total: Counted, parts: list[Counted]) -> None:
    count = sum(part.count for part in parts)
    if count != total.count:
        raise CheckError(
            f"{total.name} is {total.count}, and its parts add up to {count}: "
            f"{', '.join(part.name for part in parts)}. Publish all of them from the same records: those too that an "
            "earlier release printed"
        )


def is_whole(counted: Counted, found: Mapping[Cuts, Counted]) -> bool:
    """Say whether a count, not 0, is all of a set that it is cut from."""
    bases = (found.get(counted.cuts.without(cut)) for cut in counted.cuts.cuts)
    return counted.count > 0 and any(base is not None and base.count == counted.count for base in bases)
