"""What may stand in the tables and charts of the site, cell by cell, and what may not."""

from collections.abc import Iterable, Mapping

from annual_report.leaks.models import TableRow
from annual_report.leaks.words import figures_of
from annual_report.press.alternatives import alternative
from annual_report.release import Release
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Row, Statistic


def rows_of_tables(ledger: Ledger, released: Ledger) -> Mapping[str, tuple[TableRow, ...]]:
    """Return the rows of every table by its id."""
    return {
        table.id: tuple(_row(row.label, row.cells, ledger, released) for row in table.rows) for table in ledger.tables
    }


def rows_of_charts(ledger: Ledger, released: Ledger) -> Mapping[str, tuple[TableRow, ...]]:
    """Return of every chart, by its id, the rows of its table with the columns that it draws."""
    return {
        chart.id: tuple(
            _row(row.label, _drawn(row, ledger.table(chart.table).columns, chart.columns), ledger, released)
            for row in ledger.table(chart.table).rows
            if not row.total
        )
        for chart in ledger.charts
    }


def labels_of(ledger: Ledger) -> frozenset[str]:
    """Return every label, column and heading: the digits in them count nothing."""
    items = {item.label for item in ledger.values.items.values()}
    tables = {text for table in ledger.tables for text in (table.title, table.header, *table.columns)}
    rows = {row.label for table in ledger.tables for row in table.rows}
    return frozenset(items | tables | rows | {column.removesuffix(" (%)") for column in tables})


def notes_of(release: Release) -> frozenset[str]:
    """Return what the press says of tables and charts by itself: it is made from released numbers alone."""
    ledger = release.ledger
    notes = {note for table in ledger.tables if (note := release.illustration_note(table))}
    told = {alternative(chart, ledger.table(chart.table), ledger.values) for chart in ledger.charts}
    return frozenset(" ".join(text.split()) for text in notes | told)


def _drawn(row: Row, columns: tuple[str, ...], drawn: tuple[str, ...]) -> list[Cell]:
    return [row.cells[columns.index(column)] for column in drawn]


def _row(label: str, cells: Iterable[Cell], ledger: Ledger, released: Ledger) -> TableRow:
    """Return the figures that are printed in a row, and those of each cell that truth has and the release has not."""
    printed: list[str] = []
    hidden: list[tuple[str, frozenset[str]]] = []
    for cell in cells:
        shown = _figures(cell, released) if cell.statistic in released.values.items else []
        printed += shown
        item, left = ledger.values.item(cell.statistic), released.values.items.get(cell.statistic)
        if isinstance(left, Statistic) and not left.count:
            continue  # none is 0% of any base, so nothing of it is hidden
        counts = {str(item.count)} if isinstance(item, Statistic) and not isinstance(left, Statistic) else set()
        if kept := frozenset({*_figures(cell, ledger), *counts}) - frozenset(shown):
            hidden.append((cell.statistic, kept))
    return TableRow(label, tuple(printed), tuple(hidden))


def _figures(cell: Cell, ledger: Ledger) -> list[str]:
    return [figure.value for figure in figures_of(ledger.values.text(cell))]
