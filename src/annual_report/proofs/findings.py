"""Everything that a build would refuse of the book as it is laid out, as findings: file, line, and what to write."""

import re
from collections.abc import Iterator
from pathlib import Path

from annual_report.editions.project import Project
from annual_report.lint.findings import Finding
from annual_report.proofs.advice import advice_on
from annual_report.proofs.paper import ambiguous_links, refused_in_print
from annual_report.proofs.reading import read_proof
from annual_report.proofs.sphinx_warnings import Warned

NAME = "layout"
_NAMED = re.compile(r"[\"'](?P<name>[^\"']+)[\"']|(?:label|of) (?P<word>\S+?),")


def findings_of_proof(project: Project, release_file: Path) -> tuple[Finding, ...]:
    """Return what a build would refuse of the book as Sphinx and print lay it out.

    It changes libraries of the process: give it one of its own.

    Args:
        project: whose narrative; its files and contents are known to be sound.
        release_file: the release that is printed.
    """
    proof = read_proof(project, release_file)
    pages = {file: proof.pages[name] for name, file in proof.files.items() if file.startswith("book/")}
    on_paper = [warned for file, page in pages.items() for warned in refused_in_print(file, page, project.root)]
    found = [*_of_sphinx(proof.warned, project), *map(_finding, (*on_paper, *ambiguous_links(pages)))]
    return tuple(sorted(dict.fromkeys(found)))


def _of_sphinx(warned: tuple[Warned, ...], project: Project) -> Iterator[Finding]:
    for warning in warned:
        line = warning.line or _line_of(warning, project)
        yield _finding(Warned(warning.file or "_config.yml", line, advice_on(warning.text)))


def _finding(warned: Warned) -> Finding:
    return Finding(warned.file, max(warned.line, 1), 1, NAME, "", "", 0, warned.text)


def _line_of(warned: Warned, project: Project) -> int:
    """Return the last line that says what a warning without a line names, 1 if none does."""
    named = _NAMED.search(warned.text)
    file = project.root / warned.file
    if named is None or not file.is_file():
        return 1
    word = named["name"] or named["word"]
    lines = file.read_text(encoding="utf-8").split("\n")
    return max((number for number, line in enumerate(lines, 1) if word in line), default=1)
