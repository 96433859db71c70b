"""A table as tidy CSV: a row for each cell, with the working of its number."""

import csv
from decimal import Decimal
from io import StringIO

from annual_report.statistics.hidden import Hidden
from annual_report.statistics.models import Cell, Pin, Ratio, Row, Table
from annual_report.statistics.values import Values

#: The columns, in order. The first says of every row whether it is synthetic.
COLUMNS = (
    "synthetic",
    "table",
    "row",
    "column",
    "total",
    "form",
    "shown",
    "statistic",
    "label",
    "unit",
    "count",
    "base",
    "base_count",
    "percent",
    "ratio",
    "pinned",
    "notice",
)
#: What ``pinned`` says: how far published figures fix the number. Where records are real there is nothing to fix.
_PINNED = {Pin.COUNT: "count", Pin.PERCENT: "percent", Pin.BOUND: "bound", Pin.NOTHING: "no"}


def table_csv(table: Table, values: Values, notice: str, *, synthetic: bool) -> bytes:
    """Return ``table`` as CSV: UTF-8, a header line, comma, line feed.

    Args:
        table: what is written.
        values: every statistic that it shows.
        notice: what every row says of the records.
        synthetic: whether the records are synthetic.

    Raises:
        MissingError: if a statistic does not exist.
    """
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    common = {"synthetic": _yes(synthetic), "table": table.id, "notice": notice}
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            writer.writerow(common | _placed(row, column, cell, values) | _worked(cell, values, synthetic=synthetic))
    return stream.getvalue().encode("utf-8")


def _placed(row: Row, column: str, cell: Cell, values: Values) -> dict[str, str]:
    """Return where a cell stands and what it shows."""
    shown = {"form": cell.form.value, "shown": values.text(cell), "statistic": cell.statistic}
    return {"row": row.label, "column": column, "total": _yes(row.total), **shown}


def _worked(cell: Cell, values: Values, *, synthetic: bool) -> dict[str, str]:
    """Return the working of the cell's number: count and base, so that nothing is computed from rounded numbers."""
    item = values.item(cell.statistic)
    if isinstance(item, Hidden):
        return _left(item)
    told = {"label": item.label, "pinned": _PINNED[item.pinned] if synthetic else ""}
    if isinstance(item, Ratio):
        return told | {"ratio": _unless_low(item.value(), item.numerator)}
    told |= {"unit": item.unit.one, "count": str(item.count)}
    if item.base is None:
        return told
    return told | {
        "base": item.base,
        "base_count": "" if item.base_count is None else str(item.base_count),
        "percent": _unless_low(item.percent(), item.count),
    }


def _unless_low(number: Decimal | None, count: int) -> str:
    """Return the rounded number, or nothing where there is none, or where it is 0 of what is not 0."""
    return "" if number is None or (count and not number) else str(number)


def _left(item: Hidden) -> dict[str, str]:
    """Return what may be told of a hidden number."""
    return {
        "label": item.label,
        "unit": item.unit.one if item.unit else "",
        "base": item.base or "",
        "base_count": "" if item.base_count is None else str(item.base_count),
        "percent": "" if item.percent is None else str(item.percent),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
