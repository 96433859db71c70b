"""Compares two ledgers and says what it means for the narrative, in named steps."""

from collections.abc import Sequence

from annual_report.comparison.changes import Comparison, Kind, Side
from annual_report.comparison.claims import turned
from annual_report.comparison.ledgers import compare_ledgers, hidden_counts, hidden_ratios
from annual_report.comparison.sentences import touched
from annual_report.lint.pages import Page
from annual_report.statistics.ledger import Ledger


def compare(
    before: Ledger, after: Ledger, called: tuple[str, str] = ("A", "B"), pages: Sequence[Page] | None = None
) -> Comparison:
    """Return what differs from ``before`` to ``after``.

    Args:
        before: A.
        after: B.
        called: what the two are called.
        pages: the narrative, None where there is none: then no sentence is touched.
    """
    changes = compare_ledgers(before, after)
    names = {change.name for change in changes}
    return Comparison(
        before=_side(called[0], before),
        after=_side(called[1], after),
        changes=changes,
        claims=turned(pages or (), before, after),
        sentences=touched(pages or (), names, before, after),
        narrative=pages is not None,
    )


def _side(name: str, ledger: Ledger) -> Side:
    held = (
        (Kind.STATISTIC, len(ledger.statistics) + len(hidden_counts(ledger))),
        (Kind.RATIO, len(ledger.ratios) + len(hidden_ratios(ledger))),
        (Kind.BREAKDOWN, len(ledger.breakdowns)),
        (Kind.TABLE, len(ledger.tables)),
        (Kind.CHART, len(ledger.charts)),
    )
    return Side(name, ledger.edition, held)
