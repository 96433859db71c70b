"""Every claim is true, fixed by what was published, and tests what its words say."""

from collections.abc import Iterator

from annual_report.claims.claim import Claim, complaint, judge, read_claim
from annual_report.claims.evaluate import constants
from annual_report.errors import ReportError
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page
from annual_report.numerals.said import numbers_said

FALSE, OPEN, MALFORMED, UNTESTED = "false-claim", "unfixed-claim", "no-claim", "untested-words"
HIDDEN = "hidden-claim"


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each claim that does not hold, cannot be decided, or is not what its words say."""
    for passage in page.passages:
        for mark in passage.marks:
            if mark.role == "claim":
                found = judge_text(mark.content, context)
                if found:
                    yield finding(passage, mark.start, mark.end, *found)


def judge_text(text: str, context: Context) -> tuple[str, str] | None:
    """Return the rule and the message for a claim ``words <test>`` that is not sound, None for one that is."""
    try:
        claim = read_claim(text)
        verdict = judge(claim, context.release.ledger)
    except ReportError as error:
        return MALFORMED, f"the claim cannot be judged: {error}"
    wrong = complaint(claim, verdict)
    if verdict.doubt:
        return HIDDEN, wrong
    if wrong:
        return OPEN if verdict.holds else FALSE, wrong
    missing = _untested(claim, context)
    return (UNTESTED, missing) if missing else None


def _untested(claim: Claim, context: Context) -> str:
    """Return which of a claim's words its test leaves untested, empty if none."""
    for rule in context.words:
        for start, end in rule.find(claim.words):
            words = claim.words[start:end]
            if not rule.setting.claimed:
                return f"“{words}” {rule.setting.why}, in a claim too. Write: {rule.instead(words)}"
            before = "".join(claim.words[:start].split()[-1:])
            if not rule.is_met(words, before, claim.written):
                return f"“{words}” {rule.setting.why}, and the test does not: {rule.setting.needs_why}"
    tested = constants(claim.test)
    for said in numbers_said(claim.words):
        if not said.numbers & tested:
            return f"“{said.words}” stands in the words, and the test has no such number"
    return ""
