"""Reads the whole narrative: every chapter, and every notebook's Markdown cells."""

from pathlib import Path

from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError
from annual_report.lint.notebook_cells import read_notebook
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown


def read_book(project: Project) -> tuple[Page, ...]:
    """Return the pages of ``book/`` and of ``notebooks/``, sorted by file.

    Raises:
        MissingError: if there is no chapter.
        InputError: if a file is not UTF-8, or is no notebook.
    """
    chapters = sorted(project.book.rglob("*.md"))
    if not chapters:
        raise MissingError(f"{project.book}: no chapter there")
    pages = [read_chapter(file, project.root) for file in chapters]
    pages += [read_notebook(file, _name(file, project.root)) for file in sorted(project.notebooks.glob("*.ipynb"))]
    return tuple(pages)


def read_chapter(file: Path, root: Path) -> Page:
    """Return the page of one chapter. Raises InputError if it is not UTF-8."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{_name(file, root)}: not UTF-8 at byte {error.start}. Save the file as UTF-8") from error
    return read_markdown(_name(file, root), text)


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
