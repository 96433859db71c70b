"""What a page is served with, and that none of it can be broken by what it says."""

from bs4 import BeautifulSoup
from tests.support.findings import finding

from annual_report.preview.pages import decorate, missing_page, waiting_page
from annual_report.preview.view import View
from annual_report.proofs.sphinx_warnings import Warned

PAGE = '<html><head></head><body><main class="bd-main"><h1>Title</h1></main></body></html>'


def shown(view: View, path: str = "book/a.html") -> BeautifulSoup:
    return BeautifulSoup(decorate(PAGE, path, view, "7-1"), "html.parser")


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())  # type: ignore[union-attr]


def test_a_good_page_gets_the_script_and_no_news() -> None:
    page = shown(View())
    assert not page.select(".preview-news")
    assert "preview('7-1'" in page.body.script.get_text()  # type: ignore[union-attr]


def test_problems_and_remarks_stand_on_every_page_with_all_their_lines() -> None:
    page = shown(View(problems=("Two faults:\n  one <b>\n  two",), remarks=("A figure.",)), "book/b.html")
    assert "Not up to date. Two faults:" in text_of(page)
    assert page.main.pre.get_text() == "one <b>\ntwo"  # type: ignore[union-attr]
    assert "A build would stop here. A figure." in text_of(page)


def test_a_warning_stands_on_its_own_page() -> None:
    view = View(warnings=(Warned("book/a.md", 3, "unknown"), Warned("", 0, "whole")))
    assert "Line 3. unknown" in text_of(shown(view))
    assert "unknown" not in text_of(shown(view, "book/b.html"))
    assert "whole" in text_of(shown(view, "book/b.html"))


def test_findings_are_counted_with_links_to_their_pages() -> None:
    view = View(findings=(finding("book/a.md"), finding("book/b.md"), finding("book/b.md")))
    page = shown(view)
    assert "Findings: 1 on this page, 2 on others." in text_of(page)
    assert [link["href"] for link in page.select(".preview-news a")] == ["/book/b.html"]


def test_pages_of_the_preview_itself_have_a_heading_and_say_what_to_do() -> None:
    assert "annual-report build" in missing_page("downloads/a.csv")
    assert "&lt;script&gt;" in missing_page("<script>.html")
    for page in (missing_page("book/a.html"), waiting_page()):
        assert BeautifulSoup(page, "html.parser").h1
