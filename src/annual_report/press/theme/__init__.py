"""The look of the web book: a Sphinx extension over sphinx-book-theme, sober, accessible, asking no other host."""

from importlib.metadata import entry_points
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.fileutil import copy_asset
from sphinx.util.typing import ExtensionMetadata

from annual_report.press.theme.markup import mend

_LOG = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_FACES = ("SourceSansPro", "SourceSansProIt", "SourceSansProSemibold", "SourceSansProBold")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the style sheet, the templates, the notice and the mending of each page."""
    app.add_config_value("report_title", "Annual report", "html", str)
    app.add_config_value("report_notice", "", "html", str)
    app.add_css_file("report.css", priority=900)
    app.add_html_math_renderer("none", (_no_maths, None), (_no_maths, None))
    app.connect("config-inited", _use_templates)
    app.connect("builder-inited", _copy_assets)
    app.connect("doctree-read", _refuse_pictures_without_words)
    app.connect("html-page-context", _mend_page, priority=900)
    return ExtensionMetadata(version="1", parallel_read_safe=True, parallel_write_safe=True)


def _use_templates(app: Sphinx, config: object) -> None:
    del config
    app.config.templates_path.insert(0, str(_HERE / "templates"))
    app.config.html_title = app.config.report_title
    app.config.project = app.config.report_title


def _copy_assets(app: Sphinx) -> None:
    """Put the style sheet and the typeface where the pages find them."""
    static = Path(app.outdir) / "_static"
    copy_asset(str(_HERE / "static"), str(static))
    for point in entry_points(group="fonts_ttf", name="sourcesansttf"):
        files = point.load()
        for face in _FACES:
            copy_asset(str(files[face]), str(static / "fonts"))


def _no_maths(writer: object, node: nodes.Element) -> None:
    """Refuse formulas: the theme would ask another host for a script to draw them."""
    del writer
    _LOG.warning("a formula cannot be shown: write it in words", location=node)
    raise nodes.SkipNode


def _refuse_pictures_without_words(app: Sphinx, document: nodes.document) -> None:
    del app
    for image in document.findall(nodes.image):
        words = image.get("alt", "")
        if not words or words == image.get("uri"):
            _LOG.warning("image %s has no text alternative", image.get("uri"), location=image)


def _mend_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, object], document: object) -> None:
    """Add the notice at the top of each page and mend the markup that the theme leaves faulty."""
    del pagename, templatename, document
    body = context.get("body")
    if isinstance(body, str) and body:
        context["body"] = mend(body, app.config.report_notice)
