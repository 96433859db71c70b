"""What a chart leaves out, in words."""

from tests.support.charts import EXAMPLES
from tests.support.hiding import hide_in

from annual_report.press.gaps import gaps_in_words
from annual_report.press.series import plot_of
from annual_report.statistics.hidden import Symbol

C = "[c] Hidden so that no child can be identified: "
U = "[u] Too few cases for a rate or ratio: "


def test_nothing_is_said_where_nothing_is_hidden() -> None:
    for found in EXAMPLES.values():
        assert gaps_in_words(plot_of(*found)) == ()


def test_of_one_series_the_categories_are_named() -> None:
    found = hide_in(EXAMPLES["bar"], "part.r3.c0", "part.r5.c0")
    assert gaps_in_words(plot_of(*found)) == (f"{C}Suicide and Other.",)


def test_of_several_series_each_is_named_with_its_own() -> None:
    found = hide_in(EXAMPLES["grouped_bar_three"], "part.r2.c0", "part.r2.c2", "part.r4.c2")
    assert gaps_in_words(plot_of(*found)) == (f"{C}Fatal: 5 to 9; Other: 5 to 9 and 15 to 17.",)


def test_what_is_hidden_in_every_series_is_named_once() -> None:
    found = hide_in(EXAMPLES["grouped_bar"], "part.r5.c0", "part.r5.c1")
    assert gaps_in_words(plot_of(*found)) == (f"{C}Organisational leadership and culture for good outcomes.",)


def test_each_symbol_has_a_sentence_and_a_direction_is_told() -> None:
    found = hide_in(EXAMPLES["dot"], "part.r4.c0", symbol=Symbol.UNRELIABLE, direction="above")
    found = hide_in(found, "part.r5.c0")
    assert gaps_in_words(plot_of(*found)) == (f"{C}Other.", f"{U}Black (above 1).")
