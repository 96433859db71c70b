"""Reads the whole narrative: every chapter, every notebook's Markdown cells, and the words of the contents."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, MissingError
from annual_report.lint.contents import NAME, TOC, Contents, read_contents
from annual_report.lint.files import BookFiles, find_files, notebook_findings
from annual_report.lint.findings import Finding, as_findings
from annual_report.lint.notebook_cells import read_notebook
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown, read_rows
from annual_report.lint.rules.as_written import NOTHING_STAGED, as_finding
from annual_report.lint.rules.one_title import title_missing
from annual_report.lint.settings import CONFIG, settings_findings
from annual_report.lint.source_text import LONGEST_FILE
from annual_report.opening import UnusableFileError, read_words


@dataclass(frozen=True, slots=True)
class Book:
    """The pages of the narrative, and what is wrong with its files and contents, whatever a release holds."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]


def read_book(project: Project) -> tuple[Page, ...]:
    """Return the pages of ``book/`` and of ``notebooks/``, sorted by file.

    Raises:
        MissingError: if there is no chapter.
        InputError: if a file is not UTF-8, or is no notebook.
    """
    return read_whole(project).pages


def read_whole(project: Project) -> Book:
    """Return the pages, and what is wrong with the files and the contents. Raises as ``read_book`` does."""
    files = find_files(project.root)
    if not files.chapters and not files.findings:
        raise MissingError(f"{project.book}: no chapter there")
    pages = [read_chapter(project.root / name, project.root) for name in files.chapters]
    notebooks = sorted(project.notebooks.glob("*.ipynb"))
    pages += [read_notebook(file, _name(file, project.root)) for file in notebooks]
    contents = _contents(project, [page.file for page in pages])
    listed = [page for page in pages if page.file in contents.chapters]
    findings = [
        *files.findings,
        *notebook_findings(project.root),
        *contents.findings,
        *_settings(project),
        *(found for page in listed if not page.faults for found in title_missing(page)),
        *(found for page in pages for found in _missing(page, files)),
    ]
    return Book((*pages, contents.page, *_tables(pages, files, project.root)), tuple(findings))


def read_chapter(file: Path, root: Path) -> Page:
    """Return the page of one chapter. Raises InputError if it is not UTF-8."""
    return read_markdown(_name(file, root), _text(file, _name(file, root)))


def require_own(project: Project, rules: Collection[str] = NOTHING_STAGED) -> None:
    """Check that nothing foreign would get into a book that is made of these files, whatever else is found in them.

    Args:
        project: whose narrative.
        rules: those whose findings count.

    Raises:
        CheckError: naming each finding that keeps the book from being laid out.
        InputError: if a file cannot be read.
    """
    if stopping := findings_of(project, rules):
        raise CheckError(as_findings(stopping))


def findings_of(project: Project, rules: Collection[str]) -> list[Finding]:
    """Return what some rules find that need no release. Raises as ``read_book`` does."""
    book = read_whole(project)
    found = [as_finding(page.file, fault) for page in book.pages for fault in page.faults]
    return [finding for finding in (*book.findings, *found) if finding.rule in rules]


def _missing(page: Page, files: BookFiles) -> Iterator[Finding]:
    """Yield each file that a page brings in and that is not there."""
    for brought in page.brought:
        if brought.path not in files.names:
            message = (
                f"there is no file {brought.path}, or it is a link out of book/. Correct the name, or put it there"
            )
            yield Finding(page.file, brought.line, brought.column, "foreign", brought.written, "", 0, message)


def _tables(pages: Sequence[Page], files: BookFiles, root: Path) -> Iterator[Page]:
    """Yield a page for each file of rows that a page shows: its cells are text like any other."""
    paths = {brought.path for page in pages for brought in page.brought if brought.is_table}
    for path in sorted(paths & set(files.names)):
        text = _text(root / path, path)
        if len(text) > LONGEST_FILE:
            raise InputError(f"{path}: {len(text):,} characters are more than a table of a page may have. Cut it down")
        yield read_rows(path, text)


def _contents(project: Project, files: Sequence[str]) -> Contents:
    file = project.root / TOC
    if not file.is_file():
        message = "the file is missing: it says which chapters the book has, and in which order"
        return Contents((), Page(TOC, (), ()), (Finding(TOC, 1, 1, NAME, "", "", 0, message),))
    return read_contents(_text(file, TOC), files)


def _settings(project: Project) -> Iterator[Finding]:
    file = project.root / CONFIG
    if file.is_file():
        yield from settings_findings(_text(file, CONFIG))


def _text(file: Path, name: str) -> str:
    try:
        return read_words(file)
    except UnusableFileError as error:
        raise error.named(name) from error


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
