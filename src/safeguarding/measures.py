"""What is worked out from the records: bands of age, days and notifications, months, periods, numbers of factors."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from annual_report.editions.dates import MONTHS
from annual_report.editions.models import Period
from safeguarding.codes import LABELS

#: The highest value of each band but the last, in the order of the band's codes.
_LIMITS: Mapping[str, Sequence[int]] = {
    "age_band": (0, 4, 9, 14),
    "census_band": (4, 9, 14),
    "days_band": (15, 25),
    "notifications_band": (2, 6),
}


def band(values: pd.Series, name: str) -> pd.Series:
    """Return the band of each whole number, as an ordered Categorical.

    Args:
        values: whole numbers, none negative.
        name: which bands: ``age_band``, ``census_band``, ``days_band`` or ``notifications_band``.
    """
    edges = [-1, *_LIMITS[name], float("inf")]
    return pd.cut(values, edges, labels=list(LABELS[name])).rename(name)


def factor_count(incidents: pd.DataFrame) -> pd.Series:
    """Return how many of the four family factors each incident has, as a code: none to four."""
    factors = [
        incidents["domestic_abuse"] != "none",
        incidents["parental_mental_ill_health"] != "none",
        incidents["substance_misuse"],
        incidents["neglect_feature"],
    ]
    return _numbered(pd.concat(factors, axis="columns").sum(axis="columns"), LABELS["factor_count"])


def period(days: pd.Series, extended: Period) -> pd.Series:
    """Return whether each day lies in the extended period: ``extended`` or ``rest``."""
    # the codes' order: extended, rest
    return _numbered((~within(days, extended)).astype("int8"), LABELS["period"])


def within(days: pd.Series, stretch: Period) -> pd.Series:
    """Return whether each day lies within ``stretch``."""
    return days.between(pd.Timestamp(stretch.start), pd.Timestamp(stretch.end))


def months(first: date, last: date) -> dict[str, str]:
    """Return every month from that of ``first`` to that of ``last``: code to label, ``2020_01`` to ``January 2020``."""
    found = pd.period_range(pd.Timestamp(first), pd.Timestamp(last), freq="M")
    return {f"{month.year}_{month.month:02d}": f"{MONTHS[month.month - 1]} {month.year}" for month in found}


def month(days: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Return the month of each day, as a code of ``labels``: every month from a first to a last."""
    first = pd.Timestamp(next(iter(labels)).replace("_", "-"))
    place = (days.dt.year - first.year) * len(MONTHS) + days.dt.month - first.month
    return _numbered(place.where(place.between(0, len(labels) - 1), -1), labels)


def coded(values: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Return codes as an ordered Categorical that has every code of the list, in reading order."""
    return values.astype(pd.CategoricalDtype(list(labels), ordered=True))


def _numbered(places: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Return codes by their place in the list; -1 is none."""
    dtype = pd.CategoricalDtype(list(labels), ordered=True)
    return pd.Series(pd.Categorical.from_codes(places.to_numpy(), dtype=dtype), index=places.index, name=places.name)
