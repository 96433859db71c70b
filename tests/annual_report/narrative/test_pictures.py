from collections.abc import Callable

from bs4 import BeautifulSoup
from tests.support.books import Book, small_release
from tests.support.hiding import hidden_release

Reader = Callable[[str], Book]


def test_a_chart_has_headline_alternative_caption_mark_source_and_data(read: Reader) -> None:
    book = read("```{chart} deaths\n```")
    page = BeautifulSoup(book.html, "html.parser")
    assert not book.warnings
    assert page.select_one("p.chart-headline").get_text() == "Causes of death"  # type: ignore[union-attr]
    image = page.select_one("figure img")
    assert image is not None
    assert "63" in str(image["alt"])
    assert page.select_one("figcaption .caption-text").get_text() == "Number of deaths by cause"  # type: ignore[union-attr]
    mark = page.select_one("p.illustration-note")
    assert mark is not None
    assert "Illustration, not a finding. The published summary fixes 2 of the 4 figures shown;" in mark.get_text()
    assert page.select_one("p.source-note").get_text() == "Source: synthetic records."  # type: ignore[union-attr]
    assert page.select_one("p.downloads a")["href"] == "../downloads/deaths.csv"  # type: ignore[index]


def test_a_table_has_caption_and_headers_for_columns_and_rows(read: Reader) -> None:
    book = read("```{table} deaths\n```")
    table = BeautifulSoup(book.html, "html.parser").select_one("table")
    assert not book.warnings
    assert table is not None
    assert "Deaths by cause" in table.caption.get_text()  # type: ignore[union-attr]
    assert [cell.get_text(strip=True) for cell in table.select("thead th")] == ["Cause", "Incidents", "Percent"]
    assert [cell.get_text(strip=True) for cell in table.select("tbody th")] == ["SUDI", "Spring"]
    assert [cell.get_text(strip=True) for cell in table.select("td.number")] == ["63", "31%", "50", "24%"]


def test_an_unknown_chart_or_table_is_a_warning(read: Reader) -> None:
    warnings = read("```{chart} death\n```\n\n```{table} births\n```").warnings
    assert "there is no chart 'death'" in warnings
    assert "there is no table 'births'" in warnings


def test_the_shorthand_of_a_table_is_explained_before_it(read: Callable[..., Book]) -> None:
    book = read("```{table} deaths\n```", release=hidden_release(provisional=True, revised=("deaths.spring",)))
    page = BeautifulSoup(book.html, "html.parser")
    assert not book.warnings
    assert [line.get_text() for line in page.select("p.shorthand")] == [
        "[c] = confidential: hidden so that no child can be identified.",
        "[p] = provisional: the figures may still be revised.",
        "[r] = revised since an earlier release: Spring.",
    ]
    assert page.select_one("table") is page.select("p.shorthand")[-1].find_next("table")
    assert [cell.get_text(strip=True) for cell in page.select("td.number")] == ["[c]", "[c]", "50", "24%"]


def test_a_chart_says_what_is_hidden(read: Callable[..., Book]) -> None:
    book = read("```{chart} deaths\n```", release=hidden_release())
    image = BeautifulSoup(book.html, "html.parser").select_one("figure img")
    assert image is not None
    assert "[c] Hidden so that no child can be identified: SUDI." in str(image["alt"])
    assert "63" not in str(image["alt"])


def test_two_charts_of_one_table_are_placed_each_with_its_own_words_and_the_tables_data(
    read: Callable[..., Book],
) -> None:
    release = small_release()
    second = {"id": "deaths.percent", "title": "As percentages", "columns": ("Percent",)}
    charts = (*release.ledger.charts, release.ledger.charts[0].model_copy(update=second))
    release = release.model_copy(update={"ledger": release.ledger.model_copy(update={"charts": charts})})
    book = read("```{chart} deaths\n```\n\n```{chart} deaths.percent\n```", release=release)
    page = BeautifulSoup(book.html, "html.parser")
    assert not book.warnings
    assert [line.get_text() for line in page.select("p.chart-headline")] == ["Causes of death", "As percentages"]
    drawn = [(str(image["src"]).rpartition("/")[2], "31%" in str(image["alt"])) for image in page.select("figure img")]
    assert drawn == [("deaths.svg", False), ("deaths.percent.svg", True)]
    assert [link["href"] for link in page.select("p.downloads a")] == ["../downloads/deaths.csv"] * 2
