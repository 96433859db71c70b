from collections.abc import Callable
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from tests.support.books import Book, small_release

from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.hiding import what_is_left

Reader = Callable[..., Book]


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


def left(name: str, gone: tuple[str, ...] = ()) -> Hidden:
    return what_is_left(small_release().ledger.values.statistic(name), gone)


SUDI = left("deaths.sudi")
PRINTED = SUDI.model_copy(update={"percent": Decimal(31)})
ROUNDED = SUDI.model_copy(update={"rounded": 0, "to": 10})
ALL = (left("incidents"), left("deaths.sudi", ("incidents",)))
MEANS = Symbol.CONFIDENTIAL.meaning


@pytest.mark.parametrize(
    ("written", "hidden", "shown"),
    [
        ("{count}`deaths.sudi`", [SUDI], "[c]"),
        ("{words}`deaths.sudi`", [SUDI], "[c]"),
        ("{percent}`deaths.sudi`", [SUDI], "[c]"),
        ("{share}`deaths.sudi`", [SUDI], "[c] of 206"),
        ("{percent}`deaths.sudi`", [PRINTED], "31%"),
        ("{share}`deaths.sudi`", [PRINTED], "[c] of 206 (31%)"),
        ("{share}`deaths.sudi`", ALL, "[c] of [c]"),
        ("{share}`deaths.sudi`", ALL[:1], "63 of [c]"),
        ("{percent}`deaths.sudi`", ALL[:1], "[c]"),
        ("{ratio}`ratio`", [Hidden(id="ratio", label="A ratio", unit=None)], "[c]"),
    ],
)
def test_a_hidden_number_is_shorthand_that_says_what_it_means(
    read: Reader, written: str, hidden: list[Hidden], shown: str
) -> None:
    book = read(f"There were {written} of them.", hidden=hidden)
    page = BeautifulSoup(book.html, "html.parser")
    link = page.select_one("a.placed-number")
    assert not book.warnings
    assert link is not None
    assert f"There were {shown} of them." in page.get_text()
    assert str(link["href"]).startswith("numbers.html#statistic-")
    assert [(mark.get_text(), mark["title"]) for mark in link.select("abbr")] == [("[c]", MEANS)] * shown.count("[c]")
    assert link.get("title") == (MEANS if "[c]" in shown else None)


def test_what_rounds_to_zero_says_so(read: Reader) -> None:
    link = BeautifulSoup(read("{count}`deaths.sudi`", hidden=[ROUNDED]).html, "html.parser").select_one("a abbr")
    assert link is not None
    assert (link.get_text(), link["title"]) == ("[k]", Symbol.ROUNDS_TO_ZERO.meaning)


def test_a_claim_that_holds_whatever_is_hidden_is_placed(read: Reader) -> None:
    hidden = [SUDI.model_copy(update={"low": 1, "high": 100})]
    assert not read("{claim}`under half <percent(deaths.sudi) < 50>`", hidden=hidden).warnings


def test_a_claim_that_a_hidden_number_leaves_open_is_refused(read: Reader) -> None:
    book = read("{claim}`under a third <percent(deaths.sudi) < 100/3>`", hidden=[SUDI])
    assert "page.md:3: WARNING" in book.warnings
    assert "rests on a hidden number" in book.warnings
    assert "count(deaths.sudi) is 0 to 206" in book.warnings
