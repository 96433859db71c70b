"""The shorthand that is explained above a table: the symbols in its cells, and marks that hold for rows or for all.

A mark never stands in a cell beside a number (Analysis Function, "Using symbols and shorthand in tables").
"""

from collections.abc import Iterable

from annual_report.press.wording import listed
from annual_report.release import Release
from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.models import Form, Row, Table

#: What is said of rows or of everything, and stands in no cell.
_MARKS = (Symbol.PROVISIONAL, Symbol.REVISED)


def shorthand_of(table: Table, release: Release) -> tuple[str, ...]:
    """Return what is explained above the table, a line each: ``[c] = confidential: hidden so that ...``."""
    symbols = release.ledger.values.symbols(table)
    return (
        *(explained(symbol) for symbol in symbols),
        *_rounded(table, release),
        *_provisional(release),
        *_revised(table, release),
    )


def shorthand_in(texts: Iterable[str], release: Release) -> tuple[str, ...]:
    """Return what is explained above a list that shows these texts."""
    found = list(texts)
    in_cells = (symbol for symbol in sorted(Symbol) if symbol not in _MARKS)
    symbols = [symbol for symbol in in_cells if any(symbol in text for text in found)]
    return (*(explained(symbol) for symbol in symbols), *_provisional(release))


def explained(symbol: Symbol) -> str:
    """Return a symbol with what it means."""
    return f"{symbol} = {symbol.meaning}"


def _rounded(table: Table, release: Release) -> list[str]:
    """Return to what counts are rounded, the largest step first; nothing if none are."""
    items = [(release.ledger.values.item(cell.statistic), cell.form) for row in table.rows for cell in row.cells]
    steps = {
        item.to for item, form in items if isinstance(item, Hidden) and form is Form.COUNT and item.rounded is not None
    }
    return [f"Counts are rounded to the nearest {step:,}" for step in sorted(steps, reverse=True)]


def _provisional(release: Release) -> list[str]:
    provisional = release.disclosure is not None and release.disclosure.provisional
    return [explained(Symbol.PROVISIONAL)] if provisional else []


def _revised(table: Table, release: Release) -> list[str]:
    rows = [row.label for row in table.rows if _is_revised(row, release)]
    return [f"{explained(Symbol.REVISED)}: {listed(rows)}"] if rows else []


def _is_revised(row: Row, release: Release) -> bool:
    revised = release.disclosure.revised if release.disclosure else ()
    return any(cell.statistic in revised for cell in row.cells)
