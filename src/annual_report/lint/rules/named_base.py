"""The base that a sentence names beside a share is the share's own: "20% of all incidents" is not 20% of the fatal."""

import re
from collections.abc import Iterator

from annual_report.lint.bases import Named
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import NUMBER, Mark, Page, Passage
from annual_report.statistics.models import Statistic

NAME = "wrong-base"
#: What may stand between a share and the base named after it: a bracket closed, the count in brackets.
_BESIDE = re.compile(rf"\s*(?:\({NUMBER}+\))?[)*\s]*,?\s*")
#: "shares of all incidents" names a base and asserts nothing.
_SHARES = re.compile(r"\b(?:shares?|percentages?|proportions?|parts?)\s+$", re.IGNORECASE)
_BEFORE = re.compile(r"[\s(,:;\u2013\u2014-]*")

Share = tuple[Mark, Statistic]


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each share beside which another base is named."""
    for passage in page.passages:
        for share, named in misnamed(passage, context):
            yield _finding(passage, share, named, context)


def misnamed(passage: Passage, context: Context) -> list[tuple[Share, Named]]:
    """Return each share of a passage beside which another base is named, with that base."""
    shares = context.shares(passage)
    found = []
    for start, end in passage.sentences if shares else ():
        within = [share for share in shares if start <= share[0].start < end]
        found += list(_sentence(passage, start, end, within, context)) if within else []
    return found


def verified(passage: Passage, context: Context) -> list[tuple[int, int]]:
    """Return where "all" names a base that the sentence's own share or count has, or that ``check`` already judges."""
    found = []
    shares = context.shares(passage)
    for start, end in passage.sentences:
        marks = [mark for mark in passage.marks if start <= mark.start < end]
        known = {name for mark in marks for name in _bases_of(mark, context)}
        judged = any(start <= mark.start < end for mark, _ in shares)
        whole = [named for named in _named(passage, start, end, context) if named.whole]
        found += [
            (named.start, named.end)
            for named in whole
            if judged or known & named.ids or _SHARES.search(passage.masked[: named.start])
        ]
    return found


def _bases_of(mark: Mark, context: Context) -> set[str]:
    item = context.statistic(mark)
    if item is None or mark.role not in ("count", "words"):
        return set()
    return {item.id, item.base or item.id}


def _named(passage: Passage, start: int, end: int, context: Context) -> list[Named]:
    return [named for named in context.bases.find(passage.masked) if start <= named.start < end]


def _sentence(
    passage: Passage, start: int, end: int, shares: list[Share], context: Context
) -> Iterator[tuple[Share, Named]]:
    """Judge one sentence: a base beside a share, then one that leads the sentence, then "all" anywhere."""
    settled: set[int] = set()  # the shares whose base stands beside them
    loose = []
    for named in _named(passage, start, end, context):
        owner = _owner(passage, named, shares)
        if owner is None:
            loose.append(named)
            continue
        settled.add(owner[0].start)
        if not _fits(owner[1], named):
            yield owner, named
    for named in loose:
        after = [share for share in shares if share[0].start > named.start and share[0].start not in settled]
        if named.led and after and _leads(passage, named, start):
            yield from ((share, named) for share in after if not _fits(share[1], named))
        elif named.whole and not any(_fits(share[1], named) for share in shares):
            yield shares[0], named


def _owner(passage: Passage, named: Named, shares: list[Share]) -> Share | None:
    """Return the share that stands directly before the base named, if one does and the base is led by "of"."""
    before = [share for share in shares if share[0].end <= named.start]
    if not before or not (named.led or named.whole):
        return None
    gap = passage.masked[before[-1][0].end : named.start]
    return before[-1] if _BESIDE.fullmatch(gap) else None


def _leads(passage: Passage, named: Named, start: int) -> bool:
    """Say whether the base opens its sentence: "Of all incidents, ..."."""
    return _BEFORE.fullmatch(passage.masked[start : named.start]) is not None


def _fits(item: Statistic, named: Named) -> bool:
    """Say whether the base named is the share's, or the base of that: "of the incidents, X were fatal (20%)"."""
    return item.base in named.ids or item.id in named.ids


def _finding(passage: Passage, share: Share, named: Named, context: Context) -> Finding:
    mark, item = share
    base = str(item.base)
    other = next((name for name in sorted(named.ids) if name in context.release.ledger.values.items), "")
    same = _same_of(item, other, context)
    instead = f", or place the share of {context.called(other)}: {{percent}}`{same.id}`" if same else ""
    words = " ".join(passage.text[named.start : named.end].split())
    message = (
        f"{item.id} is a share of {context.called(base)} ({base}), and the sentence says “{words}”. "
        f"Write “of {context.called(base)}”{instead}"
    )
    return finding(passage, mark.start, mark.end, NAME, message, f"{{percent}}`{same.id}`" if same else "")


def _same_of(item: Statistic, base: str, context: Context) -> Statistic | None:
    """Return the same records as a share of another base, if the ledger has it."""
    last = item.id.rpartition(".")[2]
    found = [
        other
        for other in context.release.ledger.statistics
        if other.base == base and other.count == item.count and other.id.rpartition(".")[2] == last
    ]
    return found[0] if found else None
