from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from tests.support.books import Book, small_release

from annual_report.vocabulary.entries import entries_of

Reader = Callable[[str], Book]


def test_the_appendix_says_what_the_command_says_of_each_statistic(read: Reader, tmp_path: Path) -> None:
    assert not read("Words.").warnings
    page = BeautifulSoup((tmp_path / "html" / "book" / "numbers.html").read_text(encoding="utf-8"), "html.parser")
    rows = [row.select("th, td") for row in page.select("table.every-number tbody tr")]
    assert [[cell.get_text(" ", strip=True) for cell in row] for row in rows] == [
        [f"{entry.label} {entry.id}", entry.working, entry.fixed, entry.notebook]
        for entry in entries_of(small_release())
    ]
    assert page.select_one("#statistic-deaths-sudi") is not None
