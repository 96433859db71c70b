"""From a page for the screen to one for print: what is cleaned, in order, and what is left for the typesetter."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from annual_report.errors import CheckError
from annual_report.press.pdf.blocks import mark_blocks, open_details, open_tabs, place_footnotes
from annual_report.press.pdf.chapters import drop_notebooks, find_chapters, find_parts
from annual_report.press.pdf.fitting import break_words
from annual_report.press.pdf.links import settle_links
from annual_report.press.pdf.pictures import settle_pictures
from annual_report.press.pdf.screen import drop_screen
from annual_report.press.pdf.tables import RowHeaders, settle_tables

#: Points that a word takes in the letters of a table, from which it may break: those of the text are larger.
_LONGEST, _LONGEST_IN_HEADING = 300.0, 140.0


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """The report as plain HTML for pandoc, the pictures that it shows, and the row headers of each table in order.

    ``pictures`` maps the name by which the HTML calls a picture to where it lies in the builder's folder.
    """

    html: str
    pictures: dict[str, str]
    row_headers: tuple[RowHeaders, ...]


def clean(html: str, name: str) -> PrintDocument:
    """Return the chapters of the single page without what only a screen needs.

    Args:
        html: the page, as Sphinx wrote it.
        name: where it lies in the builder's folder. Links within the page may start with it.

    Raises:
        CheckError: if what is left could not become an accessible PDF. Every fault of a kind is named.
    """
    soup = BeautifulSoup(html, "html.parser")
    article = soup.select_one("article")
    if article is None:
        raise CheckError(f"{name}: it has no <article>, so it is not a book that sphinx-book-theme laid out")
    known = {str(tag["id"]) for tag in article.find_all(id=True)}
    parts = find_parts(soup)
    drop_notebooks(article)
    drop_screen(article)
    chapters = find_chapters(article, parts)
    return _print(chapters, known, name)


def _print(chapters: list[Tag], known: set[str], name: str) -> PrintDocument:
    for chapter in chapters:
        open_details(chapter)
        open_tabs(chapter)
        place_footnotes(chapter)
    pictures = settle_pictures(chapters)
    row_headers = settle_tables(chapters)
    settle_links(chapters, known, name)
    for chapter in chapters:
        mark_blocks(chapter)
        for heading in chapter.find_all(["h1", "h2", "h3"]):
            break_words(heading, _LONGEST_IN_HEADING)
        break_words(chapter, _LONGEST)
    body = "\n".join(str(chapter) for chapter in chapters)
    return PrintDocument(f"<!DOCTYPE html><html><body>{body}</body></html>", pictures, row_headers)
