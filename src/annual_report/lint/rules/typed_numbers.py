"""No number is typed in digits: every one is placed."""

import re
from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page, Passage
from annual_report.lint.suggest import suggest_number

NAME = "typed-number"
_DIGIT = r"[\d\u00bc-\u00be\u2150-\u215e]"  # and the fractions that are one character
_TYPED = re.compile(rf"{_DIGIT}+(?:[.,]{_DIGIT}+)*(?:\s?(?:%|per\s?cent\b))?")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each digit that stands outside a role."""
    for passage in page.passages:
        for found in _TYPED.finditer(passage.masked):
            yield _finding(passage, found.start(), found.end(), context)


def _finding(passage: Passage, start: int, end: int, context: Context) -> Finding:
    typed = passage.text[start:end]
    number = re.sub(r"\s?(?:%|per\s?cent)$", "%", typed)
    first, last = passage.sentence(start)
    near = suggest_number(number, f"{passage.text[first:last]} {passage.file}", context)
    if near is None:
        message = (
            f'"{typed}" is typed, and no statistic that may be placed shows it. If it is a constant that is not data, '
            f"name its source: {{fixed}}`{typed} <source>`"
        )
        return finding(passage, start, end, NAME, message)
    shown = f"is {number}" + (f" of {_base(near.statistic, context)}" if number.endswith("%") else "")
    if not passage.takes_roles:
        message = f'"{typed}" is typed, and no role is read in a {passage.kind}: say it without a number'
        return finding(passage, start, end, NAME, message)
    message = f'"{typed}" is typed. The statistic {near.statistic} {shown}: write {near.text}'
    return finding(passage, start, end, NAME, message, near.text)


def _base(name: str, context: Context) -> str:
    return context.called(context.release.ledger.values.statistic(name).base or "")
