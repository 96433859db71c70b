"""A comparison as a person reads it on a terminal: each item with a row for every aspect, A beside B."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from annual_report.comparison.changes import Change, ClaimChange, Comparison, Kind, Touched
from annual_report.comparison.wording import CLAIMS, SENTENCES, head, remarks, side

_INDENT = "  "
_NAMES = 20
_GAP = "  "


def as_text(comparison: Comparison, width: int = 80) -> str:
    """Return the comparison in lines of at most ``width``; an id alone may be longer."""
    sections = [
        [side("A", comparison.before), side("B", comparison.after)],
        *(_section(comparison, kind, width) for kind in Kind if comparison.of_kind(kind)),
        *([_claims(comparison.claims, width)] if comparison.claims else []),
        *([_sentences(comparison.sentences, width)] if comparison.sentences else []),
        *([textwrap.fill(remark, width)] for remark in remarks(comparison)),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _section(comparison: Comparison, kind: Kind, width: int) -> list[str]:
    lines = [head(comparison, kind), *_row(("", "A", "B"), width)]
    for change in comparison.of_kind(kind):
        lines += _change(change, width)
        if places := comparison.places(change):
            lines += _row(("named in", ", ".join(places)), width)
    return lines


def _change(change: Change, width: int) -> Iterator[str]:
    label = f" · {change.label}" if change.label else ""
    yield from textwrap.wrap(f"{change.id}{label}", width, subsequent_indent=_INDENT, break_long_words=False)
    if not change.aspects:
        yield from _row((change.difference, change.before or "-", change.after or "-"), width)
    for aspect in change.aspects:
        yield from _row((aspect.name, aspect.before or "-", aspect.after or "-"), width)


def _row(cells: Sequence[str], width: int) -> Iterator[str]:
    """Yield the lines of a row: the name in its column, the rest of the width shared by the other cells."""
    name, *others = cells
    each = max((width - len(_INDENT) - _NAMES - len(_GAP) * len(others)) // len(others), 12)
    columns = [textwrap.wrap(cell, each, break_on_hyphens=False) for cell in others]
    for number, parts in enumerate(zip_longest(*columns, fillvalue="")):
        first = name if number == 0 else ""
        yield _INDENT + _GAP.join([f"{first:<{_NAMES}}", *(f"{part:<{each}}" for part in parts)]).rstrip()


def _claims(claims: Sequence[ClaimChange], width: int) -> list[str]:
    lines = [f"{CLAIMS}: {len(claims)}"]
    for claim in claims:
        lines += textwrap.wrap(f"{claim.place} · {claim.words} <{claim.test}>", width, subsequent_indent=_INDENT)
        for letter, standing in (("A", claim.before), ("B", claim.after)):
            lines += _indented(f"{letter} {standing.state}: {standing.reason}", width)
    return lines


def _sentences(sentences: Sequence[Touched], width: int) -> list[str]:
    lines = [f"{SENTENCES}: {len(sentences)}"]
    for sentence in sentences:
        lines += [sentence.place, *_indented(sentence.read, width)]
    return lines


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False)
