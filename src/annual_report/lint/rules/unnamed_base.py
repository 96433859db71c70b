"""A share has its base named within the paragraph."""

from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Kind, Page, Passage
from annual_report.lint.rules.named_base import Share, misnamed
from annual_report.statistics.models import Form

NAME = "no-base"
_FLOWING = (Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.TERM, Kind.RAW)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each percentage whose base its paragraph does not name; for a list, also what leads to it counts."""
    for number, passage in enumerate(page.passages):
        if passage.kind not in _FLOWING:
            continue
        around = [passage, *_leading(page, number)]
        known = {name for part in around for name in _named(part, context)}
        judged = {share[0].start for share, _ in misnamed(passage, context)}
        for mark, item in context.shares(passage):
            if mark.role == "percent" and item.base not in known and mark.start not in judged:
                yield _finding(passage, (mark, item), context)


def _leading(page: Page, number: int) -> list[Passage]:
    """Return the other items of a list, and the paragraph before it."""
    passage = page.passages[number]
    if passage.kind is not Kind.ITEM:
        return []
    group = [part for part in page.passages if part.group == passage.group]
    first = page.passages.index(group[0])
    return [*group, *page.passages[max(0, first - 1) : first]]


def _named(passage: Passage, context: Context) -> set[str]:
    """Return the bases that a passage names in words, places as a count, or shows with a share."""
    named = {name for found in context.bases.find(passage.masked) for name in found.ids}
    for mark in passage.marks:
        item = context.statistic(mark)
        if item is not None and mark.role in ("count", "words", "share"):
            named |= {item.id} | ({item.base} if mark.role == "share" and item.base else set())
    return named


def _finding(passage: Passage, share: Share, context: Context) -> Finding:
    mark, item = share
    base = str(item.base)
    offered = [f"name it (“of {context.called(base)}”)"]
    is_told = context.is_shown(base) and context.may_place(base, Form.COUNT)
    offered += [f"place {{count}}`{base}`"] if is_told else []
    offered += (
        [f"write {{share}}`{item.id}`"] if context.is_shown(base) and context.may_place(item.id, Form.SHARE) else []
    )
    message = (
        f"{item.id} is a share of {context.called(base)} ({base}), which this paragraph does not name: "
        + ", or ".join(offered)
    )
    return finding(
        passage, mark.start, mark.end, NAME, message, f"{{{mark.role}}}`{mark.content}` of {context.called(base)}"
    )
