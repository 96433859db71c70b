"""A comparison with something of everything: a change, an addition, a claim, a sentence."""

from tests.support.books import small_release

from annual_report.comparison.changes import Comparison
from annual_report.comparison.compare import compare
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown

PAGE = (
    "# Deaths\n\nIt was {claim}`over thirty percent <percent(deaths.sudi) > 30>`: "
    "{share}`deaths.sudi` of `all | any`.\n\n```{chart} deaths\n```\n"
)


def page() -> Page:
    """Return a page that names what differs."""
    return read_markdown("book/page.md", PAGE)


def everything_differs(*, narrative: bool = True) -> Comparison:
    """Return a comparison of the small ledger with one in which SUDI is rarer, abuse is gone and the chart is new."""
    before = small_release().ledger
    statistics = tuple(
        item.model_copy(update={"count": 50}) if item.id == "deaths.sudi" else item
        for item in before.statistics
        if item.id != "deaths.abuse"
    )
    after = before.model_copy(update={"statistics": statistics})
    before = before.model_copy(update={"charts": ()})
    return compare(before, after, ("old.json", "new.json"), [page()] if narrative else None)


def nothing_differs() -> Comparison:
    """Return a comparison of the small ledger with itself."""
    ledger = small_release().ledger
    return compare(ledger, ledger, ("old.json", "new.json"), [page()])
