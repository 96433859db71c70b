from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from tests.support.comparisons import everything_differs, nothing_differs

from annual_report.comparison.changes import Comparison
from annual_report.comparison.markdown import as_markdown


def page(comparison: Comparison) -> BeautifulSoup:
    html = MarkdownIt().enable("table").render(as_markdown(comparison))
    return BeautifulSoup(html, "html.parser")


def test_each_kind_has_a_table_with_a_row_for_each_aspect() -> None:
    statistics, charts = page(everything_differs()).select("table")
    rows = [[cell.get_text() for cell in row.select("td")] for row in statistics.select("tbody tr")]
    assert rows == [
        ["deaths.abuse", "Abuse", "removed", "84 incidents of 206 (41%)", "", ""],
        ["deaths.sudi", "SUDI", "count", "63", "50", "book/page.md:3"],
        ["", "", "percentage", "31%", "24%", ""],
    ]
    assert "bar of the table deaths" in charts.get_text()


def test_claims_and_sentences_are_lists_in_which_nothing_is_taken_for_markup() -> None:
    items = [item.get_text() for item in page(everything_differs()).select("li")]
    assert "book/page.md:3: over thirty percent, percent(deaths.sudi) > 30" in items[2]
    assert "B does not hold: percent(deaths.sudi) is 24.27" in items
    sentence = "It was over thirty percent: [63 of 206 (31%) → 50 of 206 (24%)] of all | any."
    assert f"book/page.md:3: {sentence}" in items


def test_that_nothing_differs_is_said() -> None:
    found = page(nothing_differs())
    assert not found.select("table")
    assert "No difference: 4 statistics" in found.get_text()
