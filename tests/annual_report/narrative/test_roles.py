from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from tests.support.books import Book

Reader = Callable[[str], Book]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{count}`deaths.sudi`", "63"),
        ("{words}`deaths.sudi`", "sixty-three"),
        ("{percent}`deaths.sudi`", "31%"),
        ("{share}`deaths.sudi`", "63 of 206 (31%)"),
        ("{percent}`deaths.abuse`", "41%"),
        ("{fixed}`15 working days <Working Together 2018>`", "15 working days"),
        ("{claim}`three tenths <percent(deaths.sudi) >= 30>`", "three tenths"),
        ("{allow}`all <nothing is counted here>`", "all"),
        ("{edition}`period`", "1 January to 31 December 2020"),
        ("{edition}`extended_period`", "April to September 2020"),
        ("{edition}`published`", "14 May 2021"),
    ],
)
def test_a_role_places_its_text(read: Reader, written: str, shown: str) -> None:
    book = read(f"There were {written} of them.")
    assert not book.warnings
    assert f"There were {shown} of them." in BeautifulSoup(book.html, "html.parser").get_text()


def test_a_number_links_to_its_working(read: Reader) -> None:
    link = BeautifulSoup(read("{count}`deaths.sudi`").html, "html.parser").select_one("a.placed-number")
    assert link is not None
    assert link["href"] == "numbers.html#statistic-deaths-sudi"


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("{count}`deaths.sudy`", "there is no statistic 'deaths.sudy'. Did you mean deaths.sudi"),
        ("{percent}`incidents`", "incidents is a total and has no base"),
        ("{ratio}`deaths.sudi`", "is a statistic, not a ratio"),
        ("{count}`deaths.spring`", "is an illustration: no published figure fixes it"),
        ("{count}`deaths.abuse`", "is an illustration: no published figure fixes it"),
        ("{fixed}`15 working days`", "name the source"),
        ("{claim}`most <percent(deaths.sudi) > 50>`", "does not hold, percent(deaths.sudi) is 30.58"),
        ("{claim}`a quarter <percent(deaths.spring) < 25>`", "rests on an illustration"),
        ("{claim}`most`", "a claim needs words and a test"),
        ("{allow}`all`", "name the reason"),
        ("{edition}`colour`", "no such fact of the edition. Known: title, body, year, period"),
    ],
)
def test_what_cannot_be_placed_is_a_warning_with_its_line(read: Reader, written: str, complaint: str) -> None:
    book = read(f"There were {written} of them.")
    assert complaint in book.warnings
    assert "page.md:3: WARNING" in book.warnings
