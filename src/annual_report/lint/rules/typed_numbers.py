"""No number is typed in digits, of whatever kind, or as a Roman numeral: every one is placed."""

import re
import unicodedata
from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page, Passage
from annual_report.lint.suggest import suggest_number
from annual_report.numerals.folding import folded
from annual_report.numerals.roman import ROMAN, roman

NAME = "typed-number"
_NO_NUMBERS = 0x20000  # from here on Unicode has no sign that is a number, and most of its places
#: All characters that say a number: encircled, raised, Roman and of other scripts, and whole fractions.
_DIGIT = "".join(
    letter for letter in map(chr, range(_NO_NUMBERS)) if unicodedata.category(letter) in ("Nd", "Nl", "No")
)
_TYPED = re.compile(rf"(?:[{_DIGIT}]+(?:[.,][{_DIGIT}]+)*|\b(?P<roman>{ROMAN}))(?:\s?(?:%|per\s?cent\b))?")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each digit that stands outside a role."""
    for passage in page.passages:
        for found in _TYPED.finditer(passage.masked):
            digits = (
                re.sub(ROMAN, lambda letters: str(roman(letters[0])), found[0]) if found["roman"] else folded(found[0])
            )
            yield _finding(passage, found.start(), found.end(), digits, context)


def _finding(passage: Passage, start: int, end: int, digits: str, context: Context) -> Finding:
    typed = passage.text[start:end]
    number = re.sub(r"\s?(?:%|per\s?cent)$", "%", digits)
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
