"""What seaborn needs and what it leaves: numbers in long form, and patterns on its bars."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from annual_report.press.house_style import HATCHES
from annual_report.press.series import Plot


def frame_of(plot: Plot) -> pd.DataFrame:
    """Return a row for each category and series, both by place (two categories may have one name)."""
    rows = [
        (category, place, float("nan") if number is None else number)
        for place, series in enumerate(plot.series)
        for category, number in enumerate(series.numbers)
    ]
    return pd.DataFrame(rows, columns=["category", "series", "number"])


def hatch(axes: Axes, plot: Plot) -> None:
    """Give each series of bars its pattern. One series alone needs none."""
    bars = [container for container in axes.containers if isinstance(container, BarContainer)]
    for number, container in enumerate(bars if len(plot.series) > 1 else []):
        for bar in container:
            bar.set_hatch(HATCHES[number])
