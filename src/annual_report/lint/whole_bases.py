"""Where "all" names a base and asserts nothing that is not verified: "31% of all fatal incidents"."""

import re

from annual_report.lint.bases import Named
from annual_report.lint.context import Context
from annual_report.lint.pages import NUMBERS, Kind, Mark, Page, Passage
from annual_report.statistics.models import Statistic

#: "shares of all incidents" names a base and asserts nothing.
_SHARES = re.compile(r"\b(?:shares?|percentages?|proportions?|parts?)\s+$", re.IGNORECASE)


def accounted(page: Page, number: int, context: Context) -> list[tuple[int, int]]:
    """Return the stretches of a page's passage in which "all" or "every" is verified by what is placed.

    Args:
        page: the page.
        number: the passage's place in it.
        context: the release and its names.
    """
    passage = page.passages[number]
    listed = _listed(page, number, context)
    # "of all incidents" names a base; "all incidents were ..." asserts
    whole = [named for named in context.bases.find(passage.masked) if named.whole and named.within]
    return [(named.start, named.end) for named in whole if _is_accounted(passage, named, listed, context)]


def _is_accounted(passage: Passage, named: Named, listed: frozenset[str], context: Context) -> bool:
    within = [mark for mark in passage.marks if named.start <= mark.start < named.end and mark.role in NUMBERS]
    if within:  # "all 482 incidents": the number is that of the base
        return all(_counts(mark, named, context) for mark in within)
    start, end = passage.sentence(named.start)
    around = [mark for mark in passage.marks if start <= mark.start < end]
    shares = any(start <= mark.start < end for mark, _ in context.shares(passage))
    known = {name for mark in around for name in _bases_of(mark, context)} | listed
    return shares or bool(known & named.ids) or _SHARES.search(passage.masked[: named.start]) is not None


def _counts(mark: Mark, named: Named, context: Context) -> bool:
    """Say whether a placed number is the count of the base that is named."""
    item = context.statistic(mark)
    if item is None or item.id in named.ids:
        return item is not None
    bases = (context.release.ledger.values.items.get(name) for name in named.ids)
    counts = {base.count for base in bases if isinstance(base, Statistic)}
    return isinstance(item, Statistic) and item.count in counts  # of a hidden number none can say


def _bases_of(mark: Mark, context: Context) -> set[str]:
    item = context.statistic(mark)
    if item is None or mark.role not in ("count", "words"):
        return set()
    return {item.id, item.base or item.id}


def _listed(page: Page, number: int, context: Context) -> frozenset[str]:
    """Return the bases of the shares in the list that a paragraph leads to."""
    following = page.passages[number + 1 : number + 2]
    if page.passages[number].kind is not Kind.PARAGRAPH or not following or following[0].kind is not Kind.ITEM:
        return frozenset()
    items = [passage for passage in page.passages if passage.group == following[0].group]
    return frozenset(str(item.base) for passage in items for _, item in context.shares(passage))
