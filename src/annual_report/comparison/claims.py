"""The claims whose truth differs between two ledgers: those of the narrative, and those behind the charts' titles."""

from collections.abc import Iterator, Sequence

from annual_report.claims.claim import Claim, find_claim, judge
from annual_report.comparison.changes import ClaimChange, Standing, State
from annual_report.errors import ReportError
from annual_report.lint.pages import Page
from annual_report.statistics.ledger import Ledger


def turned(pages: Sequence[Page], before: Ledger, after: Ledger) -> tuple[ClaimChange, ...]:
    """Return the claims that stand otherwise in ``after`` than in ``before``, in reading order, charts last.

    A claim that is malformed stands alike in both: the check of the narrative names it.
    """
    found = []
    for place, claim in (*_of_pages(pages), *_of_charts(after)):
        old, new = _standing(claim, before), _standing(claim, after)
        if old.state is not new.state:
            found.append(ClaimChange(place, claim.words, claim.written, old, new))
    return tuple(found)


def _standing(claim: Claim, ledger: Ledger) -> Standing:
    try:
        verdict = judge(claim, ledger)
    except ReportError as error:
        return Standing(State.UNDECIDED, str(error))
    if verdict.doubt:
        return Standing(State.UNDECIDED, verdict.working)
    if not verdict.holds:
        return Standing(State.FALSE, verdict.working)
    return Standing(State.HOLDS if verdict.is_fixed else State.OPEN, verdict.working)


def _of_pages(pages: Sequence[Page]) -> Iterator[tuple[str, Claim]]:
    """Yield each claim of the narrative with its place."""
    for page in pages:
        for passage in page.passages:
            for mark in passage.marks:
                if mark.role == "claim" and (claim := find_claim(mark.content)):
                    yield f"{page.file}:{passage.place(mark.start)[0]}", claim


def _of_charts(ledger: Ledger) -> Iterator[tuple[str, Claim]]:
    """Yield the claim behind each chart's title."""
    for chart in ledger.charts:
        if chart.claim and (claim := find_claim(f"{chart.title} <{chart.claim}>")):
            yield f"chart {chart.id}", claim
