"""Text alternatives say what the data say."""

import pytest
from tests.support.charts import EXAMPLES, example
from tests.support.hiding import hide_in

from annual_report.press.alternatives import alternative
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.models import Form

TABLE = "All figures are in the table \u201cIncidents by category, England, 2020\u201d."


def test_a_bar_chart() -> None:
    assert alternative(*EXAMPLES["bar"]) == (
        "Bar chart: number of fatal incidents, by category (6 categories). "
        f"Largest Sudden unexpected death in infancy (63), smallest Assault outside the family (11). {TABLE}"
    )


def test_each_series_is_told() -> None:
    words = alternative(*EXAMPLES["grouped_bar_three"])
    assert words.startswith("Grouped bar chart: percentage of incidents, by category (5 categories), for Fatal, ")
    assert "Fatal: largest Under 1 (36%), smallest 5 to 9 (7%)." in words
    assert "Other: largest 15 to 17 (44%), smallest 5 to 9 (0%)." in words


def test_through_time() -> None:
    words = alternative(*EXAMPLES["column"])
    assert "by month (13 months)" in words
    assert (
        "From 38 in January 2020 to 100 in January 2021; highest January 2021 (100), lowest November 2020 (31)."
    ) in words


def test_against_a_line() -> None:
    words = alternative(*EXAMPLES["dot"])
    assert "A line at 1 marks: same share as in the census." in words
    assert "Above the line: Mixed (1.48), Black (1.27) and Other (1.02); below the line: White British (0.93)" in words


def test_on_the_line_as_shown() -> None:
    found = example("dot", {"A": [100], "B": [90]}, ["Ratio"], [1], form=Form.RATIO, reference=(1.0, "Same share"))
    assert "On the line: A (1.00); below the line: B (0.90)." in alternative(*found)


def test_several_series_against_a_line() -> None:
    words = alternative(*EXAMPLES["dot_series"])
    assert "Above the line in every series: Mixed and Black." in words
    assert "Below the line in every series: White British and Asian." in words
    assert "Above, on or below it by series: White other, Other and Arab" in words
    assert "Highest Black, 15 to 17 (2.05), lowest Other, 5 to 9 (0.00)." in words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([5], "A is 50%."),
        ([0, 0], "All are 0%."),
        ([5, 5, 1], "Largest A and B (50% each), smallest C (10%)."),
        ([5, 1, 1, 1], "Largest A (50%), smallest B, C and D (10% each)."),
        ([9, *[1] * 6], "Largest A (90%), smallest 6 categories (10% each)."),
    ],
)
def test_ties_one_category_and_zeros(counts: list[int], words: str) -> None:
    found = example("bar", {chr(65 + n): [count] for n, count in enumerate(counts)}, ["Percent"], [10])
    assert words in alternative(*found)


def test_what_is_shown_equal_is_told_as_equal() -> None:
    found = example("bar", {"A": [1001], "B": [1000], "C": [1]}, ["Percent"], [2000])
    assert "Largest A and B (50% each)" in alternative(*found)


def test_no_figures_and_one_month() -> None:
    assert "There are no figures to show." in alternative(*EXAMPLES["bar_empty_base"])
    one = example("column", {"May 2020": [3]}, ["Incidents"], [9], form=Form.COUNT)
    assert "(1 month). May 2020 is 3." in alternative(*one)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_kind_ends_with_its_table(name: str) -> None:
    words = alternative(*EXAMPLES[name])
    assert words.endswith(TABLE)
    assert "  " not in words
    assert ".." not in words


def test_extremes_are_those_of_what_is_shown() -> None:
    found = hide_in(EXAMPLES["bar"], "part.r2.c0")
    assert alternative(*found) == (
        "Bar chart: number of fatal incidents, by category (6 categories). "
        "Of those shown, largest Suicide (42), smallest Assault outside the family (11). "
        f"[c] Hidden so that no child can be identified: Sudden unexpected death in infancy. {TABLE}"
    )


def test_a_series_without_gaps_is_told_whole() -> None:
    words = alternative(*hide_in(EXAMPLES["grouped_bar_three"], "part.r0.c0"))
    assert "Fatal: of those shown, largest 15 to 17 (28%)" in words
    assert "Other: largest 15 to 17 (44%)" in words


def test_through_time_the_first_month_shown_is_told() -> None:
    words = alternative(*hide_in(EXAMPLES["column"], "part.r0.c0"))
    assert "Of those shown, from 35 in February 2020 to 100 in January 2021;" in words


def test_sides_of_a_line_are_those_of_every_series_shown() -> None:
    words = alternative(*hide_in(EXAMPLES["dot_series"], "part.r4.c3", symbol=Symbol.UNRELIABLE))
    assert "Above the line in every series shown: Mixed and Black." in words
    assert (
        "Of those shown, highest Mixed, 10 to 14 and Other, 15 to 17 (1.88 each), lowest Other, 5 to 9 (0.00)." in words
    )


def test_less_than_one_percent_is_told_as_more_than_none() -> None:
    found = example("bar", {"A": [500], "B": [2], "C": [0]}, ["Percent"], [514])
    assert "Largest A (97%), smallest C (0%)." in alternative(*found)
