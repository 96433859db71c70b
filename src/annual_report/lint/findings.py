"""What the checks on the narrative find: each finding with its place, the reason, and what to write instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from annual_report.lint.pages import Unread


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. ``line`` and ``column`` count from 1; ``at`` is where ``spot`` starts within ``sentence``."""

    file: str
    line: int
    column: int
    rule: str
    spot: str
    sentence: str
    at: int
    message: str
    replacement: str = ""

    def __str__(self) -> str:
        """Return the finding as a person reads it: the place, the reason, and the sentence with its spot marked."""
        head = f"{self.file}:{self.line}:{self.column}: {self.message} [{self.rule}]"
        if not self.sentence:
            return head
        before, after = self.sentence[: self.at], self.sentence[self.at + len(self.spot) :]
        return f"{head}\n    {before}»{self.spot}«{after}"


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    """Words that an author allows in spite of a rule, with the reason."""

    file: str
    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the whole narrative found, and how much it looked at.

    ``claims``, ``placed`` and ``fixed`` count the roles; ``silences`` are listed, so that nobody overlooks one, and so
    is what a reader sees and no rule reads.
    """

    findings: tuple[Finding, ...]
    claims: int
    placed: int
    fixed: int
    silences: tuple[Silence, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def tally(self) -> str:
        """One line of counts."""
        unread = f"{len(self.unread)} unread, " if self.unread else ""
        return (
            f"{self.claims} claims, {self.placed} placed statistics, {self.fixed} fixed constants, "
            f"{len(self.silences)} silences, {unread}{len(self.findings)} findings"
        )


def as_findings(findings: Sequence[Finding]) -> str:
    """Return what a person is told of a narrative that does not hold."""
    shown = "\n".join(str(finding) for finding in sorted(findings))
    return f"{len(findings)} finding(s) in the narrative. 'annual-report check' judges it again at once:\n{shown}"
