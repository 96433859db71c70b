"""The roles that place numbers, constants and dates in a sentence."""

import re

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from annual_report.editions.dates import in_words, month_name, period_in_words
from annual_report.errors import ReportError
from annual_report.narrative.refusal import refuse_role
from annual_report.narrative.source import release_of
from annual_report.release import Imprint, is_pinned
from annual_report.statistics.display import anchor
from annual_report.statistics.models import Cell, Form

_FIXED = re.compile(r"(?P<words>.+?)\s*<(?P<source>[^<>]+)>", re.DOTALL)

#: The class of text that was placed by a role or directive: no number in it was typed.
PLACED = "placed"


#: The kind of reference by which a placed number finds its working.
LINK = "placed-number"


class PlacedNumber(SphinxRole):
    """Places a statistic in one form: ``{count}`deaths` ``. It links to the number's working."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return a link that shows the number, or nothing and a warning that fails the build."""
        cell = Cell.model_construct(statistic=self.text.strip(), form=self.form)
        try:
            release = release_of(self.env)
            shown = release.ledger.values.text(cell)
            if release.ledger.synthetic and not is_pinned(release.ledger, cell):
                return refuse_role(
                    self,
                    f"{cell.statistic} as {self.form} is an illustration: no published figure fixes it, so no "
                    "sentence may state it. Leave it to its table and chart, or place a form that is fixed",
                )
        except ReportError as error:
            return refuse_role(self, str(error))
        text = nodes.inline(self.rawtext, shown, classes=[PLACED])
        link = pending_xref(
            self.rawtext,
            text,
            refdomain="",
            reftype=LINK,
            reftarget=anchor(cell.statistic),
            refdoc=self.env.docname,
            refwarn=True,
        )
        return [link], []


class FixedWords(SphinxRole):
    """Places a constant that is not data, with its source: ``{fixed}`15 working days <Working Together 2018>` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words; the source is kept for the reader's pointer."""
        match = _FIXED.fullmatch(self.text.strip())
        if match is None:
            return refuse_role(self, "name the source: words <source>")
        return [nodes.inline(self.rawtext, match["words"], classes=["fixed", PLACED])], []


class EditionFact(SphinxRole):
    """Places one of the edition's own dates or names: ``{edition}`period` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words."""
        facts = edition_facts(release_of(self.env).imprint)
        name = self.text.strip()
        if name not in facts:
            return refuse_role(self, f"no such fact of the edition. Known: {', '.join(facts)}")
        return [nodes.inline(self.rawtext, facts[name], classes=[PLACED])], []


def edition_facts(imprint: Imprint) -> dict[str, str]:
    """Return what the ``edition`` role can place, by name."""
    start, end = imprint.period
    first, last = imprint.extended_period
    return {
        "title": imprint.title,
        "body": imprint.body,
        "year": imprint.edition,
        "period": period_in_words(start, end),
        "extended_period": f"{month_name(first)} to {month_name(last)} {last.year}",
        "published": in_words(imprint.published),
    }


def resolve_number(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.reference | None:
    """Return the link from a placed number to the row of the appendix that shows its working."""
    if node["reftype"] != LINK:
        return None
    page, label = env.domains["std"].data["anonlabels"].get(node["reftarget"], ("", ""))
    if not page:
        return None
    link = make_refnode(app.builder, node["refdoc"], page, label, contnode)
    link["classes"].append(LINK)
    return link
