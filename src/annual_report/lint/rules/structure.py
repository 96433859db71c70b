"""Headings step down a level at a time: else Jupyter Book or the PDF refuses the chapter."""

from collections.abc import Iterator

from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page

NAME = "structure"


def check(page: Page) -> Iterator[Finding]:
    """Yield each heading of a chapter that skips a level."""
    before = 0
    for heading in page.headings:
        if heading.level > before + 1:
            after = f"follows one of level {before}" if before else "begins the chapter"
            wanted = f"it must be of level {before + 1}, {'#' * (before + 1)}"
            message = f"a heading of level {heading.level} {after}: {wanted}"
            yield Finding(page.file, heading.line, 1, NAME, "", "", 0, message)
        before = heading.level
