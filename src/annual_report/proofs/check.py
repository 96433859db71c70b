"""Checks the whole book: what its words say, and what a build would refuse as it lays the book out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annual_report.editions.project import Project
from annual_report.lint.book import findings_of
from annual_report.lint.check import check_book
from annual_report.lint.findings import Finding, Report
from annual_report.lint.rules.as_written import NOTHING_RUN
from annual_report.press.processes import PRESS, in_own_process
from annual_report.proofs.findings import findings_of_proof
from annual_report.release import Release
from annual_report.stopping import threads


def check_whole(project: Project, release: Release, release_file: Path, imported: str = PRESS) -> Report:
    """Return all that a build would refuse of the book.

    What is foreign, or cannot be a book, is told alone: only then may Sphinx read the pages.

    Args:
        project: whose narrative.
        release: what it is held against.
        release_file: where that lies.
        imported: what the process that reads the pages has at hand.

    Raises:
        ReportError: if the narrative cannot be read, or its own settings are malformed.
    """
    if findings_of(project, NOTHING_RUN):
        return check_book(project, release)
    with threads(1) as pool:
        reading = pool.submit(in_own_process, findings_of_proof, project, release_file, imported=imported)
        report = check_book(project, release)
        more = _told_anew(project, report.findings, reading.result())
    return replace(report, findings=tuple(sorted([*report.findings, *more])))


def _told_anew(project: Project, told: Iterable[Finding], laid_out: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is not told already of the same lines, often with a better place: Sphinx gives that of a paragraph."""
    places: dict[str, set[int]] = {}
    for finding in told:
        places.setdefault(finding.file, set()).add(finding.line)
    for finding in laid_out:
        lines = places.get(finding.file)
        if lines is None or not lines & _block(project.root / finding.file, finding.line):
            yield finding


def _block(file: Path, first: int) -> set[int]:
    """Return the lines from ``first`` to the next empty one."""
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    end = next((number for number in range(first, len(lines) + 1) if not lines[number - 1].strip()), len(lines))
    return set(range(first, max(first, end) + 1))
