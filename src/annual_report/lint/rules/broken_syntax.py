"""What was meant as a role or a directive is one: nothing is left half typed, and nothing unreadable is brought in."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from annual_report.lint.allowed import DIRECTIVES, ROLES
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import SETTLED, Directive, Mark, Page, Passage
from annual_report.lint.refused import REFUSED_DIRECTIVES, REFUSED_ROLES

NAME = "broken-syntax"
_HALF_ROLE = re.compile(rf"\{{\s*({'|'.join(SETTLED)})\s*\}}?`*")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each role that Markdown did not read as one, each fence never closed, each directive not readable here."""
    del context
    for passage in page.passages:
        for found in _HALF_ROLE.finditer(passage.masked):
            missing = "its closing backtick is missing" if found[0].endswith("`") else "it has no backticks"
            message = f"this is not read as a role: {missing}. Write {{{found[1]}}}`id`, with a backtick at either end"
            yield finding(passage, found.start(), found.end(), NAME, message)
        for mark in passage.marks:
            message = _wrong_role(mark, passage)
            if message:
                yield finding(passage, mark.start, mark.end, NAME, message)
    for directive in page.directives:
        message = _fault(directive)
        if message:
            yield Finding(page.file, directive.line, 1, NAME, directive.name, "", 0, message)


def _wrong_role(mark: Mark, passage: Passage) -> str:
    if mark.role == "code":
        return ""
    if mark.role in REFUSED_ROLES:
        return f"{{{mark.role}}} has no place here: {REFUSED_ROLES[mark.role]}"
    if mark.role not in SETTLED:
        return f"there is no role {{{mark.role}}}.{_near(mark.role, (*SETTLED, *ROLES))}"
    if not passage.takes_roles:
        where = f"a role is not read in a {passage.kind}"
        return f"{where}: it would be dropped, or read out as typed. Say it without a number"
    return ""


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f" Did you mean {{{near[0]}}}?" if near else ""


def _fault(directive: Directive) -> str:
    if directive.name == "front matter":
        return f"the front matter cannot be read: {directive.argument}"
    if directive.name in REFUSED_DIRECTIVES:
        return f"{{{directive.name}}} has no place here: {REFUSED_DIRECTIVES[directive.name]}"
    if directive.name not in DIRECTIVES:
        return f"there is no directive {{{directive.name}}}.{_near(directive.name, DIRECTIVES)}"
    return "" if directive.closed else f"the fence of {{{directive.name}}} is never closed. End it with the same marks"
