"""What a passage is about: the hidden numbers that it, or what belongs to it, places, claims or names in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from annual_report.claims.claim import find_claim
from annual_report.lint.context import Context
from annual_report.lint.pages import NUMBERS, Kind, Mark, Page, Passage
from annual_report.lint.stems import stems
from annual_report.statistics.hidden import Hidden

#: Words of labels that name nothing without what they are parts of.
_GENERAL = stems("other others known unknown none yes missing recorded")
_MARKS = ".,;:()“”"


@dataclass(frozen=True, slots=True)
class _Said:
    """What passages say: ids they place, claim or name as bases; labels of what is shown; their words."""

    ids: frozenset[str]
    shown: frozenset[str]
    text: str
    stems: frozenset[str]


def hidden_subjects(page: Page, number: int, context: Context) -> list[Hidden]:
    """Return the hidden numbers that a passage is about, or the paragraph that leads to it, its table or its heading.

    Args:
        page: the page.
        number: the passage's place in it.
        context: the release and its names.
    """
    parts = [_said(part, context) for part in _around(page, number)]
    return [item for item in context.release.ledger.hidden if any(_names(said, item) for said in parts)]


def placed_in(marks: Sequence[Mark]) -> frozenset[str]:
    """Return the ids that roles place or claim."""
    return frozenset(name for mark in marks for name in _ids(mark))


def _around(page: Page, number: int) -> list[list[Passage]]:
    """Return what can say of what a passage is: itself, with its table; the paragraph before its list; the heading."""
    passage = page.passages[number]
    first, own = number, [passage]
    if passage.kind in (Kind.ITEM, Kind.CELL, Kind.TERM):
        group = [part for part in page.passages if part.group == passage.group]
        first = page.passages.index(group[0])
        own = group if passage.kind is Kind.CELL else own
    leading = list(page.passages[first - 1 : first]) if first and passage.kind is Kind.ITEM else []
    heading = [part for part in page.passages[:first] if part.kind is Kind.HEADING][-1:]
    return [own, leading, heading]


def _said(passages: Sequence[Passage], context: Context) -> _Said:
    placed = placed_in([mark for passage in passages for mark in passage.marks])
    bases = {name for passage in passages for named in context.bases.find(passage.masked) for name in named.ids}
    items = context.release.ledger.values.items
    shown = (items[name] for name in placed if name in items)
    text = " ".join(map(_words, passages))
    return _Said(
        placed | bases, frozenset(item.label for item in shown if not isinstance(item, Hidden)), text, stems(text)
    )


def _names(said: _Said, item: Hidden) -> bool:
    """Say whether a hidden number is placed or claimed, named as a base, or named by its label."""
    if item.id in said.ids:
        return True
    if item.label in said.shown:
        return False  # the words are about another number of that name, which is shown
    return _is_labelled(said, item)


def _is_labelled(said: _Said, item: Hidden) -> bool:
    """Say whether the first word of the label and two thirds of all stand in the text.

    A label that names nothing by itself ("Other", "10 to 14") must stand there, with the words of what it is a part of.
    """
    words, own = said.stems, stems(item.label)
    if own <= _GENERAL:
        whole = stems(item.id.rpartition(".")[0].replace(".", " "))
        return f" {item.label.lower()} " in said.text and 3 * len(whole & words) >= 2 * len(whole)
    first = next(found for found in map(stems, item.label.split()) if found)
    return first <= words and 3 * len(own & words) >= 2 * len(own)


def _ids(mark: Mark) -> tuple[str, ...]:
    if mark.role in NUMBERS:
        return (mark.content.strip(),)
    claim = find_claim(mark.content) if mark.role == "claim" else None
    return claim.statistics if claim else ()


def _words(passage: Passage) -> str:
    """Return the text as a reader sees it, in lower case, a space around it; of what is placed, nothing."""
    text, end = [], 0
    for mark in passage.marks:
        shown = "" if mark.role in NUMBERS else mark.content.partition("<")[0]
        text += [passage.text[end : mark.start], shown]
        end = mark.end
    plain = "".join([*text, passage.text[end:]]).lower()
    return f" {' '.join(word.strip(_MARKS) for word in plain.split())} "
