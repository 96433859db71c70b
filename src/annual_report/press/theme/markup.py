"""Mending a page's markup where Sphinx and the theme leave it short of WCAG 2.2 AA, and adding the notice."""

import re
from html import escape

_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_HEADER = re.compile(r"<th(?![a-z])(?![^>]*scope=)")
_EMPTY_HEADER = re.compile(r"<th[^>]*>\s*(&nbsp;)?\s*</th>")
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def mend(body: str, notice: str) -> str:
    """Return the page's body, mended.

    Args:
        body: the HTML of the page's article.
        notice: what every page says of the records; none where it is empty.
    """
    body = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    body = _TABLE.sub(_mend_table, body)
    if not notice:
        return body
    first, rest = notice.split(".", 1)
    said = f'<div class="synthetic-notice" role="note"><strong>{escape(first)}.</strong>{escape(rest)}</div>\n'
    return f"{said}{body}"


def _mend_table(match: re.Match[str]) -> str:
    """Give headers their scope, and the table a frame that can be scrolled by keyboard on a narrow screen."""
    table = match.group(0)
    head, mark, rest = table.partition("</thead>")
    head = _EMPTY_HEADER.sub("<td></td>", _HEADER.sub('<th scope="col"', head))
    rest = _HEADER.sub('<th scope="row"', rest)
    caption = _CAPTION.search(head)
    name = _TAG.sub("", caption.group(1)).strip().rstrip("#¶").strip() if caption else "Table"
    return f'<div class="table-frame" role="region" tabindex="0" aria-label="{escape(name, quote=True)}">{head}{mark}{rest}</div>'
