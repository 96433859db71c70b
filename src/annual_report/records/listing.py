"""Turns broken rows into faults: the first of each rule one by one, the rest as a number."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import lru_cache

from annual_report.faults import Fault

#: How many faults of one rule in one column are listed singly. The others are counted in one more line.
LISTED = 1000
_COMPARED = 60  # the longest value that is compared with the right ones: comparing is slow for long text


def list_faults(
    file: str,
    column: str,
    rule: str,
    rows: Sequence[int],
    values: Callable[[int], str],
    rule_at: Callable[[int], str] | None = None,
) -> list[Fault]:
    """Return the faults of one rule in one column.

    Args:
        file: the file's name.
        column: the column, empty if the fault is the row's.
        rule: what would be right.
        rows: the line of each broken row.
        values: gives what stands at the n-th broken row.
        rule_at: gives the rule as it reads at the n-th broken row, where it depends on the row.

    Returns:
        One fault a row, up to LISTED; then one for the whole file that says how many more there are.
    """
    faults = [
        Fault(file, int(row), column, values(place), rule_at(place) if rule_at else rule)
        for place, row in enumerate(rows[:LISTED])
    ]
    more = len(rows) - LISTED
    if more > 0:
        faults.append(Fault(file, 0, column, "", f"{more} more row(s) break the same rule: {rule}"))
    return faults


def nearest(value: str, choices: Sequence[str]) -> str:
    """Return ``. Did you mean x?`` if one of ``choices`` looks like ``value``, else nothing."""
    found = _nearest(value, tuple(choices)) if len(value) <= _COMPARED else None
    return f". Did you mean {found}?" if found else ""


@lru_cache(maxsize=10_000)
def _nearest(value: str, choices: tuple[str, ...]) -> str | None:
    close = get_close_matches(value.strip().lower(), [choice.lower() for choice in choices], n=1)
    return next((choice for choice in choices if choice.lower() == close[0]), None) if close else None
