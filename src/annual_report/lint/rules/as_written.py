"""What a page holds is its author's, and a reader sees all of it: nothing is foreign, and nothing vanishes."""

from collections.abc import Iterator

from annual_report.lint.context import Context
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Fault, Page

#: The rules whose findings keep a book from being laid out, even for a preview: what they find runs, loads or floods.
NOTHING_STAGED = ("foreign", "too-long")
#: Those whose findings stop a build before a notebook runs: the book could not be made, whatever the figures are.
NOTHING_RUN = (*NOTHING_STAGED, "contents", "unfinished-merge")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each fault that was found as the page was read."""
    del context
    for fault in page.faults:
        yield as_finding(page.file, fault)


def as_finding(file: str, fault: Fault) -> Finding:
    """Return a fault of a file as a finding."""
    return Finding(file, fault.line, fault.column, fault.rule, fault.spot, "", 0, fault.message)
