"""Headings step down a level at a time: else Jupyter Book or the PDF refuses the chapter."""

from collections.abc import Iterator
from itertools import pairwise

from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page

NAME = "structure"


def check(page: Page) -> Iterator[Finding]:
    """Yield each heading of a chapter that skips a level. That the first is the chapter's title is another rule."""
    for before, heading in pairwise(page.headings):
        if heading.level > before.level + 1:
            wanted = f"it must be of level {before.level + 1}, {'#' * (before.level + 1)}"
            message = f"a heading of level {heading.level} follows one of level {before.level}: {wanted}"
            yield Finding(page.file, heading.line, 1, NAME, "", "", 0, message)
