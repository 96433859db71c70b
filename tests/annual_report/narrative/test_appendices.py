from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from tests.support.books import Book, small_release
from tests.support.hiding import hidden_release

from annual_report.figures.models import Status, Verdict
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


def test_the_shorthand_of_every_number_is_explained_before_it(read: Callable[..., Book], tmp_path: Path) -> None:
    assert not read("Words.", release=hidden_release()).warnings
    page = BeautifulSoup((tmp_path / "html" / "book" / "numbers.html").read_text(encoding="utf-8"), "html.parser")
    (line,) = page.select("p.shorthand")
    assert line.get_text() == "[c] = confidential: hidden so that no child can be identified."
    assert line.find_next("table") is page.select_one("table.every-number")
    assert "[c] incidents of 206, base incidents" in page.get_text(" ", strip=True)
    assert "63" not in page.get_text()


def test_a_published_figure_that_is_hidden_now_keeps_its_status_and_no_number(read: Callable[..., Book]) -> None:
    fields = {"id": "P1", "paragraph": "1", "statement": "Deaths", "status": Status.REPRODUCED, "note": "Hidden."}
    hidden = Verdict.model_validate({**fields, "printed": "[c]", "computed": "[c]"})
    release = hidden_release().model_copy(update={"verdicts": (hidden,)})
    page = BeautifulSoup(read("```{published-figures}\n```", release=release).html, "html.parser")
    (line,) = page.select("p.shorthand")
    table = page.select_one("table.published-figures")
    assert table is not None
    assert line.find_next("table") is table
    cells = [cell.get_text(strip=True) for cell in table.select("tbody th, tbody td")]
    assert cells == ["Deaths", "1", "[c]", "[c]", "Reproduced", "Hidden."]
