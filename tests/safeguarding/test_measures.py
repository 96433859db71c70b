from datetime import date

import pandas as pd
import pytest

from safeguarding.measures import band, month, months


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("age_band", {"under_1": [0], "1_to_4": [1, 4], "5_to_9": [5, 9], "10_to_14": [10, 14], "15_to_17": [15, 17]}),
        ("census_band", {"0_to_4": [0, 4], "5_to_9": [5, 9], "10_to_14": [10, 14], "15_to_17": [15, 17]}),
        ("days_band", {"within_15": [0, 15], "16_to_25": [16, 25], "26_or_more": [26, 400]}),
        ("notifications_band", {"0_to_2": [0, 2], "3_to_6": [3, 6], "7_or_more": [7, 99]}),
    ],
)
def test_bands_hold_their_limits(name: str, limits: dict[str, list[int]]) -> None:
    for code, values in limits.items():
        assert list(band(pd.Series(values), name)) == [code] * len(values)


def test_months_run_over_the_end_of_a_year() -> None:
    labels = months(date(2020, 11, 30), date(2021, 2, 1))
    assert labels == {
        "2020_11": "November 2020",
        "2020_12": "December 2020",
        "2021_01": "January 2021",
        "2021_02": "February 2021",
    }
    assert list(month(pd.Series(pd.to_datetime(["2021-01-31"])), labels)) == ["2021_01"]
