"""Laying out what Jupyter Book reads: configuration, narrative, notebook pages and charts, in a folder of their own.

The authors' files are copied, never changed, and the edition's own facts are added to the copied configuration.
"""

import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path

import yaml

from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.press.charts import draw
from annual_report.press.notebook_pages import write_page
from annual_report.release import Release, write_release
from annual_report.running.execute import Run


def stage_book(project: Project, release: Release, runs: Sequence[Run], folder: Path) -> None:
    """Fill ``folder`` with the book's source: ``book/`` and beside it ``release.json``.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    source = folder / "book"
    source.mkdir(parents=True)
    write_release(release, folder / "release.json")
    stage_narrative(project, release, source)
    stage_figures(release, runs, source)


def stage_narrative(project: Project, release: Release, source: Path) -> None:
    """Copy what authors write into the folder ``source``: the chapters, their order, and the configuration.

    Raises:
        InputError: if ``_config.yml`` is not YAML with settings.
    """
    shutil.copytree(project.book, source / "book")
    shutil.copy(project.root / "_toc.yml", source / "_toc.yml")
    write_config(project.root / "_config.yml", release, source / "_config.yml")


def stage_figures(release: Release, runs: Sequence[Run], source: Path) -> None:
    """Draw the charts and write the notebooks' pages into the folder ``source``.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    _write_charts(release, source / "charts")
    (source / "notebooks").mkdir()
    for run in runs:
        write_page(run.file, release, source / "notebooks" / run.file.name)


def write_config(config: Path, release: Release, target: Path) -> None:
    """Write the project's configuration with the edition's own facts to ``target``.

    Raises:
        InputError: if ``config`` is not YAML with settings.
    """
    try:
        settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{config.name}, line {mark.line + 1}" if mark else config.name
        raise InputError(f"{place}: not readable as YAML: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(settings, dict):
        raise InputError(f"{config.name}: it must hold settings, a name and a value each")
    settings["title"] = release.imprint.title
    if release.imprint.footer:
        settings.setdefault("html", {})["extra_footer"] = f"<p>{escape(release.imprint.footer)}</p>"
    sphinx = settings.setdefault("sphinx", {}).setdefault("config", {})
    sphinx["report_title"] = release.imprint.title
    sphinx["report_notice"] = release.notice
    sphinx["report_pdf"] = "report.pdf"
    target.write_text(yaml.safe_dump(settings, sort_keys=True), encoding="utf-8")


def _write_charts(release: Release, folder: Path) -> None:
    folder.mkdir()
    provisional = "Provisional figures. " if release.disclosure and release.disclosure.provisional else ""
    for chart in release.ledger.charts:
        table = release.ledger.table(chart.table)
        notice = "Illustration, not a finding. " if table.illustration else ""
        picture = draw(chart, table, release.ledger.values, f"{provisional}{notice}{release.source}.")
        (folder / f"{chart.id}.svg").write_bytes(picture)
