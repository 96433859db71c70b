"""The look of the web book: a Sphinx extension over sphinx-book-theme, sober, accessible, asking no other host.

An edition's own words come as Sphinx settings, which the build adds to the staged ``_config.yml``:
``report_title`` (masthead, page titles), ``report_notice`` (on every page) and ``report_pdf`` (the PDF's place in the
site). Each has a default, so that ``jupyter-book build .`` works without them.
"""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.typing import ExtensionMetadata

from annual_report.press.not_shown import check_pictures, refuse_formula
from annual_report.press.theme.assets import add_assets, drop_unused
from annual_report.press.theme.front_door import write_front_door
from annual_report.press.theme.markup import mend

_TEMPLATES = Path(__file__).parent / "templates"
#: What stands beside the pages: search, contents, the PDF.
_SIDEBAR = ["close-menu.html", "search-button-field.html", "sbt-sidebar-nav.html", "report-pdf.html"]
#: Before the theme, which drops a template that comes out empty, and before sphinx-external-toc, which writes a page at
#: the root that has no language, title or link.
_FIRST = 100
#: After the theme has done its part.
_LAST = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the settings, the templates, the style sheet and the mending of each page."""
    app.add_config_value("report_title", "Annual report", "html", str)
    app.add_config_value("report_notice", "", "html", str)
    app.add_config_value("report_pdf", "", "html", str)
    app.add_config_value("report_language", "en-GB", "html", str)
    app.add_css_file("report.css", priority=_LAST)
    app.add_html_math_renderer("none", (refuse_formula, None), (refuse_formula, None))
    app.connect("config-inited", _configure)
    app.connect("builder-inited", add_assets)
    app.connect("doctree-read", check_pictures)
    app.connect("html-page-context", _add_words, priority=_FIRST)
    app.connect("html-page-context", _mend_page, priority=_LAST)
    app.connect("build-finished", write_front_door, priority=_FIRST)
    app.connect("build-finished", drop_unused, priority=_LAST)
    return ExtensionMetadata(version="1", parallel_read_safe=True, parallel_write_safe=True)


def _configure(app: Sphinx, config: Config) -> None:
    """Put our templates before the theme's, and the edition's title wherever Sphinx shows one."""
    ours = [str(_TEMPLATES), str(_TEMPLATES / "components")]  # the theme names them both ways
    config.templates_path = [
        *ours,
        *config.templates_path,
    ]  # a new list: the default is shared by all builds of a process
    config.html_title = config.report_title
    config.project = config.report_title
    config.html_sidebars = {"**": _SIDEBAR}


def _add_words(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page's templates the edition's words."""
    lead, stop, rest = app.config.report_notice.partition(".")
    context["notice_lead"], context["notice_rest"] = lead + stop, rest.strip()
    context["report_title"] = app.config.report_title
    context["report_pdf"] = app.config.report_pdf
    context["language"] = app.config.report_language


def _mend_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Mend the markup that Sphinx and the theme leave faulty."""
    if body := context.get("body"):
        context["body"] = mend(body)
