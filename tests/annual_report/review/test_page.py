"""The page and the CSV of a release pack: whole, marked as private, the same bytes, and nothing but themselves."""

import csv
import re
from datetime import date
from io import StringIO

from bs4 import BeautifulSoup
from tests.support.ledgers import published_ledger
from tests.support.reviews import DECISION, POLICY, changed, released, review_of

from annual_report.disclosure.earlier import Earlier, release_hash
from annual_report.disclosure.models import KnownToAreas, OfAreas, Rule
from annual_report.review.numbers import numbers_csv
from annual_report.review.pack import make_pack
from annual_report.review.page import page_html
from annual_report.review.record import PRIVATE

RELEASE = released()
FIRST = make_pack(RELEASE, review_of(RELEASE), ())


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_the_page_says_how_many_fewer_hidden_numbers_might_do() -> None:
    doubtful = make_pack(released(), review_of(released(), spare=3), ())
    assert "at the best 3 fewer would do" in read(page_html(doubtful)).get_text()
    assert "not proven" not in read(page_html(FIRST)).get_text()


def test_the_page_says_all_that_the_pack_does() -> None:
    text = read(page_html(FIRST)).get_text()
    for number in (*FIRST.new, *FIRST.hidden):
        assert number.label in text
        assert number.printed in text
    for said in (PRIVATE, DECISION.reason, DECISION.who, DECISION.reviewed_by, FIRST.hash, *POLICY):
        assert said in text
    assert 'annual-report sign-off 2020 --by "YOUR NAME" --on YYYY-MM-DD' in text
    assert "data/2020/releases/001.json" in text


def test_the_page_tells_what_areas_can_work_out_and_what_they_narrow_down() -> None:
    known = KnownToAreas(statistic="all.a", areas=("NORTH", "SOUTH"), own=4, count=6, low=2, high=2)
    told = KnownToAreas(statistic="all.b", areas=("EAST",), own=3, count=5, low=0, high=4)
    review = review_of(RELEASE).model_copy(update={"of_areas": OfAreas(areas=9, worked_out=(known,), narrowed=(told,))})
    section = read(page_html(make_pack(RELEASE, review, ()))).select_one("#areas")
    assert section is not None
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in section.select("tbody tr")]
    assert rows == [["all.a", "NORTH and SOUTH", "4", "6", "2"], ["all.b", "EAST", "3", "5", "0 to 4"]]
    assert "So 9 areas were taken for attackers" in " ".join(section.get_text().split())
    none = read(page_html(FIRST)).select_one("#areas")
    assert none is not None
    assert "No record here is an area's." in none.get_text()


def test_ids_are_there_whole() -> None:
    page = read(page_html(FIRST))
    assert {number.id for number in FIRST.new} <= {code.get_text() for code in page.find_all("code")}


def test_the_page_needs_nothing_else() -> None:
    page = read(page_html(FIRST))
    assert page.find_all(["script", "img", "link", "iframe"]) == []
    assert not [link for link in page.find_all(href=True) if not str(link["href"]).startswith("#")]
    style = page.style.get_text()  # type: ignore[union-attr]
    assert "url(" not in style
    assert f'content: "{PRIVATE}"' in style  # at the head of every printed sheet


def test_the_same_pack_gives_the_same_bytes() -> None:
    again = make_pack(released(), review_of(released()), ())
    assert page_html(again) == page_html(FIRST)
    assert numbers_csv(again) == numbers_csv(FIRST)


def test_what_people_wrote_cannot_change_the_page() -> None:
    evil = DECISION.model_copy(update={"reason": "<script>alert(1)</script> is no reason"})
    review = review_of(RELEASE)
    html = page_html(make_pack(RELEASE, review.model_copy(update={"decisions": (evil,)}), ()))
    assert "<script" not in html
    assert evil.reason in read(html).get_text()


def test_a_number_with_a_decimal_point_is_not_broken() -> None:
    assert not re.search(r"[0-9]\.<wbr>[0-9]", page_html(FIRST))


def test_a_later_pack_tells_what_changed() -> None:
    earlier = Earlier(number=1, release=RELEASE, hash=release_hash(RELEASE), by="Grace Hopper", on=date(2026, 3, 4))
    ledger = changed(published_ledger(), "deaths.cause.sudi", 62)
    release = released(ledger)
    page = read(page_html(make_pack(release, review_of(release, ledger), (earlier,))))
    part = page.find(id="changed")
    assert part is not None
    assert "63 incidents of 206 (31%)" in part.get_text()
    assert "62 incidents of 206 (30%)" in part.get_text()
    assert "001, signed off by Grace Hopper, 4 March 2026" in page.get_text()


def test_a_pack_without_decisions_or_news_says_so() -> None:
    earlier = Earlier(number=1, release=RELEASE, hash=release_hash(RELEASE), by="Grace Hopper", on=date(2026, 3, 4))
    review = review_of(RELEASE).model_copy(update={"decisions": ()})
    text = read(page_html(make_pack(RELEASE, review, (earlier,)))).get_text()
    assert "no decision is in force" in text
    assert "every number that is printed stands with the same value" in text
    assert "No number changed" in text


def test_the_csv_has_a_private_row_for_each_number() -> None:
    rows = list(csv.DictReader(StringIO(numbers_csv(FIRST))))
    assert [row["id"] for row in rows] == [number.id for number in (*FIRST.new, *FIRST.hidden)]
    assert {row["private"] for row in rows} == {PRIVATE}
    assert {row["state"] for row in rows} == {"newly printed", "hidden"}
    decided = next(row for row in rows if row["id"] == DECISION.statistic)
    assert (decided["count"], decided["base_count"], decided["incidents"]) == ("2", "9", "2")
    assert [decided[name] for name in ("reason", "who", "when", "reviewed_by")] == [
        DECISION.reason,
        DECISION.who,
        "2026-03-02",
        DECISION.reviewed_by,
    ]


def test_a_decision_stands_beside_a_number_of_which_only_a_part_is_printed() -> None:
    review = review_of(RELEASE)
    small = tuple(item.model_copy(update={"rule": Rule.SMALL}) if item.decision else item for item in review.reviewed)
    pack = make_pack(RELEASE, review.model_copy(update={"reviewed": small}), ())
    part = read(page_html(pack)).find(id="new")
    assert part is not None
    assert DECISION.reason in part.get_text()
