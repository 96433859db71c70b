"""Laying out what Jupyter Book reads: configuration, narrative, notebook pages and charts, in a folder of their own.

The authors' files are copied, never changed, and the edition's own facts are added to the copied configuration.
"""

import shutil
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import yaml

from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.lint.book import require_own
from annual_report.lint.files import LEFTOVERS
from annual_report.opening import read_words
from annual_report.press.notebook_pages import write_page
from annual_report.release import Release, write_release
from annual_report.running.execute import Run


def stage_book(
    project: Project, release: Release, runs: Sequence[Run], folder: Path, charts: Mapping[str, bytes] | None = None
) -> None:
    """Fill ``folder`` with the book's source: ``book/`` and beside it ``release.json``.

    Args:
        project: whose narrative is staged.
        release: what the book prints.
        runs: whose notebooks have a page.
        folder: a new one.
        charts: the release's charts as ``draw_charts`` returned them; drawn anew if they are not given.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
        CheckError: if something foreign would get into the book.
    """
    source = folder / "book"
    source.mkdir(parents=True)
    write_release(release, folder / "release.json")
    stage_narrative(project, release, source)
    stage_figures(release, runs, source, charts)


def stage_narrative(project: Project, release: Release, source: Path) -> None:
    """Copy what authors write into the folder ``source``: the chapters, their order, and the configuration.

    Raises:
        CheckError: if something foreign would come with it: what runs, what loads, a file from elsewhere.
        InputError: if ``_config.yml`` is not YAML with settings, or a chapter cannot be read.
    """
    require_own(project)
    shutil.copytree(project.book, source / "book", ignore=shutil.ignore_patterns(*LEFTOVERS))
    shutil.copy(project.root / "_toc.yml", source / "_toc.yml")
    write_config(project.root / "_config.yml", release, source / "_config.yml")


def stage_figures(
    release: Release, runs: Sequence[Run], source: Path, charts: Mapping[str, bytes] | None = None
) -> None:
    """Write the charts, drawn anew if they are not given, and the notebooks' pages into the folder ``source``.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    (source / "charts").mkdir()
    for name, picture in (draw_charts(release) if charts is None else charts).items():
        (source / "charts" / name).write_bytes(picture)
    (source / "notebooks").mkdir()
    for run in runs:
        write_page(run.file, release, source / "notebooks" / run.file.name)


def write_config(config: Path, release: Release, target: Path) -> None:
    """Write the project's configuration with the edition's own facts to ``target``.

    Raises:
        InputError: if ``config`` is not YAML with settings.
    """
    try:
        settings = yaml.safe_load(read_words(config))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{config.name}, line {mark.line + 1}" if mark else config.name
        raise InputError(f"{place}: not readable as YAML: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(settings, dict):
        raise InputError(f"{config.name}: it must hold settings, a name and a value each")
    settings["title"] = release.imprint.title
    foot = " ".join(filter(None, (release.imprint.footer, release.publication)))
    settings.setdefault("html", {})["extra_footer"] = f"<p>{escape(foot)}</p>"
    sphinx = settings.setdefault("sphinx", {}).setdefault("config", {})
    sphinx["report_title"] = release.imprint.title
    sphinx["report_notice"] = release.notice
    sphinx["report_pdf"] = "report.pdf"
    target.write_text(yaml.safe_dump(settings, sort_keys=True), encoding="utf-8")


def draw_charts(release: Release) -> dict[str, bytes]:
    """Return each chart of the release by the name of its file.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    # imported here: it is slow to import, and where the charts are at hand nobody needs it
    from annual_report.press.charts import draw  # noqa: PLC0415

    provisional = "Provisional figures. " if release.disclosure and release.disclosure.provisional else ""
    charts = {}
    for chart in release.ledger.charts:
        table = release.ledger.table(chart.table)
        notice = "Illustration, not a finding. " if table.illustration else ""
        note = f"{provisional}{notice}{release.mark}"
        charts[f"{chart.id}.svg"] = draw(chart, table, release.ledger.values, note)
    return charts
