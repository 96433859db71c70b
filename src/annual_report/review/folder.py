"""The release pack on disk: one page and one CSV, written whole, and whether a folder holds exactly a given pack."""

from collections.abc import Mapping
from pathlib import Path

from annual_report.editions.project import Project
from annual_report.review.numbers import numbers_csv
from annual_report.review.pack import Pack
from annual_report.review.page import page_html
from annual_report.swap import built_aside

PAGE = "index.html"


def pack_folder(project: Project, edition: str) -> Path:
    """Return where the release pack of ``edition`` is written: beside the site, never in it."""
    return project.output(edition) / "release-pack"


def write_pack(folder: Path, pack: Pack) -> Path:
    """Write the release pack into ``folder`` in place of the one before, and return its page."""
    with built_aside(folder) as new:
        for name, content in _files(pack).items():
            (new / name).write_bytes(content)
    return folder / PAGE


def holds(folder: Path, pack: Pack) -> bool:
    """Say whether ``folder`` holds exactly this pack, byte for byte."""
    files = {folder / name: content for name, content in _files(pack).items()}
    return all(file.is_file() and file.read_bytes() == content for file, content in files.items())


def _files(pack: Pack) -> Mapping[str, bytes]:
    return {PAGE: page_html(pack).encode("utf-8"), "numbers.csv": numbers_csv(pack).encode("utf-8")}
