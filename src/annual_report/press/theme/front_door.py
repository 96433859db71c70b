"""The page at the root of the site: it leads on to the front page, and has a link for a reader whom it cannot send."""

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={front}">
<link rel="icon" href="_static/icon.svg" type="image/svg+xml">
</head>
<body>
<main><h1>{title}</h1><p><a href="{front}">Read the report</a></p></main>
</body>
</html>
"""


def write_front_door(app: Sphinx, exception: Exception | None) -> None:
    """Write ``index.html``, unless the book's front page is it or the build failed."""
    root = app.config.root_doc
    if exception is not None or app.builder.name != "html" or root == "index":
        return
    page = _PAGE.format(
        language=escape(app.config.report_language, quote=True),
        title=escape(app.config.report_title),
        front=escape(app.builder.get_target_uri(root), quote=True),
    )
    (Path(app.outdir) / "index.html").write_text(page, encoding="utf-8")
