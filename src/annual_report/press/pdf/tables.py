"""The tables of the report: headers checked, numbers to the right, widths given, row headers written down."""

from collections.abc import Sequence

from bs4 import Tag

from annual_report.errors import CheckError

#: For each row of a table's body, how many of its first cells are row headers.
RowHeaders = tuple[int, ...]

_DENSE = 5  # columns from which text is set smaller
_NUMBER = 18  # width of a column of numbers, in hundredths of the text's
_LABELS = 34  # least width of the row headers


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
    columns = len(table.select("thead tr")[-1].find_all(["td", "th"]))
    if "figures" in table.get_attribute_list("class"):
        table.select_one("thead").insert_before(_widths(columns))
    if columns >= _DENSE:
        table.wrap(Tag(name="div", attrs={"class": "dense"}))
    return tuple(_leading(row) for row in table.select("tbody tr"))


def _widths(columns: int) -> Tag:
    """Return the widths of a table of figures: labels wide, numbers narrow and alike."""
    number = min(_NUMBER, (100 - _LABELS) // max(columns - 1, 1))
    group = Tag(name="colgroup")
    for width in (100 - number * (columns - 1), *([number] * (columns - 1))):
        group.append(Tag(name="col", attrs={"style": f"width: {width}%"}))
    return group


def _leading(row: Tag) -> int:
    cells = [cell.name for cell in row.find_all(["td", "th"], recursive=False)]
    return cells.index("td") if "td" in cells else len(cells)


def _name(table: Tag) -> str:
    words = (table.caption or table).get_text(" ", strip=True)
    return repr(words if len(words) <= 60 else f"{words[:57]}...")
