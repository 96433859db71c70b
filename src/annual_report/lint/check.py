"""Checks the whole narrative against a release: every rule on every page, all findings in one run."""

from collections.abc import Callable, Iterator, Sequence

from annual_report.editions.project import Project
from annual_report.lint.book import read_whole
from annual_report.lint.context import Context, read_context
from annual_report.lint.findings import Finding, Report, Silence
from annual_report.lint.pages import NUMBERS, Page
from annual_report.lint.rules import (
    as_written,
    asserting_words,
    broken_syntax,
    captions,
    claims,
    constants,
    glyphs,
    headlines,
    hidden_numbers,
    named_base,
    one_title,
    placed,
    precision,
    structure,
    typed_numbers,
    unnamed_base,
)
from annual_report.release import Release

Rule = Callable[[Page, Context], Iterator[Finding]]

#: Every rule that judges a page.
RULES: Sequence[Rule] = (
    as_written.check,
    one_title.check,
    broken_syntax.check,
    typed_numbers.check,
    asserting_words.check,
    placed.check,
    claims.check,
    named_base.check,
    unnamed_base.check,
    precision.check,
    constants.check,
    hidden_numbers.check,
    glyphs.check,
)


def check_book(project: Project, release: Release) -> Report:
    """Return what the rules find in the project's narrative, held against ``release``.

    Raises:
        ReportError: if the narrative cannot be read, or its own settings are malformed.
    """
    context = read_context(project, release)
    book = read_whole(project)
    pages = book.pages
    findings = [*book.findings, *(found for page in pages for found in check_page(page, context))]
    findings += headlines.check(project.notebooks, context)
    findings += captions.check(project.notebooks, context)
    findings += glyphs.check_published(project.notebooks, context)
    findings += [found for page in pages for found in structure.check(page)]
    return report_of(pages, findings)


def check_page(page: Page, context: Context) -> list[Finding]:
    """Return what the rules find in one page, in reading order."""
    return sorted(found for rule in RULES for found in rule(page, context))


def report_of(pages: Sequence[Page], findings: Sequence[Finding]) -> Report:
    """Return the report on ``pages``: the findings, and what was counted."""
    roles = [mark.role for page in pages for passage in page.passages for mark in passage.marks]
    return Report(
        findings=tuple(sorted(findings)),
        claims=roles.count("claim"),
        placed=sum(roles.count(role) for role in NUMBERS),
        fixed=roles.count("fixed"),
        silences=tuple(sorted(_silences(pages))),
        unread=tuple(sorted(found for page in pages for found in page.unread)),
    )


def _silences(pages: Sequence[Page]) -> Iterator[Silence]:
    for page in pages:
        for passage in page.passages:
            for mark in passage.marks:
                parts = constants.parts_of(mark) if mark.role == "allow" else None
                if parts:
                    yield Silence(page.file, passage.place(mark.start)[0], *parts)
