"""What becomes of a role or directive that cannot be placed: it fails a build; a preview shows what was written."""

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

_LOG = logging.getLogger(__name__)

#: The setting that makes this a preview: the folder with a file of findings for each page. Empty in a build.
FINDINGS = "annual_report_findings"

#: The class of raw text that could not be placed.
REFUSED = "refused"


def is_preview(config: Config) -> bool:
    """Say whether this book is a preview, where a finding is shown on the page and stops nothing."""
    return bool(config[FINDINGS])


def refuse_role(role: SphinxRole, reason: str) -> tuple[list[Node], list[system_message]]:
    """Return nothing and a warning that fails the build; in a preview, the role as it was written."""
    if is_preview(role.config):
        written = f"{{{role.name}}}`{role.text}`"  # the author's form: the parser has turned it into docutils'
        return [nodes.inline(written, written, classes=[REFUSED])], []
    _LOG.warning("%s: %s", role.rawtext, reason, location=role.get_location())
    return [], []


def refuse_directive(directive: SphinxDirective, reason: str) -> list[Node]:
    """Return nothing and a warning that fails the build; in a preview, the directive as it was written."""
    if is_preview(directive.config):
        written = directive.block_text or f"{directive.name} {' '.join(directive.arguments)}"
        return [nodes.literal_block(written, written, language="text", classes=[REFUSED])]
    _LOG.warning("%s: %s", directive.name, reason, location=directive.get_location())
    return []
