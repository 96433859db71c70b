"""What changed from one release to the next, as a checker and a reader see it: numbers, then all else."""

from dataclasses import dataclass

from annual_report.comparison.changes import Kind
from annual_report.comparison.ledgers import compare_ledgers
from annual_report.release import Release
from annual_report.statistics.hidden import Item
from annual_report.vocabulary.entries import value_of

_NAMED = 5
_NOT_THERE = "not there"


@dataclass(frozen=True, slots=True)
class Changed:
    """A number that is printed otherwise than before."""

    id: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one release to the next. ``others`` are lines about what is no number."""

    numbers: tuple[Changed, ...]
    others: tuple[str, ...]


def changes_between(before: Release, after: Release) -> Changes:
    """Return what changed from one release to the next."""
    old, new = before.ledger.values.items, after.ledger.values.items
    names = sorted({*old, *new})
    pairs = ((name, old.get(name), new.get(name)) for name in names)
    numbers = tuple(
        Changed(name, _label(name, a, b), printed(a), printed(b)) for name, a, b in pairs if printed(a) != printed(b)
    )
    return Changes(numbers, _others(before, after, {number.id for number in numbers}))


def printed(item: Item | None) -> str:
    """Return all that a release tells of a number's value, or that it does not have the number."""
    return value_of(item) if item else _NOT_THERE


def in_words(changes: Changes) -> str:
    """Return the changes in a line: ``3 numbers changed: a, b, c; table deaths changed``."""
    names = [number.id for number in changes.numbers]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    noun = "number" if len(names) == 1 else "numbers"
    head = [f"{len(names)} {noun} changed: {', '.join(names[:_NAMED])}{more}"] if names else []
    return "; ".join([*head, *changes.others]) or "what is recorded with the numbers changed"


def _label(name: str, before: Item | None, after: Item | None) -> str:
    item = after or before
    return item.label if item else name


def _others(before: Release, after: Release, numbers: set[str]) -> tuple[str, ...]:
    """Return a line for each change that is not of a number's value."""
    lines = [
        f"{change.name} {change.difference}"
        if change.kind not in (Kind.STATISTIC, Kind.RATIO)
        else f"{change.id} has another {', '.join(aspect.name for aspect in change.aspects)}"
        for change in compare_ledgers(before.ledger, after.ledger)
        if change.id not in numbers or change.kind not in (Kind.STATISTIC, Kind.RATIO)
    ]
    if before.verdicts != after.verdicts:
        lines.append("verdicts on published figures changed")
    if before.disclosure != after.disclosure:
        lines.append("what readers are told of disclosure control changed")
    return tuple(lines)
