"""What a role places exists and may be shown so: statistics, facts of the edition, charts and tables."""

from collections.abc import Iterator

from annual_report.errors import ReportError
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import NUMBERS, Directive, Mark, Page
from annual_report.release import edition_facts, require_placeable
from annual_report.statistics.models import Cell, Form

NAME = "cannot-place"


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each role and directive that places what is not there, or what may not be shown."""
    for passage in page.passages:
        for mark in passage.marks:
            message = _fault(mark, context)
            if message:
                yield finding(passage, mark.start, mark.end, NAME, message)
    for directive in page.directives:
        message = _missing(directive, context)
        if message:
            yield Finding(page.file, directive.line, 1, NAME, directive.name, "", 0, message)


def _fault(mark: Mark, context: Context) -> str:
    """Return what is wrong with a role, empty if nothing is."""
    name = mark.content.strip()
    if mark.role == "edition":
        facts = edition_facts(context.release.imprint)
        return "" if name in facts else f"the edition has no fact {name!r}. It has {', '.join(facts)}"
    if mark.role not in NUMBERS:
        return ""
    try:
        require_placeable(context.release.ledger, Cell.model_construct(statistic=name, form=Form(mark.role)))
    except ReportError as error:
        return str(error)
    return ""


def _missing(directive: Directive, context: Context) -> str:
    find = {"chart": context.release.ledger.chart, "table": context.release.ledger.table}.get(directive.name)
    if find is None:
        return ""
    try:
        find(directive.argument)
    except ReportError as error:
        return str(error)
    return ""
