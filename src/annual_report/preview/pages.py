"""A page as it is served: the book's own, with the news of the preview at its top and the script that reloads it.

None of this is written into a file of the book.
"""

import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from textwrap import dedent
from urllib.parse import quote

from annual_report.preview.view import View

_MAIN = re.compile(r"<main\b[^>]*>")
EVENTS = "/_preview/events"
_STATIC = files("annual_report.preview") / "static"
_EMPTY = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body class="preview-page"><main><h1>{title}</h1>{text}</main></body>
</html>
"""


def decorate(page: str, path: str, view: View, number: str) -> str:
    """Return the HTML of a page with what the preview adds.

    Args:
        page: the HTML.
        path: its place in the site, as ``book/child-deaths.html``.
        view: the news.
        number: of the view: another one makes the browser load the page again.
    """
    style = f"<style>{_read('preview.css')}</style>"
    script = f"<script>{_read('reload.js')}preview({number!r}, {EVENTS!r});</script>"
    page = page.replace("</head>", f"{style}</head>", 1).replace("</body>", f"{script}</body>", 1)
    return _MAIN.sub(lambda main: main.group() + _news(path, view), page, count=1)


def waiting_page() -> str:
    """Return what stands for the book until it is made for the first time."""
    return _EMPTY.format(title="The preview is being made", text="<p>This page loads again by itself.</p>")


def missing_page(path: str) -> str:
    """Return what stands for a file that the preview has not."""
    if path == "report.pdf" or path.startswith("downloads/"):
        text = "The preview makes no PDF and no downloads: annual-report build does."
    else:
        page = path.removesuffix(".html")
        text = f"The book has no page {page}: the chapter's file is not there, or _toc.yml does not name it."
    return _EMPTY.format(title="Not found", text=f'<p>{escape(text)}</p><p><a href="/">To the front page</a></p>')


def _news(path: str, view: View) -> str:
    """Return the box at the top of a page, nothing where there is no news."""
    page = path.rpartition(".")[0]
    parts = [_item("Not up to date.", problem) for problem in view.problems]
    parts += [_item("A build would stop here.", remark) for remark in view.remarks]
    parts += [
        _item(f"Line {warning.line}." if warning.line else "", warning.text)
        for warning in view.warnings
        if warning.page in ("", page)
    ]
    if counts := view.counts():
        parts.append(_overview(counts, page))
    return f'<div class="preview-news" role="region" aria-label="Preview">{"".join(parts)}</div>' if parts else ""


def _item(head: str, text: str) -> str:
    first, _, rest = text.partition("\n")
    strong = f"<strong>{escape(head)}</strong> " if head else ""
    more = f'<pre tabindex="0">{escape(dedent(rest))}</pre>' if rest else ""
    return f"<p>{strong}{escape(first)}</p>{more}"


def _overview(counts: Mapping[str, int], page: str) -> str:
    """Return one line that says how many findings there are, and behind it where, with links."""
    here = counts.get(page, 0)
    others = {name: count for name, count in counts.items() if name != page}
    head = f"<strong>Findings:</strong> {here or 'none'} on this page, {sum(others.values()) or 'none'} on others."
    ways = "".join(
        f'<li><a href="/{quote(name)}.html">{escape(name)}</a>: {count}</li>' for name, count in others.items()
    )
    return f"<details><summary>{head}</summary><ul>{ways}</ul></details>" if ways else f"<p>{head}</p>"


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
