"""The roles that place numbers, constants and dates in a sentence."""

import re

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from annual_report.claims.claim import complaint, judge, read_claim
from annual_report.errors import ReportError
from annual_report.narrative.refusal import refuse_role
from annual_report.narrative.source import release_of
from annual_report.release import edition_facts, require_placeable
from annual_report.statistics.display import anchor
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.models import Cell, Form

_FIXED = re.compile(r"(?P<words>.+?)\s*<(?P<source>[^<>]+)>", re.DOTALL)
_SYMBOL = re.compile("(" + "|".join(re.escape(symbol) for symbol in Symbol) + ")")

#: The class of text that was placed by a role or directive: no number in it was typed.
PLACED = "placed"


#: The kind of reference by which a placed number finds its working.
LINK = "placed-number"


class PlacedNumber(SphinxRole):
    """Places a statistic in one form: ``{count}`deaths` ``. It links to the number's working.

    Of a hidden number ``[c]`` stands there, an abbreviation that says what it means.
    """

    def __init__(self, form: Form) -> None:
        self.form = form

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return a link that shows the number, or nothing and a warning that fails the build."""
        cell = Cell.model_construct(statistic=self.text.strip(), form=self.form)
        try:
            shown = require_placeable(release_of(self.env).ledger, cell)
        except ReportError as error:
            return refuse_role(self, str(error))
        text = nodes.inline(self.rawtext, "", *_explained(shown), classes=[PLACED])
        return [_link(self, text, cell.statistic)], []


class FixedWords(SphinxRole):
    """Places a constant that is not data, with its source: ``{fixed}`15 working days <Working Together 2018>` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words; the source is kept for the reader's pointer."""
        match = _FIXED.fullmatch(self.text.strip())
        if match is None:
            return refuse_role(self, "name the source: words <source>")
        return [nodes.inline(self.rawtext, match["words"], classes=["fixed", PLACED])], []


class AllowedWords(SphinxRole):
    """Places words that assert nothing about the data, with the reason: ``{allow}`most <a judgement, no count>` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words; the reason is for authors and reviewers."""
        match = _FIXED.fullmatch(self.text.strip())
        if match is None:
            return refuse_role(self, "name the reason: words <reason>")
        return [nodes.inline(self.rawtext, match["words"], classes=[PLACED])], []


class ClaimedWords(SphinxRole):
    """Places words with the test that must hold: ``{claim}`the majority <percent(deaths.cause.sudi) > 50>` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words, linked to the working of the first statistic they rest on."""
        try:
            claim = read_claim(self.text)
            wrong = complaint(claim, judge(claim, release_of(self.env).ledger))
        except ReportError as error:
            return refuse_role(self, str(error))
        if wrong:
            return refuse_role(self, wrong)
        text = nodes.inline(self.rawtext, claim.words, classes=["claim", PLACED])
        return [_link(self, text, claim.statistics[0])], []


class EditionFact(SphinxRole):
    """Places one of the edition's own dates or names: ``{edition}`period` ``."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words."""
        facts = edition_facts(release_of(self.env).imprint)
        name = self.text.strip()
        if name not in facts:
            return refuse_role(self, f"no such fact of the edition. Known: {', '.join(facts)}")
        return [nodes.inline(self.rawtext, facts[name], classes=[PLACED])], []


def _explained(shown: str) -> list[nodes.Node]:
    """Return what is shown, its shorthand as abbreviations: ``[c]`` is confidential."""
    parts = _SYMBOL.split(shown)  # between two pieces of text, a symbol each time
    return [_abbreviated(Symbol(part)) if place % 2 else nodes.Text(part) for place, part in enumerate(parts) if part]


def _abbreviated(symbol: Symbol) -> nodes.abbreviation:
    return nodes.abbreviation(symbol, symbol.value, explanation=symbol.meaning)


def _link(role: SphinxRole, text: nodes.inline, statistic: str) -> pending_xref:
    """Return ``text`` as a link to the working of a statistic, described by what its shorthand means."""
    meanings = dict.fromkeys(found["explanation"] for found in text.findall(nodes.abbreviation))
    return pending_xref(
        role.rawtext,
        text,
        refdomain="",
        reftype=LINK,
        reftarget=anchor(statistic),
        refdoc=role.env.docname,
        refwarn=True,
        meaning="; ".join(meanings),
    )


def resolve_number(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.reference | None:
    """Return the link from a placed number to the row of the appendix that shows its working."""
    if node["reftype"] != LINK:
        return None
    page, label = env.domains["std"].data["anonlabels"].get(node["reftarget"], ("", ""))
    if not page:
        return None
    link = make_refnode(app.builder, node["refdoc"], page, label, contnode, node["meaning"] or None)
    link["classes"].append(LINK)
    return link
