"""A chart is drawn so that it can be read, or refused by its name: no label runs into bars or is a box."""

import pytest
from tests.support.charts import example

from annual_report.errors import InputError
from annual_report.press.charts import draw
from annual_report.press.charts.lettering import balance, width, wrap

LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


def test_a_chart_that_no_page_can_show_is_refused_with_what_to_do() -> None:
    found = example("bar", {f"Category {n}": (n + 1,) for n in range(120)}, ["Incidents"], [10_000])
    with pytest.raises(InputError, match=r"has 120 categories.*Group the categories, split the chart"):
        draw(*found)


def test_what_stands_below_a_chart_counts_and_no_refusal_says_that_it_is_once_as_tall() -> None:
    found = example("bar", {f"Category {n}": (n + 1,) for n in range(52)}, ["Incidents"], [10_000])
    assert draw(*found, "A line.\nA line.")
    with pytest.raises(InputError, match=r"with the lines below it is 1\.01 times as tall"):
        draw(*found, "A line.\nA line.\nA line.")  # half a point too tall


def test_a_chart_of_a_week_each_is_drawn() -> None:
    assert draw(*example("bar", {f"Week {n}": (n + 1,) for n in range(52)}, ["Incidents"], [10_000]))


@pytest.mark.parametrize("label", ["The word 日本", "A ☃", "A \U0001f9d2"])
def test_a_letter_that_the_typeface_lacks_is_named(label: str) -> None:
    with pytest.raises(InputError, match=r"cannot be drawn"):
        draw(*example("bar", {label: (1,), "Other": (2,)}, ["Incidents"], [100]))


@pytest.mark.parametrize("text", [LONG, f"The {LONG} of it", LONG * 3])
def test_a_word_that_is_longer_than_its_room_breaks(text: str) -> None:
    for broken in (wrap(text, 144, within_words=True), balance(text, 144)):
        assert width(broken) <= 144
        assert "".join(broken.split()) == "".join(text.split())


def test_a_word_that_fits_is_whole() -> None:
    words = "Sudden unexpected death in infancy"
    assert balance(words, 144).split() == words.split()
