"""Dates in words, the same on every machine: the library's own names of months follow the machine's language."""

from datetime import date

#: January to December.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_name(day: date) -> str:
    """Return the month of ``day``: ``March``."""
    return MONTHS[day.month - 1]


def in_words(day: date, *, with_year: bool = True) -> str:
    """Return ``day`` as ``14 May 2021``, or as ``14 May`` without its year."""
    return f"{day.day} {month_name(day)}" + (f" {day.year}" if with_year else "")


def period_in_words(start: date, end: date) -> str:
    """Return ``1 January to 31 December 2020``."""
    return f"{in_words(start, with_year=start.year != end.year)} to {in_words(end)}"
