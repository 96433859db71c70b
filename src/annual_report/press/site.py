"""Putting the published site together: web book, charts, downloads and PDF, nothing that is not for readers."""

import shutil
from pathlib import Path

from annual_report.editions.dates import period_in_words
from annual_report.press.downloads import write_downloads
from annual_report.press.pdf import Cover, make_pdf
from annual_report.press.web import build_pages, build_single_page
from annual_report.release import Release

#: What Sphinx leaves for its own use.
_NOT_FOR_READERS = (".buildinfo", ".doctrees", "_sources", "objects.inv")


def make_site(release: Release, stage: Path, site: Path) -> None:
    """Build everything that is published from the staged source into ``site``.

    Raises:
        RunError: if Jupyter Book, pandoc or Typst refuses the book.
        CheckError: if the PDF breaks a rule.
    """
    source = stage / "book"
    pages = build_pages(source, release.imprint)
    shutil.copytree(pages, site, ignore=shutil.ignore_patterns(*_NOT_FOR_READERS))
    shutil.copytree(source / "charts", site / "charts")
    write_downloads(release, site / "downloads")
    make_pdf(build_single_page(source, release.imprint), site / "report.pdf", _cover(release))


def _cover(release: Release) -> Cover:
    imprint = release.imprint
    return Cover(
        title=imprint.title,
        subtitle=imprint.subtitle,
        author=imprint.byline,
        language="en-GB",
        notice=release.notice,
        published=imprint.published,
        period=period_in_words(*imprint.period),
    )
