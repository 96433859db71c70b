"""Findings beside their sentences: in a preview, each stands below the block of text that it is about."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from annual_report.lint.findings import Finding
from annual_report.narrative.refusal import FINDINGS, is_preview

#: What holds paragraphs, and so can hold a finding among them.
_FLOW = (
    nodes.document
    | nodes.section
    | nodes.list_item
    | nodes.block_quote
    | nodes.definition
    | nodes.footnote
    | nodes.Admonition
)
_ROLE = re.compile(r"(\{[\w-]+\}`[^`]*`)")
#: What starts at a line of the source.
_BLOCK = nodes.Body | nodes.TextElement


class finding(nodes.General, nodes.Element):  # noqa: N801  docutils names a node's visitor by its class
    """A finding as a part of a page."""


def visit_finding(writer: HTML5Translator, node: nodes.Element) -> None:
    """Open the finding: a note with a name of its own, for a reader who hears the page."""
    writer.body.append(writer.starttag(node, "div", CLASS="finding", role="note", **{"aria-label": node["label"]}))


def depart_finding(writer: HTML5Translator, node: nodes.Element) -> None:
    """Close the finding."""
    writer.body.append("</div>\n")


def show_findings(app: Sphinx, document: nodes.document) -> None:
    """Put the page's findings below the blocks that they are about. A build has no such findings."""
    if not is_preview(app.config):
        return
    file = _file(Path(app.config[FINDINGS]), app.env.docname)
    if file.is_file():
        app.env.note_dependency(str(file))  # other findings: the page is read again
        for found in _read(file):
            _place(document, found)


def write_findings(findings: Sequence[Finding], pages: Iterable[str], folder: Path) -> None:
    """Write the findings of each page (``book/child-deaths``) into a file of its own, changed only if they did."""
    for page in pages:
        text = json.dumps([asdict(found) for found in findings if Path(found.file).with_suffix("").as_posix() == page])
        file = _file(folder, page)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")


def _file(folder: Path, page: str) -> Path:
    return folder / f"{page}.json"


def _read(file: Path) -> list[Finding]:
    written: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [Finding(**fields) for fields in written]


def _place(document: nodes.document, found: Finding) -> None:
    block = _block_at(document, found.line)
    shown = _show(found)
    if block is None:
        document.insert(0, shown)
        return
    parent = block.parent
    place = parent.index(block) + 1
    while place < len(parent) and isinstance(parent[place], finding):
        place += 1
    parent.insert(place, shown)


def _block_at(document: nodes.document, line: int) -> nodes.Element | None:
    """Return the block that holds a line: the last one to start at it or above it, with all that belongs to it."""
    start = 0
    block: nodes.Element | None = None
    for node in document.findall(nodes.Element):
        if isinstance(node, _BLOCK) and node.line and start <= node.line <= line:
            start, block = node.line, node
    while block is not None and (_within_table(block) or not isinstance(block.parent, _FLOW)):
        block = block.parent
    return block


def _within_table(node: nodes.Element) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.table):
        parent = parent.parent
    return parent is not None


def _show(found: Finding) -> finding:
    """Return what a person sees: the reason, the sentence with its spot marked, and what to write instead."""
    reason = nodes.paragraph("", "", nodes.strong("", f"Line {found.line}: "), *_words(found.message))
    shown = finding("", reason, label=f"Finding in line {found.line}")
    if found.sentence and found.spot:
        before, after = found.sentence[: found.at], found.sentence[found.at + len(found.spot) :]
        spot = nodes.inline("", found.spot, classes=["spot"])
        shown += nodes.paragraph("", "", *_words(before), spot, *_words(after), classes=["sentence"])
    if found.replacement:
        shown += nodes.paragraph("", "Write instead:")
        shown += nodes.literal_block(found.replacement, found.replacement, language="text")
    return shown


def _words(text: str) -> list[nodes.Node]:
    """Return text in which each role, as an author writes it, stands out as code."""
    parts = _ROLE.split(text)  # between two pieces of text, a role each time
    return [nodes.literal("", part) if place % 2 else nodes.Text(part) for place, part in enumerate(parts) if part]
