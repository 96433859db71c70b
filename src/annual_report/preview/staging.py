"""Laying out the book for Sphinx so that only what differs is touched: the rest need not be made again."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from annual_report.editions.project import Project
from annual_report.press.stage import stage_figures, stage_narrative
from annual_report.preview.figures import Figures
from annual_report.private import own_folder
from annual_report.release import write_release


def stage_changes(project: Project, figures: Figures, folder: Path, *, narrative_only: bool) -> None:
    """Make ``folder`` hold the book's source: ``book/`` and beside it ``release.json``.

    Args:
        project: whose narrative is staged.
        figures: whose charts, notebooks and release are staged.
        folder: what Sphinx reads. A file whose content is as before keeps its time.
        narrative_only: whether the figures are as they were at the last time.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    own_folder(folder)
    with TemporaryDirectory(dir=folder, prefix=".new-") as aside:
        new = Path(aside)
        stage_narrative(project, figures.release, new / "book")
        if not narrative_only:
            write_release(figures.release, new / "release.json")
            stage_figures(figures.release, figures.runs, new / "book")
        for part in (*new.glob("*.json"), *(new / "book").iterdir()):
            mirror(part, folder / part.relative_to(new))


def mirror(new: Path, old: Path) -> None:
    """Make the file or folder ``old`` the same as ``new``, writing and removing only what differs."""
    if new.is_file():
        if not old.is_file() or old.read_bytes() != new.read_bytes():
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, old)
        return
    wanted = {file.relative_to(new) for file in new.rglob("*") if file.is_file()}
    for file in sorted(old.rglob("*")):
        if file.is_file() and file.relative_to(old) not in wanted:
            file.unlink()
    for place in sorted(wanted):
        mirror(new / place, old / place)
