"""The files that the pages need beside them: style sheet, icon, typeface; and none that they do not need."""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset

from annual_report.press.theme.typeface import write_typeface

_STATIC = Path(__file__).parent / "static"
#: What the theme brings and no page of ours asks for: 7 MB of icons, their fonts, translations and source maps.
_UNUSED = (
    "locales",
    "vendor",
    "images",
    "scripts/fontawesome.js",
    "scripts/fontawesome.js.LICENSE.txt",
    "webpack-macros.html",
    "sbt-webpack-macros.html",
)


def add_assets(app: Sphinx) -> None:
    """Put the style sheet, the icon and the typeface where the pages find them."""
    if app.builder.format == "html":
        static = Path(app.outdir) / "_static"
        copy_asset(str(_STATIC), str(static))
        if app.builder.name != "singlehtml":  # from which the PDF is made, in a typeface of its own
            write_typeface(static / "fonts")


def drop_unused(app: Sphinx, exception: Exception | None) -> None:
    """Remove from a finished web book what no page of it loads."""
    if exception is not None or app.builder.name != "html":
        return
    static = Path(app.outdir) / "_static"
    for path in (*(static / name for name in _UNUSED), *sorted(static.rglob("*.map"))):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
