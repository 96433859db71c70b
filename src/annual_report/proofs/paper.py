"""What print refuses of a page, or would leave out of it, before anything is printed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes

from annual_report.errors import CheckError
from annual_report.proofs.sphinx_warnings import Warned

#: Columns from which a table may need a turned page, which not every place has, and from which it may fit none.
_TURNED, _WIDE = 4, 11
_HOLDERS: Sequence[tuple[type, str]] = (
    (nodes.list_item, "li"),
    (nodes.definition, "dd"),
    (nodes.block_quote, "blockquote"),
    (nodes.entry, "td"),
    (nodes.Admonition, 'div class="admonition"'),
)
_OF_NOTE = (nodes.label, nodes.paragraph, nodes.target, nodes.comment, nodes.system_message)


def refused_in_print(file: str, document: nodes.document, root: Path) -> Iterator[Warned]:
    """Yield what the PDF cannot have of a page, or would silently lose.

    Args:
        file: that of the page, from the project's folder ``root``.
        document: the page.
        root: where its pictures are found.
    """
    looks: Sequence[tuple[type[nodes.Element], Callable[[Any], str]]] = (
        (nodes.table, _of_table),
        (nodes.footnote, _of_note),
        (nodes.title, _of_heading),
        (nodes.rubric, _of_inner_heading),
        (nodes.image, partial(_of_picture, root)),
    )
    for kind, look in looks:
        for node in document.findall(kind):
            if message := look(node):
                yield Warned(file, _line(node), message)


def ambiguous_links(pages: Mapping[str, nodes.document]) -> Iterator[Warned]:
    """Yield each link to a place whose name several other pages have too: print, which is one page, cannot tell them.

    Args:
        pages: each with its file.
    """
    holders: dict[str, set[str]] = {}
    for page, document in pages.items():
        for name in document.ids:
            holders.setdefault(name, set()).add(page)
    for page, document in pages.items():
        for link in document.findall(nodes.reference):
            name = str(link.get("refuri", "")).partition("#")[2] if link.get("internal") else ""
            found = holders.get(name, set())
            if len(found) > 1 and page not in found:
                places = ", ".join(sorted(found))
                message = f"several chapters have a place called {name} ({places}). Give the one meant another name"
                yield Warned(page, _line(link), message)


def _of_note(note: nodes.Element) -> str:
    lost = any(not isinstance(part, _OF_NOTE) for part in note.children)
    return "print has the paragraphs of a note alone, and its other parts would be lost. Write them in the text" * lost


def _of_heading(title: nodes.Element) -> str:
    if isinstance(title.parent, nodes.section) and not title.astext().strip():
        return "this heading has no words, and print needs some. Write them, or take it out"
    return ""


def _of_inner_heading(heading: nodes.Element) -> str:
    """Return what is wrong with a heading in a box, a list or a quotation, which the parser keeps with its level."""
    if "level" not in heading:
        return ""
    return "a heading stands in a box, a list or a quotation: print would begin a chapter. Write **words**, or end it"


def _of_picture(root: Path, image: nodes.Element) -> str:
    """Return what is wrong with an author's picture. Drawings (SVG) have been looked at as files."""
    file = root / str(image.get("uri", ""))
    if file.suffix != ".png" or not file.is_file():
        return ""
    # imported here: few books have pictures, and all that prints is slow to import
    from annual_report.press.pdf.pictures import require_whole  # noqa: PLC0415

    try:
        require_whole(file)
    except CheckError as error:
        return f"{error}. Save it again, or smaller".replace(f"{root}{os.sep}", "")
    return ""


def _of_table(table: nodes.Element) -> str:
    """Return what is wrong with a table in print. Of the report's own tables nothing is: their columns are few."""
    holders = [tag for parent in _parents(table) for kind, tag in _HOLDERS if isinstance(parent, kind)]
    if "td" in holders:
        return "a table stands within a table, which nobody can be read out. Write it below the other"
    columns = max((len(row.children) for row in table.findall(nodes.row)), default=0)
    headless = not any(table.findall(nodes.thead))
    if not headless and columns < (_TURNED if holders else _WIDE):
        return ""
    return _refusal(table, holders)


def _refusal(table: nodes.Element, holders: Sequence[str]) -> str:
    """Return what the press says of a table that might not fit."""
    # imported here: few books have such a table, and all that prints is slow to import
    from bs4 import BeautifulSoup  # noqa: PLC0415

    from annual_report.press.pdf.tables import settle_tables  # noqa: PLC0415

    html = _as_html(table)
    for tag in holders:
        html = f"<{tag}>{html}</{tag.partition(' ')[0]}>"
    try:
        settle_tables([BeautifulSoup(f"<section>{html}</section>", "html.parser")])
    except CheckError as error:
        return str(error)
    return ""


def _as_html(table: nodes.Element) -> str:
    """Return the words of a table as the press reads them."""
    title = next(table.findall(nodes.title), None)
    caption = f"<caption>{escape(title.astext())}</caption>" if title is not None else ""
    head = "".join(_row(row, "th") for part in table.findall(nodes.thead) for row in part.children)
    body = "".join(_row(row, "td") for part in table.findall(nodes.tbody) for row in part.children)
    classes = escape(" ".join(table["classes"]))
    return f'<table class="{classes}">{caption}<thead>{head}</thead><tbody>{body}</tbody></table>'


def _row(row: nodes.Node, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell.astext())}</{tag}>" for cell in row.children) + "</tr>"


def _parents(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _line(node: nodes.Node) -> int:
    """Return the line on which a part of a page stands, or the nearest around it; 0 if none is known."""
    within = next((part.line for part in node.findall() if part.line), None) if node.line is None else node.line
    return within or next((parent.line for parent in _parents(node) if parent.line), 0)
