"""Reads the whole narrative: every chapter, and every notebook's Markdown cells."""

from pathlib import Path

from annual_report.editions.project import Project
from annual_report.errors import MissingError
from annual_report.lint.notebook_cells import read_notebook
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown
from annual_report.opening import UnusableFileError, read_words


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
    """Return the page of one chapter. Raises InputError if it is no plain file of UTF-8, or was left half merged."""
    name = _name(file, root)
    try:
        return read_markdown(name, read_words(file))
    except UnusableFileError as error:
        raise error.named(name) from error


def _name(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()
