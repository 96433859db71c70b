"""Within a list or a sentence, percentages have the same number of decimals."""

from collections import Counter
from collections.abc import Iterator

from annual_report.lint.context import Context, Counted, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Kind, Page, Passage
from annual_report.lint.rules.named_base import Share
from annual_report.rounding import decimals_of
from annual_report.statistics.hidden import Hidden

NAME = "mixed-precision"

_Placed = tuple[Passage, Share, int]


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each percentage whose decimals are not those of most others in its list or sentence."""
    for together in _lists(page, context):
        usual = Counter(decimals for _, _, decimals in together).most_common()
        if len(usual) < 2:
            continue
        ordinary = min(decimals for decimals, times in usual if times == usual[0][1])
        for passage, (mark, item), decimals in together:
            if decimals != ordinary:
                message = (
                    f"{item.id} is printed with {decimals} decimal(s), its neighbours with {ordinary}. Give all "
                    "the same, in the notebook that publishes them (decimals=), or place it apart from the list"
                )
                yield finding(passage, mark.start, mark.end, NAME, message)


def _lists(page: Page, context: Context) -> Iterator[list[_Placed]]:
    """Yield what stands together: the items of a list, the cells of a table, the sentences of everything else."""
    groups: dict[int, list[_Placed]] = {}
    for passage in page.passages:
        shares = [
            (share, decimals)
            for share in context.shares(passage)
            if share[0].role != "claim" and (decimals := _decimals(share[1])) is not None
        ]
        if passage.kind in (Kind.ITEM, Kind.CELL, Kind.TERM):
            groups.setdefault(passage.group, []).extend((passage, *share) for share in shares)
            continue
        for start, end in passage.sentences:
            yield [(passage, share, decimals) for share, decimals in shares if start <= share[0].start < end]
    yield from groups.values()


def _decimals(item: Counted) -> int | None:
    """Return the decimals with which a percentage is printed, None where it is hidden."""
    if isinstance(item, Hidden):
        return None if item.percent is None else decimals_of(item.percent)
    return None if item.base_hidden else item.decimals
