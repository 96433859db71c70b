"""The long form of what is drawn, one row for each number, as seaborn takes it."""

import pandas as pd

from annual_report.press.series import Plot


def frame_of(plot: Plot) -> pd.DataFrame:
    """Return a row for each category and series, both by place (two categories may have one name)."""
    rows = [
        (category, place, float("nan") if number is None else number)
        for place, series in enumerate(plot.series)
        for category, number in enumerate(series.numbers)
    ]
    return pd.DataFrame(rows, columns=["category", "series", "number"])
