"""The tables of the report: headers checked, numbers to the right, widths given, row headers written down."""

import math
import re
from collections.abc import Sequence
from itertools import zip_longest

from bs4 import Tag

from annual_report.errors import CheckError
from annual_report.press.pdf.fitting import fit

#: For each row of a table's body, how many of its first cells are row headers.
RowHeaders = tuple[int, ...]

_DENSE = 5  # columns from which text is set smaller
_LONG = 60  # rows from which it is
_NUMBER = 18  # width of a column of numbers, in hundredths of the text's
_LABELS = 34  # least width of the row headers
_WIDTH = re.compile(r"(\d+)(?:\.\d+)?%")
_WORD = re.compile(r"[^\s._-]+")  # what no line breaks within


def settle_tables(chapters: Sequence[Tag]) -> tuple[RowHeaders, ...]:
    """Make each table ready for the typesetter and return the row headers of all, in order.

    Raises:
        CheckError: if a table has no column headers. All such are named.
    """
    tables = [table for chapter in chapters for table in chapter.find_all("table")]
    headless = [_name(table) for table in tables if not table.select("thead th")]
    if headless:
        raise CheckError(
            f"{len(headless)} table(s) have no header row: {', '.join(headless)}. Give each column a header"
        )
    return tuple(_settle(table) for table in tables)


def _settle(table: Tag) -> RowHeaders:
    for cell in table.select("td, th"):
        if cell.select_one("p.number") or "number" in cell.get_attribute_list("class"):
            cell["style"] = "text-align: right"
        paragraphs = cell.find_all("p", recursive=False)
        if len(paragraphs) == 1:
            paragraphs[0].unwrap()
    rows = [_texts(row) for row in table.select("tr")]
    columns = max(len(row) for row in rows)
    figures = "figures" in table.get_attribute_list("class")
    given = table.colgroup is not None
    widths = _given_widths(table, columns) if given else _figure_widths(columns) if figures else _text_widths(rows)
    fitted = fit(table, rows, widths, dense=columns >= _DENSE or len(rows) >= _LONG)
    if table.thead is not None and (fitted.changed or not given):
        if table.colgroup is not None:
            table.colgroup.decompose()
        table.thead.insert_before(_group(fitted.widths))
    if fitted.turned:  # with what explains the table
        (table.find_parent("div", class_="data-table") or table).wrap(Tag(name="div", attrs={"class": "turned"}))
    elif fitted.dense:
        table.wrap(Tag(name="div", attrs={"class": "dense"}))
    return tuple(_leading(row) for row in table.select("tbody tr"))


def _texts(row: Tag) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"], recursive=False)]


def _figure_widths(columns: int) -> list[int]:
    """Return the widths of a table of figures: labels wide, numbers narrow and alike."""
    number = min(_NUMBER, (100 - _LABELS) // max(columns - 1, 1))
    return [100 - number * (columns - 1), *([number] * (columns - 1))]


def _given_widths(table: Tag, columns: int) -> list[int]:
    """Return the widths that an author gave, alike where they are not given in hundredths."""
    found = [_WIDTH.search(str(col.get("style") or col.get("width") or "")) for col in table.select("col")]
    widths = [int(width[1]) for width in found if width]
    return widths if len(widths) == columns else [100 // columns] * columns


def _text_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the widths of a table of words: more for more text, and room for each column's longest word."""
    weights = []
    for texts in zip_longest(*rows, fillvalue=""):
        longest = max((len(word) for text in texts for word in _WORD.findall(text)), default=1)
        typical = math.sqrt(sum(len(text) ** 2 for text in texts) / len(texts))
        weights.append(max(longest, 3 * math.sqrt(typical)))
    widths = [int(100 * weight / sum(weights)) for weight in weights]
    return [100 - sum(widths[1:]), *widths[1:]]


def _group(widths: Sequence[float]) -> Tag:
    group = Tag(name="colgroup")
    for width in widths:
        group.append(Tag(name="col", attrs={"style": f"width: {width}%"}))
    return group


def _leading(row: Tag) -> int:
    cells = [cell.name for cell in row.find_all(["td", "th"], recursive=False)]
    return cells.index("td") if "td" in cells else len(cells)


def _name(table: Tag) -> str:
    words = (table.caption or table).get_text(" ", strip=True)
    return repr(words if len(words) <= 60 else f"{words[:57]}...")
