"""What every rule is given: the release, its statistics as claims see them, the names of bases and the word rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from annual_report.claims.claim import find_claim
from annual_report.claims.evaluate import measures
from annual_report.claims.syntax import Function
from annual_report.editions.project import Project
from annual_report.errors import ReportError
from annual_report.lint.bases import BaseNames, read_base_names
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Mark, Passage
from annual_report.lint.word_rules import WordRule, read_word_rules
from annual_report.release import Release, require_placeable
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.models import Cell, Form, Statistic

#: A count as the rules see it: shown, or hidden.
Counted = Statistic | Hidden


@dataclass(frozen=True)
class Context:
    """The release and what is known of its words."""

    release: Release
    bases: BaseNames
    words: Sequence[WordRule]

    def statistic(self, mark: Mark) -> Counted | None:
        """Return the statistic that a role places, hidden or shown, None if there is none of that id."""
        return self._counted(mark.content.strip())

    def shares(self, passage: Passage) -> list[tuple[Mark, Counted]]:
        """Return the percentages that a passage places or claims, each with its statistic, if that has a base.

        A hidden one is among them: ``[c]`` is said of a base too.
        """
        found = [(mark, item) for mark in passage.marks for item in self._shares_of(mark)]
        return [(mark, item) for mark, item in found if item.base is not None]

    def _counted(self, name: str) -> Counted | None:
        found = self.release.ledger.values.items.get(name)
        if isinstance(found, Hidden):
            return None if found.is_ratio else found
        return found if isinstance(found, Statistic) else None

    def _shares_of(self, mark: Mark) -> list[Counted]:
        """Return the statistics whose percentage a role shows, none for a claim that rests on several bases."""
        if mark.role in ("percent", "share"):
            placed = self.statistic(mark)
            return [] if placed is None else [placed]
        claimed = self._claimed(mark) if mark.role == "claim" else []
        return claimed[:1] if len({item.base for item in claimed}) == 1 else []

    def _claimed(self, mark: Mark) -> list[Counted]:
        claim = find_claim(mark.content)
        parts = measures(claim.test) if claim else []
        items = [self._counted(found.statistic) for found in parts if found.function is Function.PERCENT]
        return [item for item in items if item is not None]

    def may_place(self, statistic: str, form: Form) -> bool:
        """Say whether a sentence may show a statistic so."""
        try:
            require_placeable(self.release.ledger, Cell.model_construct(statistic=statistic, form=form))
        except ReportError:
            return False
        return True

    def is_shown(self, name: str) -> bool:
        """Say whether a number of this id is there and is not hidden."""
        return not isinstance(self.release.ledger.values.items.get(name), Hidden | None)

    def called(self, base: str) -> str:
        """Return what sentences call a base."""
        return self.bases.call(base)


def read_context(project: Project, release: Release) -> Context:
    """Return the context of a project's narrative.

    Raises:
        ReportError: if ``book/bases.toml`` or a word rule is malformed.
    """
    names = read_base_names(project.book / "bases.toml", release.ledger)
    return Context(release, names, read_word_rules(project.book / "words"))


def finding(  # the passage and the stretch of it say where; the rest says what
    passage: Passage, start: int, end: int, rule: str, message: str, replacement: str = ""
) -> Finding:
    """Return a finding about ``passage.text[start:end]``."""
    line, column = passage.place(start)
    first, last = passage.sentence(start)
    return Finding(
        file=passage.file,
        line=line,
        column=column,
        rule=rule,
        spot=passage.text[start:end],
        sentence=passage.text[first:last].strip(),
        at=start - first - (len(passage.text[first:last]) - len(passage.text[first:last].lstrip())),
        message=message,
        replacement=replacement,
    )
