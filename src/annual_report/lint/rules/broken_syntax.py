"""What was meant as a role or a directive is one: nothing is left half typed, and nothing unreadable is brought in."""

import re
from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.directives import UNREADABLE
from annual_report.lint.findings import Finding
from annual_report.lint.pages import SETTLED, Directive, Page

NAME = "broken-syntax"
_HALF_ROLE = re.compile(rf"\{{\s*({'|'.join(SETTLED)})\s*\}}?`*")
_BARE_TICKS = re.compile(r"(?<!`)`(?!`)")
_ANGLES = re.compile(r"\{[a-z]*$")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each role that Markdown did not read as one, each fence never closed, each directive not readable here."""
    del context
    for passage in page.passages:
        for found in _HALF_ROLE.finditer(passage.masked):
            message = f"this is not read as a role. Write it whole: {{{found[1]}}}`id`, with a backtick at either end"
            yield finding(passage, found.start(), found.end(), NAME, message)
    for directive in page.directives:
        message = _fault(directive)
        if message:
            yield Finding(page.file, directive.line, 1, NAME, directive.name, "", 0, message)


def _fault(directive: Directive) -> str:
    if directive.name == "front matter":
        return f"the front matter is not YAML: {directive.argument}"
    if directive.name in UNREADABLE:
        return f"what {{{directive.name}}} brings in cannot be checked. Write it as Markdown"
    return "" if directive.closed else f"the fence of {{{directive.name}}} is never closed. End it with the same marks"
