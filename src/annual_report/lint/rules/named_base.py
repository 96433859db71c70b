"""The base that a sentence names beside a share is the share's own: "20% of all incidents" is not 20% of the fatal."""

import re
from collections.abc import Iterator

from annual_report.lint.bases import Named
from annual_report.lint.context import Context, Counted, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import NUMBER, Mark, Page, Passage
from annual_report.statistics.models import Form, Statistic

NAME = "wrong-base"
#: What may stand between a share and the base named after it: a bracket closed, the count in brackets.
_BESIDE = re.compile(rf"\s*(?:\({NUMBER}+\))?[)*\s]*,?\s*\(?")
_OPENING = re.compile(r"(?:^|[;:\u2013\u2014])[\s(*]*$")

Share = tuple[Mark, Counted]


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
    leads = [named for named in loose if named.led and _leads(passage, named, start)]
    for share in (share for share in shares if share[0].start not in settled):
        leading = [named for named in leads if named.start < share[0].start]
        if leading and not _fits(share[1], leading[-1]):
            yield share, leading[-1]
    for named in loose:
        if named.whole and named not in leads and not any(_fits(share[1], named) for share in shares):
            yield shares[0], named


def _owner(passage: Passage, named: Named, shares: list[Share]) -> Share | None:
    """Return the share that stands directly before the base named, if one does and the base is led by "of"."""
    before = [share for share in shares if share[0].end <= named.start]
    if not before or not (named.led or named.whole):
        return None
    gap = passage.masked[before[-1][0].end : named.start]
    return before[-1] if _BESIDE.fullmatch(gap) else None


def _leads(passage: Passage, named: Named, start: int) -> bool:
    """Say whether the base opens its sentence, or a part of it: "Of all incidents, ...; of fatal incidents, ..."."""
    return _OPENING.search(passage.masked[start : named.start]) is not None


def _fits(item: Counted, named: Named) -> bool:
    """Say whether the base named is the share's, or the base of that: "of the incidents, X were fatal (20%)"."""
    return item.base in named.ids or item.id in named.ids


def _finding(passage: Passage, share: Share, named: Named, context: Context) -> Finding:
    mark, item = share
    base = str(item.base)
    other = next((name for name in sorted(named.ids) if name in context.release.ledger.values.items), "")
    same = _same_of(item, other, context)
    role = "share" if same and mark.role == "share" and context.may_place(same.id, Form.SHARE) else "percent"
    placed = f"{{{role}}}`{same.id}`" if same else ""
    instead = f", or place the share of {context.called(other)}: {placed}" if same else ""
    words = " ".join(passage.text[named.start : named.end].split())
    message = (
        f"{item.id} is a share of {context.called(base)} ({base}), and the sentence says “{words}”. "
        f"Write “of {context.called(base)}”{instead}"
    )
    return finding(passage, mark.start, mark.end, NAME, message, placed)


def _same_of(item: Counted, base: str, context: Context) -> Statistic | None:
    """Return the same records as a share of another base, if the ledger has it. Of a hidden number none can say."""
    if not isinstance(item, Statistic):
        return None
    last = item.id.rpartition(".")[2]
    found = [
        other
        for other in context.release.ledger.statistics
        if other.base == base and other.count == item.count and other.id.rpartition(".")[2] == last
    ]
    return found[0] if found else None
