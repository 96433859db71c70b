"""A claim: the words a reader sees, the test behind them, and the verdict on both."""

import re
from dataclasses import dataclass
from functools import lru_cache

from annual_report.claims.doubt import doubt
from annual_report.claims.evaluate import decide, measures, working
from annual_report.claims.facts import Facts
from annual_report.claims.intervals import Truth
from annual_report.claims.parse import parse_test
from annual_report.claims.syntax import Test
from annual_report.errors import InputError
from annual_report.statistics.ledger import Ledger

_WRITTEN = re.compile(r"(?P<words>[^<]+?)\s*<(?P<test>.+)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Claim:
    """Words and their test. ``written`` is the test as the author wrote it."""

    words: str
    test: Test
    written: str

    @property
    def statistics(self) -> tuple[str, ...]:
        """The ids that the test names, each once, in order."""
        return tuple(dict.fromkeys(found.statistic for found in measures(self.test)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim holds: of the records, and of everything that published figures leave possible.

    ``doubt`` is what the hidden numbers behind it can be, where they leave it open; empty where it is decided.
    """

    holds: bool
    is_fixed: bool
    working: str
    doubt: str = ""


def split_claim(text: str) -> tuple[str, str]:
    """Return the words and the test of ``words <test>``.

    Raises:
        InputError: if the text has no test, or no words.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise InputError("a claim needs words and a test: {claim}`the majority <percent(ID) > 50>`")
    return " ".join(found["words"].split()), " ".join(found["test"].split())


def read_claim(text: str) -> Claim:
    """Return the claim written as ``words <test>``. Raises InputError if it is malformed."""
    words, written = split_claim(text)
    test = parse_test(written)
    if not measures(test):
        raise InputError(f"{written} names no statistic, so it tests nothing: compare count(ID) or percent(ID)")
    return Claim(words, test, written)


@lru_cache(maxsize=4096)  # several rules read each claim
def find_claim(text: str) -> Claim | None:
    """Return the claim written as ``words <test>``, None if it is malformed: the check of the narrative names that."""
    try:
        return read_claim(text)
    except InputError:
        return None


def judge(claim: Claim, ledger: Ledger) -> Verdict:
    """Return the verdict on a claim.

    Raises:
        MissingError: if a statistic does not exist.
        InputError: if what is compared cannot be.
    """
    records, published = Facts(ledger, published=False), Facts(ledger, published=True)
    truth = decide(claim.test, records)
    return Verdict(
        holds=truth is Truth.TRUE,
        is_fixed=truth is Truth.TRUE and decide(claim.test, published) is Truth.TRUE,
        working=working(claim.test, records),
        doubt=doubt(claim.test, records) if truth is Truth.OPEN else "",
    )


def complaint(claim: Claim, verdict: Verdict) -> str:
    """Return what is wrong with a claim, empty if nothing is: it is false, or rests on what is hidden or not fixed."""
    if verdict.doubt:
        return (
            f"“{claim.words}” rests on a hidden number: {claim.written} is not certain over all that it can be, "
            f"{verdict.doubt}. Compare numbers that are shown, leave the sentence out, or let the number be printed "
            "by a decision in the edition's decisions.csv"
        )
    if not verdict.holds:
        return f"“{claim.words}” is not true: {claim.written} does not hold, {verdict.working}. Change the words"
    if not verdict.is_fixed:
        return (
            f"“{claim.words}” rests on an illustration: the published figures do not fix {claim.written}, and the "
            "records are synthetic. Leave it out"
        )
    return ""
