"""Printing the staged book: the web book with its charts, and the PDF, with nothing that is not for readers."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from annual_report.editions.dates import period_in_words
from annual_report.press.pdf import Cover, make_pdf
from annual_report.press.processes import in_own_process
from annual_report.press.web import build_pages, build_single_page
from annual_report.release import Release

#: The file of the PDF in the site.
PDF = "report.pdf"
#: What Sphinx leaves for its own use.
_NOT_FOR_READERS = (".buildinfo", ".doctrees", "_sources", "objects.inv")


def print_pages(release: Release, stage: Path, target: Path) -> None:
    """Make the web book, with its charts, into the new folder ``target``, in a process of its own.

    Raises:
        RunError: if Jupyter Book refuses the book.
    """
    in_own_process(_print_pages, release, stage, target)


def print_pdf(release: Release, stage: Path, target: Path) -> None:
    """Make the PDF into the file ``target``, in a process of its own.

    Raises:
        RunError: if Jupyter Book, pandoc or Typst refuses the book.
        CheckError: if the PDF breaks a rule.
    """
    in_own_process(_print_pdf, release, stage, target)


def _print_pages(release: Release, stage: Path, target: Path) -> None:
    source = stage / "book"
    with TemporaryDirectory() as aside:
        pages = build_pages(source, Path(aside), release.imprint)
        shutil.copytree(pages, target, ignore=shutil.ignore_patterns(*_NOT_FOR_READERS))
    shutil.copytree(source / "charts", target / "charts")


def _print_pdf(release: Release, stage: Path, target: Path) -> None:
    with TemporaryDirectory() as aside:
        make_pdf(build_single_page(stage / "book", Path(aside), release.imprint), target, cover_of(release))


def cover_of(release: Release) -> Cover:
    """Return what the PDF's cover and running heads say of a release."""
    imprint = release.imprint
    return Cover(
        title=imprint.title,
        subtitle=imprint.subtitle,
        author=release.author,
        language="en-GB",
        notice=release.notice,
        publication=release.publication,
        footer=imprint.footer,
        published=imprint.published,
        period=period_in_words(*imprint.period),
    )
