"""Completion in VS Code: a file of snippets, one for each role that may place a number, and the forms around them.

Source of the format: "Snippets in Visual Studio Code", and ``snippet.md`` in its source: in text ``$``, ``}`` and the
backslash are escaped with a backslash, and in a list of choices the comma, the bar and the backslash.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annual_report.statistics.ledger import Ledger
from annual_report.vocabulary.entries import Entry, Placement

_SYNTAX = re.compile(r"[\\$}]")
_SYNTAX_OF_CHOICE = re.compile(r"[\\,|]")
_ESCAPED = r"\\\g<0>"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One completion: what is typed to find it, the lines that it puts in, and what the editor says of it."""

    name: str
    prefixes: tuple[str, ...]
    body: tuple[str, ...]
    description: str


def as_snippets(entries: Sequence[Entry], ledger: Ledger) -> str:
    """Return a ``.code-snippets`` file for Markdown: every placeable role of the entries, charts, tables and forms."""
    placed = (_of_placement(entry, placement) for entry in entries for placement in entry.placements)
    snippets = (*_forms(), *_directives(ledger), *placed)
    content = {
        snippet.name: {
            "scope": "markdown",
            "prefix": list(snippet.prefixes),
            "body": list(snippet.body),
            "description": snippet.description,
        }
        for snippet in snippets
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def escape(text: str) -> str:
    """Return ``text`` as a snippet puts it in unchanged."""
    return _SYNTAX.sub(_ESCAPED, text)


def choice(stop: int, values: Sequence[str]) -> str:
    """Return a place where the author picks one of ``values``; ``stop`` numbers it."""
    escaped = ",".join(_SYNTAX_OF_CHOICE.sub(_ESCAPED, value) for value in values)
    return f"${{{stop}|{escaped}|}}"


def placeholder(stop: int, text: str) -> str:
    """Return a place that holds ``text`` until the author types over it; ``stop`` numbers it."""
    return f"${{{stop}:{escape(text)}}}"


def _of_placement(entry: Entry, placement: Placement) -> Snippet:
    base = f", base: {entry.base.label}" if entry.base else ""
    return Snippet(
        name=f"{placement.role} {entry.id}",
        prefixes=(entry.id, f"{placement.role} {entry.id}"),
        body=(escape(placement.text),),
        description=f"{placement.shown}. {entry.label}: {entry.value}{base}",
    )


def _forms() -> Iterator[Snippet]:
    """Yield what authors write that names no statistic by itself."""
    forms = (
        ("claim", "words", "percent(id) > 40", "Words that assert something, with the test that must hold"),
        ("fixed", "15 working days", "source", "A constant that is not data, with its source"),
        ("allow", "words", "reason", "Words that a rule refuses, with the reason to let them stand"),
    )
    for name, words, note, meaning in forms:
        role = escape(f"{{{name}}}")
        yield Snippet(name, (name,), (f"{role}`{placeholder(1, words)} <{placeholder(2, note)}>`",), meaning)


def _directives(ledger: Ledger) -> Iterator[Snippet]:
    """Yield a chart and a table to pick from those that the edition has."""
    for name, items in (("chart", ledger.charts), ("table", ledger.tables)):
        if items:
            fence = escape(f"```{{{name}}}")
            body = (f"{fence} {choice(1, [item.id for item in items])}", "```", "$0")
            yield Snippet(name, (name,), body, f"A {name} of the edition, with its caption and its data")
