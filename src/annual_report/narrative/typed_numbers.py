"""The check that no digit was typed into the narrative: every number comes from a role or directive."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from annual_report.narrative.refusal import is_preview
from annual_report.narrative.roles import PLACED

_LOG = logging.getLogger(__name__)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_NOT_TYPED = (  # a comment, code, or a footnote's mark, which Sphinx counts
    nodes.comment | nodes.literal | nodes.literal_block | nodes.raw | nodes.label | nodes.footnote_reference
)
_NARRATIVE = "book/"  # notebooks explain methods and may name numbers of their own


def refuse_typed_numbers(app: Sphinx, document: nodes.document) -> None:
    """Warn, and so fail the build, for each digit typed in a page of the narrative. In a preview it is a finding."""
    if is_preview(app.config) or not app.env.docname.startswith(_NARRATIVE):
        return
    for text in document.findall(nodes.Text):
        found = _DIGITS.search(text)
        if found and not _is_placed(text):
            _LOG.warning(
                '"%s" is typed in "%s". Place it: {count}`id`, {percent}`id`, {share}`id`, or, for a constant that is '
                "not data, {fixed}`words <source>`",
                found.group(),
                _clip(text),
                location=text.parent,
            )


def _is_placed(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None:
        classes: list[str] = node.get("classes", []) if isinstance(node, nodes.Element) else []
        if PLACED in classes or isinstance(node, _NOT_TYPED):
            return True
        node = node.parent
    return False


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:77] + "..."
