"""The directive that tells readers what is hidden: the rules, how many numbers, the symbols, and the exceptions."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from docutils import nodes
from docutils.nodes import Node
from sphinx.util.docutils import SphinxDirective

from annual_report.casing import upper_first
from annual_report.narrative.refusal import refuse_directive
from annual_report.narrative.roles import PLACED
from annual_report.narrative.source import release_of
from annual_report.narrative.tables import make_table, text_cell
from annual_report.press.wording import listed
from annual_report.release import Decided, Release
from annual_report.statistics.hidden import Symbol

_NOT_APPLIED = "Disclosure control has not been applied to these figures, and none is hidden."
_HIDING = (Symbol.CONFIDENTIAL, Symbol.UNRELIABLE, Symbol.ROUNDS_TO_ZERO, Symbol.NOT_AVAILABLE, Symbol.NOT_APPLICABLE)
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_MARKS = (Symbol.PROVISIONAL, Symbol.REVISED)


class DisclosureDirective(SphinxDirective):
    """Tells one part of what is hidden: ``rules``, ``hidden``, ``symbols`` or ``decided``."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return that part's nodes, or nothing and a warning that fails the build."""
        part = self.arguments[0].strip()
        if part not in _PARTS:
            return refuse_directive(self, f"no such part {part!r}. There are: {', '.join(_PARTS)}")
        return [_PARTS[part](release_of(self.env))]


def hidden_in_numbers(release: Release) -> str:
    """Return how many numbers of the release are hidden, by symbol."""
    hidden, all_of_them = release.ledger.hidden, len(release.ledger.values.items)
    if not hidden:
        return f"Of the {all_of_them:,} numbers of this report, none is hidden."
    found = [(symbol, sum(item.symbol is symbol for item in hidden)) for symbol in sorted(Symbol)]
    by_symbol = listed([f"{count:,} as {symbol}" for symbol, count in found if count])
    return f"Of the {all_of_them:,} numbers of this report, {len(hidden):,} are hidden: {by_symbol}."


def _rules(release: Release) -> Node:
    if release.disclosure is None:
        return _paragraph(_NOT_APPLIED)
    items = (nodes.list_item("", _paragraph(rule)) for rule in release.disclosure.rules)
    return nodes.bullet_list("", *items, bullet="-")


def _hidden(release: Release) -> Node:
    return _paragraph(_NOT_APPLIED if release.disclosure is None else hidden_in_numbers(release))


def _symbols(release: Release) -> Node:
    """Return every symbol with what it means, whether it stands in this report or not."""
    rows = [[text_cell(symbol), text_cell(_sentence(symbol.meaning))] for symbol in (*_HIDING, *_MARKS)]
    return make_table("What stands in place of a number", ("Symbol", "Meaning"), rows, numbers=False, widths=(1, 5))


def _decided(release: Release) -> Node:
    decided = release.disclosure.decided if release.disclosure else ()
    if not decided:
        return _paragraph("No number is printed in spite of the rules.")
    rows = [_decision(item, release) for item in decided]
    heads = ("Number", "Printed", "Why")
    caption = "Numbers printed in spite of the rules"
    return make_table(caption, heads, rows, numbers=False, name="decided", widths=(4, 2, 5))


def _decision(item: Decided, release: Release) -> list[nodes.Node]:
    label = _ID.sub(lambda found: _label(found[0], release), item.statistic)
    code = nodes.paragraph("", "", nodes.literal(item.statistic, item.statistic))
    return [nodes.container("", text_cell(label), code), text_cell(item.shown), text_cell(item.reason)]


def _label(word: str, release: Release) -> str:
    """Return what an id stands for; the words between the ids of what is left stay: ``a less b``."""
    items = release.ledger.values.items
    return items[word].label if word in items else word


def _sentence(meaning: str) -> str:
    return f"{upper_first(meaning)}."


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text, classes=[PLACED])


_PARTS: Final[Mapping[str, Callable[[Release], Node]]] = {
    "rules": _rules,
    "hidden": _hidden,
    "symbols": _symbols,
    "decided": _decided,
}
