"""What the cleaning keeps, drops and refuses, on pages as small as can be."""

import pytest
from bs4 import BeautifulSoup

from annual_report.errors import CheckError
from annual_report.press.pdf.cleaning import PrintDocument, clean

NAME = "book/index.html"
TABLE = "<table><thead><tr><th>Cause</th><th>Number</th></tr></thead><tbody>{rows}</tbody></table>"


def book(*chapters: str, front: str = "", side_bar: str = "") -> PrintDocument:
    """Clean a book of these chapters, each an id and HTML: ``deaths|<h2>Deaths</h2>``."""
    pages = "".join(
        f'<span id="document-book/{name}"></span><section id="{name}">{html}</section>'
        for name, html in (chapter.split("|", 1) for chapter in chapters)
    )
    wrapper = f'<div class="toctree-wrapper">{pages}</div>' if pages else ""
    article = f'<article><section id="root"><h1>Report</h1>{front}{wrapper}</section></article>'
    return clean(f'<html><nav class="bd-links">{side_bar}</nav>{article}</html>', NAME)


def soup(document: PrintDocument) -> BeautifulSoup:
    return BeautifulSoup(document.html, "html.parser")


def test_another_kind_of_page_is_refused() -> None:
    with pytest.raises(CheckError, match=r"book/index\.html: it has no <article>"):
        clean("<html><body><p>Text</p></body></html>", NAME)


@pytest.mark.parametrize("alternative", ["", 'alt=""', 'alt="_images/a.svg"', 'alt="a.svg"', 'alt=" "'])
def test_a_picture_without_words_is_named(alternative: str) -> None:
    pictures = f'<img src="_images/a.svg" {alternative}><img src="_images/b.svg" alt="A bar chart">'
    with pytest.raises(CheckError, match=r"1 picture\(s\) have no alternative text: _images/a\.svg\. Say in words"):
        book(front=pictures)


def test_pictures_are_called_by_names_of_their_own() -> None:
    document = book(front='<img src="_images/my%20a.svg" alt="A"><img src="_images/b.png" alt="B">' * 2)
    assert document.pictures == {"picture-1.svg": "_images/my a.svg", "picture-2.png": "_images/b.png"}


def test_a_table_without_header_is_named() -> None:
    table = "<table><caption>Deaths by cause</caption><tbody><tr><th>Suicide</th><td>3</td></tr></tbody></table>"
    with pytest.raises(CheckError, match=r"1 table\(s\) have no header row: 'Deaths by cause'"):
        book(front=table)


def test_row_headers_are_written_down_row_by_row() -> None:
    rows = "<tr><th>A</th><td>1</td></tr><tr><td>B</td><td>2</td></tr><tr><th>C</th><th>D</th></tr>"
    assert book(front=TABLE.format(rows=rows)).row_headers == ((1, 0, 2),)


@pytest.mark.parametrize("cell", ['<td class="number"><p>3</p></td>', '<td><p class="number">3</p></td>'])
def test_numbers_stand_to_the_right(cell: str) -> None:
    document = book(front=TABLE.format(rows=f"<tr><th>A</th>{cell}</tr>"))
    assert [tag.get_text() for tag in soup(document).select('[style="text-align: right"]')] == ["3"]


@pytest.mark.parametrize("kind", ["", ' class="figures"'])
@pytest.mark.parametrize("columns", [1, 2, 3, 7])
def test_widths_fill_the_page(kind: str, columns: int) -> None:
    cells = "".join(f"<th>Column {number * 'x'}</th>" for number in range(columns))
    table = f"<table{kind}><thead><tr>{cells}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    widths = [str(column["style"]) for column in soup(book(front=table)).select("col")]
    assert sum(int(width.removeprefix("width: ").removesuffix("%")) for width in widths) == 100


def test_widths_that_the_author_gave_are_kept() -> None:
    given = '<table><colgroup><col style="width: 70%"><col style="width: 30%"></colgroup>'
    table = TABLE.format(rows="<tr><th>A</th><td>1</td></tr>").replace("<table>", given)
    assert [column["style"] for column in soup(book(front=table)).select("col")] == ["width: 70%", "width: 30%"]


def test_a_link_to_nowhere_is_named() -> None:
    with pytest.raises(CheckError, match=r"'#gone' in \"there\": no such place"):
        book(front='<p><a href="#gone">there</a></p>')


def test_a_link_that_could_mean_two_chapters_is_named() -> None:
    chapters = (f"{name}|<h2>{name}</h2><p id='same'>Text</p>" for name in ("one", "two"))
    with pytest.raises(CheckError, match=r"'#same' in \"it\": several chapters have it"):
        book(*chapters, front='<a href="#same">it</a>')


def test_a_link_finds_its_own_chapter_first() -> None:
    chapters = (f"{name}|<h2>{name}</h2><p id='same'>Text</p><a href='#same'>it</a>" for name in ("one", "two"))
    page = soup(book(*chapters))
    targets = [str(link["href"])[1:] for link in page.select("a")]
    assert len(set(targets)) == 2
    assert [anchor["id"] for anchor in page.select(".anchor")] == targets


@pytest.mark.parametrize("address", ["#document-book/one", "book/index.html#one", "#label"])
def test_a_link_to_a_chapter_lands_on_its_heading(address: str) -> None:
    page = soup(book("one|<span id='label'></span><h2>One</h2>", front=f'<a href="{address}">One</a>'))
    heading = page.find("h1", string="One")
    assert heading is not None
    assert heading.get("id") == str(page.select_one("a")["href"])[1:]  # type: ignore[index]


@pytest.mark.parametrize(
    "address", ["../downloads/deaths.csv", "../notebooks/a.html#statistic", "#document-notebooks/a", "#within"]
)
def test_a_link_to_what_is_not_printed_becomes_text(address: str) -> None:
    notebook = (
        '<div class="toctree-wrapper"><span id="document-notebooks/a"></span><section id="within"></section></div>'
    )
    page = soup(book("one|<h2>One</h2>", front=f'<p id="statistic">See <a href="{address}">this</a></p>{notebook}'))
    assert not page.select("a")
    assert "See this" in page.get_text()


def test_a_placed_number_without_its_working_is_text() -> None:
    page = soup(book(front='<p>Of <a class="placed-number" href="#statistic-x">63</a></p>'))
    assert not page.select("a")
    assert "Of 63" in page.get_text()


def test_links_to_the_web_are_kept() -> None:
    page = soup(book(front='<a class="reference external" href="https://www.gov.uk/">site</a>'))
    assert [link.attrs for link in page.select("a")] == [{"href": "https://www.gov.uk/"}]


def test_a_footnote_stands_where_it_is_called() -> None:
    note = (
        '<aside class="footnote-list"><aside id="n"><span class="label">1</span><p>Why <em>so</em>.</p></aside></aside>'
    )
    page = soup(book(front=f'<p>Text<a class="footnote-reference" href="#n">1</a></p>{note}'))
    assert str(page.select_one("p span.footnote")) == '<span class="footnote">Why <em>so</em>.</span>'
    assert not page.select("aside")


def test_a_footnote_without_text_is_refused() -> None:
    with pytest.raises(CheckError, match=r"footnote 1: its text is not in the chapter"):
        book(front='<a class="footnote-reference" href="#n">1</a>')


def test_drop_downs_stand_open() -> None:
    page = soup(book(front="<details><summary>How</summary><p>So.</p></details>"))
    assert page.select_one(".admonition > .admonition-title > p").get_text() == "How"  # type: ignore[union-attr]
    assert not page.select("details")


@pytest.mark.parametrize(("kind", "block"), [("note", "admonition"), ("warning", "caution"), ("danger", "caution")])
def test_admonitions_are_of_two_kinds(kind: str, block: str) -> None:
    page = soup(book(front=f'<div class="{kind} admonition"><p class="admonition-title">Title</p></div>'))
    assert [div["class"] for div in page.select("div:has(> .admonition-title)")] == [[block]]


@pytest.mark.parametrize("kind", ["synthetic-notice", "downloads", "headerlink", "cell_input"])
def test_what_only_a_screen_needs_is_dropped(kind: str) -> None:
    tag = "a" if kind == "headerlink" else "div"
    assert "Gone" not in book(front=f'<{tag} class="{kind}">Gone</{tag}>').html


def test_notebooks_are_dropped_and_the_page_that_only_leads_to_them() -> None:
    notebook = '<span id="document-notebooks/a"></span><section><h3>Notebook</h3></section>'
    leading = f'notebooks|<h2>Notebooks</h2><div class="toctree-wrapper">{notebook}</div>'
    page = soup(book("one|<h2>One</h2>", leading))
    assert [heading.get_text() for heading in page.find_all(["h1", "h2", "h3"])] == ["Report", "One"]


def test_chapters_stand_beside_the_front_page_not_below_it() -> None:
    page = soup(book("one|<h2>One</h2><section><h3>Part of one</h3></section>", front="<h2>Key figures</h2>"))
    headings = [(heading.name, heading.get_text()) for heading in page.find_all(["h1", "h2", "h3"])]
    assert headings == [("h1", "Report"), ("h2", "Key figures"), ("h1", "One"), ("h2", "Part of one")]


def test_parts_are_named_where_each_has_a_name() -> None:
    caption = '<p class="caption">The report</p>'
    parts = soup(book("one|<h2>One</h2>", "two|<h2>Two</h2>", side_bar=caption)).select(".part")
    assert [part["data-caption"] for part in parts] == ["The report"]
    assert not soup(book("one|<h2>One</h2>", side_bar=caption * 2)).select(".part")
