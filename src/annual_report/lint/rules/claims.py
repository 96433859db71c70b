"""Every claim is true, fixed by what was published, and tests what its words say."""

import re
from collections.abc import Iterator
from fractions import Fraction

from annual_report.claims.claim import Claim, complaint, judge, read_claim
from annual_report.errors import ReportError
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Mark, Page, Passage

FALSE, OPEN, MALFORMED, UNTESTED = "false-claim", "unfixed-claim", "no-claim", "untested-words"
_CONSTANT = re.compile(r"\d+(?:\.\d+)?")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
#: A fraction in words. A part by itself is an ordinal ("the third"), but for a half.
_FRACTION = re.compile(rf"\b(?:({'|'.join(_MANY)})[\s-]+({'|'.join(_PARTS)})s?|(half))\b", re.IGNORECASE)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each claim that does not hold, cannot be decided, or is not what its words say."""
    for passage in page.passages:
        for mark in passage.marks:
            if mark.role == "claim":
                found = judge_text(mark.content, context)
                if found:
                    yield _finding(passage, mark, *found)


def judge_text(text: str, context: Context) -> tuple[str, str] | None:
    """Return the rule and the message for a claim ``words <test>`` that is not sound, None for one that is."""
    try:
        claim = read_claim(text)
        verdict = judge(claim, context.release.ledger)
    except ReportError as error:
        return MALFORMED, f"the claim cannot be judged: {error}"
    wrong = complaint(claim, verdict)
    if wrong:
        return OPEN if verdict.holds else FALSE, wrong
    missing = _untested(claim, context)
    return (UNTESTED, missing) if missing else None


def _untested(claim: Claim, context: Context) -> str:
    """Return which of a claim's words its test leaves untested, empty if none."""
    for rule in context.words:
        for start, end in rule.find(claim.words):
            if not rule.is_met(claim.written):
                return f"“{claim.words[start:end]}” {rule.setting.why}, and the test does not: {rule.setting.needs_why}"
    tested = [Fraction(number) for number in _CONSTANT.findall(claim.written)]
    for said, value in _said(claim.words):
        if not any(abs(value - number) < 1 for number in tested):
            return f"“{said}” stands in the words, and the test has no such number"
    return ""


def _said(words: str) -> Iterator[tuple[str, Fraction]]:
    """Yield the numbers that words say: ``40%``, and ``two fifths`` as 40."""
    for found in _CONSTANT.finditer(words):
        yield found[0], Fraction(found[0])
    for part in _FRACTION.finditer(words):
        many, of = (part[1] or "a").lower(), (part[2] or part[3]).lower()
        yield part[0], Fraction(100 * _MANY[many], _PARTS[of])


def _finding(passage: Passage, mark: Mark, rule: str, message: str) -> Finding:
    return finding(passage, mark.start, mark.end, rule, message)
