"""A constant has a source and is one; words that are allowed have a reason and need it."""

import re
from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Mark, Page
from annual_report.lint.rules.asserting_words import NUMBERS

NAME = "constant"
IDLE = "idle-silence"
_PARTS = re.compile(r"(?P<words>[^<]+?)\s*<(?P<reason>[^<>]+)>", re.DOTALL)
_DIGIT = re.compile(r"\d")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each constant without a source or without a number, and each silence without a reason or a use."""
    for passage in page.passages:
        for mark in passage.marks:
            if mark.role in ("fixed", "allow"):
                rule, message = _fault(mark, context)
                if message:
                    yield finding(passage, mark.start, mark.end, rule, message)


def parts_of(mark: Mark) -> tuple[str, str] | None:
    """Return the words and the source or reason of ``words <reason>``, None if it is not so written."""
    found = _PARTS.fullmatch(mark.content.strip())
    return None if found is None else (" ".join(found["words"].split()), " ".join(found["reason"].split()))


def _fault(mark: Mark, context: Context) -> tuple[str, str]:
    parts = parts_of(mark)
    if parts is None:
        wanted = "source" if mark.role == "fixed" else "reason"
        return NAME, f"name the {wanted}: {{{mark.role}}}`words <{wanted}>`"
    words, reason = parts
    rules = {rule.name for rule in context.words if any(rule.find(words))}
    if mark.role == "fixed":
        return NAME, _not_constant(words, rules)
    if _DIGIT.search(words):
        return NAME, "a number is not allowed by a reason: place it, or give its source with {fixed}"
    if len(reason.split()) < 3:
        return NAME, f"“{reason}” is no reason. Say in a few words why “{words}” asserts nothing about the data"
    return IDLE, "" if rules else f"no rule stops “{words}”: write the words alone"


def _not_constant(words: str, rules: set[str]) -> str:
    """Return why the words are no constant: they compare, and no number, name or date stands in them."""
    asserts = rules - {NUMBERS}
    if asserts and not _DIGIT.search(words) and NUMBERS not in rules:
        return f"“{words}” ({', '.join(sorted(asserts))}) is no constant: claim it, {{claim}}`{words} <test>`"
    return ""
