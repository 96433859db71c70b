"""The sentences that a difference touches: those whose roles, claims or directives name what differs."""

from collections.abc import Collection, Iterator, Sequence

from annual_report.claims.claim import find_claim
from annual_report.comparison.changes import Touched
from annual_report.errors import ReportError
from annual_report.lint.pages import NUMBERS, Mark, Page, Passage
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Form

_PICTURES = ("chart", "table")
#: Roles written as words <note>: a reader sees the words.
_WITH_NOTE = ("claim", "fixed", "allow")
_NOTHING = "nothing"


def touched(pages: Sequence[Page], names: Collection[str], before: Ledger, after: Ledger) -> tuple[Touched, ...]:
    """Return the sentences, charts and tables of the narrative that name one of ``names``, in reading order.

    Args:
        pages: the narrative.
        names: what differs: a statistic or ratio by its id, a table or chart as ``chart deaths.cause``.
        before: A, for what a reader of it sees.
        after: B, likewise.
    """
    found = [item for page in pages for item in (*_sentences(page, names, before, after), *_pictures(page, names))]
    return tuple(sorted(found, key=lambda item: (item.file, item.line)))


def statistics_named(mark: Mark) -> tuple[str, ...]:
    """Return the ids that a role names: the one it places, or those of a claim's test; none of a malformed claim."""
    if mark.role in NUMBERS:
        return (mark.content.strip(),)
    if mark.role != "claim":
        return ()
    claim = find_claim(mark.content)
    return claim.statistics if claim else ()


def _sentences(page: Page, names: Collection[str], before: Ledger, after: Ledger) -> Iterator[Touched]:
    for passage in page.passages:
        for start, end in passage.sentences:
            marks = [mark for mark in passage.marks if start <= mark.start < end]
            naming = [(mark, name) for mark in marks for name in statistics_named(mark) if name in names]
            if naming:
                line, _ = passage.place(naming[0][0].start)
                written = passage.text[start:end].strip()
                read = _as_read(passage, start, end, marks, before, after)
                yield Touched(page.file, line, written, read, tuple(dict.fromkeys(name for _, name in naming)))


def _pictures(page: Page, names: Collection[str]) -> Iterator[Touched]:
    for directive in page.directives:
        name = f"{directive.name} {directive.argument}"
        if directive.name in _PICTURES and name in names:
            yield Touched(page.file, directive.line, f"```{{{directive.name}}} {directive.argument}", name, (name,))


def _as_read(passage: Passage, start: int, end: int, marks: Sequence[Mark], before: Ledger, after: Ledger) -> str:
    """Return the sentence with what a reader sees in place of each role."""
    text, at = "", start
    for mark in marks:
        text += passage.text[at : mark.start] + _seen(mark, passage, before, after)
        at = mark.end
    return " ".join((text + passage.text[at:end]).split())


def _seen(mark: Mark, passage: Passage, before: Ledger, after: Ledger) -> str:
    if mark.role in NUMBERS:
        old, new = (_number(mark, ledger) for ledger in (before, after))
        return old if old == new else f"[{old} → {new}]"
    if mark.role in _WITH_NOTE:
        return mark.content.partition("<")[0].strip()
    return passage.text[mark.start : mark.end]


def _number(mark: Mark, ledger: Ledger) -> str:
    cell = Cell.model_construct(statistic=mark.content.strip(), form=Form(mark.role))
    try:
        return ledger.values.text(cell)
    except ReportError:
        return _NOTHING
