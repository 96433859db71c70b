"""Headings step down a level at a time, and each picture is there: else Jupyter Book or the PDF refuses the chapter."""

from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page

NAME = "structure"
_CHARTS = "charts/"  # where the press puts those of the release
_ELSEWHERE = ("http:", "https:", "data:")


def check(page: Page, root: Path, charts: Collection[str]) -> Iterator[Finding]:
    """Yield each heading that skips a level, and each picture that is not there.

    Args:
        page: a chapter.
        root: the project's folder.
        charts: the ids of the release's charts.
    """
    before = 0
    for level, line in page.headings:
        if level > before + 1:
            after = f"follows one of level {before}" if before else "begins the chapter"
            message = f"a heading of level {level} {after}: it must be of level {before + 1}, {'#' * (before + 1)}"
            yield Finding(page.file, line, 1, NAME, "", "", 0, message)
        before = level
    drawn = {f"{_CHARTS}{chart}.svg" for chart in charts}
    for address, line in page.pictures:
        if address.startswith(_ELSEWHERE):
            continue
        place = unquote(address).lstrip("/") if address.startswith("/") else _beside(page.file, unquote(address))
        if place not in drawn and not (root / place).is_file():
            message = f"there is no picture {address}: it is looked for as {place}"
            yield Finding(page.file, line, 1, NAME, "", "", 0, message)


def _beside(file: str, address: str) -> str:
    return normpath(f"{file.rpartition('/')[0]}/{address}")
