"""Working days of England, or of wherever the file of bank holidays is for."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from annual_report.errors import InputError
from annual_report.faults import RecordsError
from annual_report.records.checking import check_tables
from annual_report.records.kinds import Day, Text
from annual_report.records.tables import TableSpec

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Mondays to Fridays without the bank holidays."""

    holidays: tuple[date, ...]

    def between(self, start: pd.Series, end: pd.Series) -> pd.Series:
        """Return how many working days lie after ``start``, up to and with ``end``.

        Args:
            start: dates; the day itself does not count.
            end: dates, none before its start.

        Returns:
            Whole numbers, indexed as ``start``.

        Raises:
            InputError: if an end is before its start, or a year is asked for that has no bank holidays here.
        """
        if (end < start).any():
            raise InputError("working days run forward: a date lies before the one they are counted from")
        self._covers(start, end)
        first, last = (days.to_numpy().astype("datetime64[D]") + _DAY for days in (start, end))
        counts = np.busday_count(first, last, holidays=np.array(self.holidays, dtype="datetime64[D]"))
        return pd.Series(counts, index=start.index, dtype="int64")

    def _covers(self, start: pd.Series, end: pd.Series) -> None:
        known = {day.year for day in self.holidays}
        needed = {int(year) for days in (start, end) for year in days.dt.year.unique()}
        if missing := sorted(needed - known):
            years = ", ".join(map(str, missing))
            raise InputError(f"no bank holiday of {years} is known. Add those years to the file of bank holidays")


def bank_holidays(file: Path) -> TableSpec:
    """Return what a file of bank holidays must be: ``date`` and ``name``."""
    day = Day(date(1900, 1, 1), date(2199, 12, 31), "years that a bank holiday can have")
    return TableSpec("bank_holidays", file, {"date": day, "name": Text()}, {"date": "a day stands only once"})


def load_working_days(file: Path) -> WorkingDays:
    """Read the bank holidays.

    Raises:
        RecordsError: if the file is faulty.
    """
    checked = check_tables([bank_holidays(file)], [])
    if checked.faults:
        raise RecordsError(checked.faults)
    return WorkingDays(tuple(day.date() for day in checked.tables["bank_holidays"]["date"]))
