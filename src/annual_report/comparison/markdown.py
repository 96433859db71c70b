"""A comparison as Markdown, to paste into a review."""

import re
from collections.abc import Iterator, Sequence

from annual_report.comparison.changes import Change, Comparison, Kind
from annual_report.comparison.wording import CLAIMS, SENTENCES, head, remarks, side

#: What Markdown or a table's cell would take for markup.
_MARKUP = re.compile(r"[\\`*_\[\]<>|#{}~&]")


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison with a table for each kind of item, then claims, then sentences."""
    lines = ["# What differs from A to B", "", f"- {_plain(side('A', comparison.before))}"]
    lines += [f"- {_plain(side('B', comparison.after))}"]
    for kind in Kind:
        if comparison.of_kind(kind):
            lines += ["", f"## {head(comparison, kind)}", "", *_table(comparison, kind)]
    if comparison.claims:
        lines += ["", f"## {CLAIMS}: {len(comparison.claims)}", "", *_claims(comparison)]
    if comparison.sentences:
        lines += ["", f"## {SENTENCES}: {len(comparison.sentences)}", ""]
        lines += [f"- {_code(sentence.place)}: {_plain(sentence.read)}" for sentence in comparison.sentences]
    for remark in remarks(comparison):
        lines += ["", _plain(remark)]
    return "\n".join(lines) + "\n"


def _table(comparison: Comparison, kind: Kind) -> Iterator[str]:
    yield from _row(("Id", "Label", "What", "A", "B", "Named in"))
    yield from _row(["---"] * 6, plain=False)
    for change in comparison.of_kind(kind):
        places = ", ".join(map(_code, comparison.places(change)))
        for number, (name, before, after) in enumerate(_aspects(change)):
            first = (_code(change.id), _plain(change.label)) if number == 0 else ("", "")
            cells = (*first, _plain(name), _plain(before), _plain(after), places if number == 0 else "")
            yield from _row(cells, plain=False)


def _aspects(change: Change) -> Sequence[tuple[str, str, str]]:
    if not change.aspects:
        return [(change.difference, change.before, change.after)]
    return [(aspect.name, aspect.before, aspect.after) for aspect in change.aspects]


def _claims(comparison: Comparison) -> Iterator[str]:
    for claim in comparison.claims:
        yield f"- {_code(claim.place)}: {_plain(claim.words)}, {_code(claim.test)}"
        for letter, standing in (("A", claim.before), ("B", claim.after)):
            yield f"  - {letter} {standing.state}: {_plain(standing.reason)}"


def _row(cells: Sequence[str], *, plain: bool = True) -> Iterator[str]:
    yield f"| {' | '.join(_plain(cell) if plain else cell for cell in cells)} |"


def _code(text: str) -> str:
    return f"`{text}`"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
