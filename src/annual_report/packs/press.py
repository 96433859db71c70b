"""Printing a pack: Sphinx in this process, with Jupyter Book's settings, cold, with warnings as errors.

It is called in a process of its own, forked from one that has all of this imported: a pack costs no start of Sphinx.
"""

import io
import os
import shutil
from pathlib import Path

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from annual_report.errors import RunError
from annual_report.narrative.pictures import DOWNLOADS
from annual_report.packs.source import PRIVATE, Pack, write_source
from annual_report.press.web import seconds

#: What Sphinx leaves for its own use.
_NOT_FOR_READERS = (".buildinfo", "objects.inv")
_STYLE = "pack.css"

#: On paper the notice stands at the head of each sheet, and what is only for a screen goes.
_ON_PAPER = """@media print {{
  @page {{ margin: 22mm 16mm 16mm; @top-left {{ content: "{notice}"; font: 9pt "Report Sans", sans-serif; }} }}
  .bd-header, .bd-header-article, .bd-sidebar-primary, .bd-sidebar-secondary, .prev-next-footer {{ display: none; }}
  .bd-main .bd-content .bd-article-container {{ max-width: none; }}
  .bd-main .bd-content .bd-article h1:first-of-type {{ display: block; }}
  h1, h2, .chart-headline, .data-table > .shorthand {{ break-after: avoid; }}
  figure, tr {{ break-inside: avoid; }}
  .table-frame {{ overflow: visible; }}
}}
"""


def print_pack(pack: Pack, config: Path, stage: Path, site: Path) -> None:
    """Write the pack's source into ``stage`` and its pages into ``site``.

    Raises:
        RunError: if Sphinx has any complaint.
    """
    write_source(pack, config, stage)
    style = stage / "book" / "_static" / _STYLE
    style.parent.mkdir()
    style.write_text(_ON_PAPER.format(notice=f"{pack.area}. {PRIVATE}"), encoding="utf-8")
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds(pack.release.imprint))
    pages = stage / "pages"
    _make_pages(stage / "book", pages, stage / "doctrees", pack.notice)
    shutil.copytree(pages, site, ignore=shutil.ignore_patterns(*_NOT_FOR_READERS))


def _make_pages(source: Path, pages: Path, doctrees: Path, notice: str) -> None:
    settings, _ = get_final_config(
        user_yaml=source / "_config.yml",
        sourcedir=source,
        cli_config={
            "external_toc_path": str(source / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
            "html_css_files": [_STYLE],
            "html_static_path": ["_static"],
            "report_notice": notice,
            "report_pdf": "",
            DOWNLOADS: False,
        },
        use_external_toc=True,
    )
    log = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(str(source), None, str(pages), str(doctrees), "html", settings, status=None, warning=log)
        app.build()
    if complaints := log.getvalue().replace(f"{source}{os.sep}", "").strip():
        raise RunError(f"the pack's pages could not be made:\n{complaints}")
