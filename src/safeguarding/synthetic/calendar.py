"""Dates of incidents: occurred, known, notified, reviewed; with the working days that each review's band says."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from annual_report.editions.models import Edition

#: The fewest and the most working days drawn for each band.
_DAYS = {"within_15": (8, 15), "16_to_25": (16, 25), "26_or_more": (26, 55)}
_LONGEST = 21  # days from an incident to its notification
_AFTER = 15  # days into the next year in which incidents of this one are still notified


def draw_dates(edition: Edition, reviews: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return four dates for each review drawn: incident, awareness, notification, receipt of the review.

    Args:
        edition: its period, extended period and bank holidays.
        reviews: columns ``extended`` and ``days``.
        generator: seeded.
    """
    holidays = np.array(_holidays(edition), dtype="datetime64[D]")
    inside, outside = _notification_days(edition, holidays)
    rows = []
    for review in reviews.itertuples():
        choice = inside if review.extended else outside
        notified = choice[int(generator.integers(0, len(choice)))]
        occurred = _occurred(edition, notified, generator)
        aware = occurred + timedelta(days=int(generator.integers(0, (notified - occurred).days + 1)))
        low, high = _DAYS[str(review.days)]
        taken = int(generator.integers(low, high + 1))
        received = np.busday_offset(np.datetime64(notified, "D"), taken, roll="forward", holidays=holidays).item()
        rows.append((occurred, aware, notified, received))
    names = ["incident_date", "aware_date", "notified_date", "received_date"]
    return pd.DataFrame({name: pd.to_datetime(days) for name, days in zip(names, zip(*rows, strict=True), strict=True)})


def _holidays(edition: Edition) -> list[str]:
    file = edition.reference_folder / "bank_holidays_england.csv"
    return pd.read_csv(file, dtype=str)["date"].tolist()


def _notification_days(edition: Edition, holidays: npt.NDArray[np.datetime64]) -> tuple[list[date], list[date]]:
    """Return the working days within and outside the extended period on which incidents of the year are notified."""
    first = edition.period.start + timedelta(days=1)
    last = edition.period.end + timedelta(days=_AFTER)
    days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D"))
    working = days[np.is_busday(days, holidays=holidays)].tolist()
    inside = [day for day in working if edition.extended_period.holds(day)]
    return inside, [day for day in working if not edition.extended_period.holds(day)]


def _occurred(edition: Edition, notified: date, generator: np.random.Generator) -> date:
    """Return when the incident occurred: some days before its notification, within the period."""
    latest = min(notified, edition.period.end)
    earliest = max(edition.period.start, notified - timedelta(days=_LONGEST))
    return latest - timedelta(days=int(generator.integers(0, (latest - earliest).days + 1)))
