from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.editions.calendar import WorkingDays
from annual_report.errors import InputError

HOLIDAYS = tuple(
    date.fromisoformat(day) for day in ("2019-12-25", "2020-01-01", "2020-04-10", "2020-05-08", "2021-01-01")
)
DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))


def days(*values: date) -> pd.Series:
    return pd.Series(pd.to_datetime(list(values)))


def naive(start: date, end: date) -> int:
    later = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in later)


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted), min_size=1, max_size=20))
def test_working_days_are_those_counted_day_by_day(spans: list[list[date]]) -> None:
    start, end = days(*(span[0] for span in spans)), days(*(span[1] for span in spans))
    assert list(WorkingDays(HOLIDAYS).between(start, end)) == [naive(*span) for span in spans]


def test_the_day_itself_does_not_count_and_the_last_day_does() -> None:
    calendar = WorkingDays(HOLIDAYS)
    assert list(calendar.between(days(date(2020, 4, 9)), days(date(2020, 4, 9)))) == [0]
    assert list(calendar.between(days(date(2020, 4, 9)), days(date(2020, 4, 13)))) == [1]


def test_days_do_not_run_backward() -> None:
    with pytest.raises(InputError, match="run forward"):
        WorkingDays(HOLIDAYS).between(days(date(2020, 2, 2)), days(date(2020, 2, 1)))


def test_a_year_without_holidays_is_refused() -> None:
    with pytest.raises(InputError, match="no bank holiday of 2022 is known"):
        WorkingDays(HOLIDAYS).between(days(date(2021, 12, 31)), days(date(2022, 1, 10)))


def test_no_days_are_no_counts() -> None:
    assert WorkingDays(HOLIDAYS).between(days(), days()).empty
