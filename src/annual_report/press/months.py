"""Telling months apart from other categories, and writing them short enough to stand below a column."""

from collections.abc import Sequence

from annual_report.editions.dates import MONTHS

_MONTHS = {name.lower(): name[:3] for name in MONTHS}


def are_months(labels: Sequence[str]) -> bool:
    """Say whether every label is a month, with or without its year: a chart of them runs through time."""
    return bool(labels) and all(_parts(label) is not None for label in labels)


def short_months(labels: Sequence[str]) -> tuple[str, ...]:
    """Return ``Jan``, ``Feb`` and so on, with the year on a line below where it begins or changes."""
    shown, last = [], ""
    for label in labels:
        month, year = _parts(label) or (label, "")
        shown.append(f"{month}\n{year}" if year not in ("", last) else month)
        last = year
    return tuple(shown)


def _parts(label: str) -> tuple[str, str] | None:
    """Return the short month and the year of ``March 2020``, None if the label is no month."""
    month, _, year = label.strip().partition(" ")
    if month.lower() not in _MONTHS or (year and not (year.isdigit() and len(year) == 4)):
        return None
    return _MONTHS[month.lower()], year
