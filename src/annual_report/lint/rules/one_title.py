"""A page has one first-level heading, which is its title and stands at its head."""

from collections.abc import Iterator

from annual_report.lint.context import Context
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page

NAME = "one-title"


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each first-level heading after the page's first heading."""
    del context
    message = "a page has one first-level heading, at its head: the PDF makes a chapter of each. Write ## here"
    for heading in page.headings[1:]:
        if heading.level == 1:
            yield Finding(page.file, heading.line, 1, NAME, "#", "", 0, message)


def title_missing(page: Page) -> Iterator[Finding]:
    """Yield that a page begins without its title, which the contents and the menus show."""
    if not page.headings or page.headings[0].level > 1:
        line = page.headings[0].line if page.headings else 1
        yield Finding(page.file, line, 1, NAME, "", "", 0, "the page has no title. Begin it with: # Words")
