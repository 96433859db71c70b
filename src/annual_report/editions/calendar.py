"""Working days: Mondays to Fridays without the bank holidays."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from annual_report.errors import InputError

_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Mondays to Fridays without ``holidays``."""

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
