"""One table as a worksheet: its numbers as numbers, its notes, its marks."""

import re
from collections.abc import Sequence

import pandas as pd

from annual_report.press.downloads.notes import NOTICE, ROUNDING, mark
from annual_report.press.downloads.quiet import GPTable
from annual_report.press.shorthand import explained, shorthand_of
from annual_report.press.wording import listed
from annual_report.release import Release
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.models import Cell, Form, Table
from annual_report.statistics.values import Values

_PERCENTAGES = (Form.PERCENT, Form.WHOLE)
_AS_TEXT = (Form.WORDS, Form.SHARE)
_FORMATS = {Form.COUNT: "#,##0", Form.RATIO: "0.00"}


def make_sheet(table: Table, release: Release, also: Sequence[int] = ()) -> GPTable:
    """Return the worksheet of ``table``, marked as synthetic and as an illustration where it is.

    ``also`` are further numbers that the table has in the book, besides that of the sheet.
    """
    values = release.ledger.values  # noqa: PD011 - no data frame
    columns = [_column(table, place) for place, _ in enumerate(table.columns)]
    names = [_heading(name, column) for name, column in zip(table.columns, columns, strict=True)]
    rounding = f" {mark(ROUNDING)}" if any(cell.form in _PERCENTAGES for column in columns for cell in column) else ""
    note = release.illustration_note(table)
    return GPTable(
        table=pd.DataFrame(_rows(table, values), columns=[table.header, *names], dtype=object),
        table_name=re.sub(r"\W", "_", table.id),
        title=table.title + (f" (also Table {listed([str(number) for number in also])})" if also else ""),
        subtitles=[f"{release.mark} {mark(NOTICE)}{rounding}", *([note] if note else [])],
        legend=_legend(table, release),
        index_columns={2: 0},
        additional_formatting=_formats(names, columns, values),
    )


def _legend(table: Table, release: Release) -> list[str]:
    """Return what explains the shorthand; in the book "<1%" explains itself, here a symbol stands for it."""
    values = release.ledger.values  # noqa: PD011 - no data frame
    low = any(values.rounds_to_zero(cell) for row in table.rows for cell in row.cells)
    return list(dict.fromkeys([*([explained(Symbol.ROUNDS_TO_ZERO)] if low else []), *shorthand_of(table, release)]))


def _column(table: Table, place: int) -> list[Cell]:
    return [row.cells[place] for row in table.rows]


def _heading(name: str, column: Sequence[Cell]) -> str:
    """Return a column's heading with its unit: percentages are written as bare numbers."""
    percentages = all(cell.form in _PERCENTAGES for cell in column)
    return f"{name} (%)" if percentages and "%" not in name else name


def _rows(table: Table, values: Values) -> list[list[object]]:
    return [[row.label, *(_content(cell, values) for cell in row.cells)] for row in table.rows]


def _content(cell: Cell, values: Values) -> object:
    """Return a number, rounded as shown, or text where the cell is no single number. What is not 0 is never 0."""
    if values.rounds_to_zero(cell) and cell.form not in _AS_TEXT:
        return Symbol.ROUNDS_TO_ZERO.value
    number = None if cell.form in _AS_TEXT else values.number(cell)
    if number is None:
        return values.text(cell)
    return int(number) if number == number.to_integral_value() else float(number)


def _formats(names: Sequence[str], columns: Sequence[Sequence[Cell]], values: Values) -> list[dict[str, object]]:
    """Return how the numbers of each column are displayed: with as many decimals as in the report."""
    return [
        {"column": {"columns": [name], "format": {"num_format": shape, "align": "right"}}}
        for name, column in zip(names, columns, strict=True)
        if (shape := _format(column, values))
    ]


def _format(column: Sequence[Cell], values: Values) -> str | None:
    forms = {cell.form for cell in column}
    if forms <= set(_PERCENTAGES):
        shown = (values.text(cell).rstrip("%").partition(".")[2] for cell in column)
        decimals = max((len(digits) for digits in shown), default=0)
        return "0." + "0" * decimals if decimals else "0"
    return _FORMATS.get(forms.pop()) if len(forms) == 1 else None
