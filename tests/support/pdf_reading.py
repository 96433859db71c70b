"""Reading a finished PDF as a reader, or a screen reader, would: its words, its outline, its structure."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from bs4 import BeautifulSoup

# what the PDF leaves out on purpose, and the marks of footnotes, which it counts anew
_LEFT_OUT = (
    "script, style, button, svg, a.headerlink, .cell_input, .downloads, .synthetic-notice, .footnote-reference, "
    "aside .label"
)


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page. A break that is not seen is no part of a word."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\u200b", "").replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def outline(pdf: Path) -> list[tuple[int, str]]:
    """Return the bookmarks: level, title."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(entry.level, entry.get_title()) for entry in document.get_toc()]
    finally:
        document.close()


def elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a kind, in reading order."""
    inner = element.get("/K", pikepdf.Array())
    for child in list(inner) if isinstance(inner, pikepdf.Array) else [inner]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if f"/{kind}" == child.S:
                yield child
            yield from elements(child, kind)


def attribute(element: pikepdf.Object, name: str) -> str:
    """Return an attribute of a structure element, empty if it has none."""
    given = element.get("/A", pikepdf.Array())
    for owner in list(given) if isinstance(given, pikepdf.Array) else [given]:
        if f"/{name}" in owner:
            return str(owner[f"/{name}"])
    return ""


def missing_words(single_page: Path, pdf: Path) -> Counter[str]:
    """Return the words of the book's chapters that the PDF has less often."""
    article = BeautifulSoup(single_page.read_text(encoding="utf-8"), "html.parser").select_one("article")
    assert article is not None
    for mark in article.select("[id^='document-notebooks/'], [id='document-book/notebooks']"):
        page = mark.find_next_sibling("section")
        if page is not None:
            page.decompose()
    for tag in article.select(_LEFT_OUT):
        if not tag.decomposed:
            tag.decompose()
    return _words(article.get_text(" ")) - _words("\n".join(page_texts(pdf)))


def _words(text: str) -> Counter[str]:
    # digits apart: the mark of a footnote follows its word without a space
    return Counter(re.findall(r"[^\W\d_]+|\d+", text))
