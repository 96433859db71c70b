"""What is said of an item of a ledger, aspect by aspect, as text: two items are the same if all of it is."""

from dataclasses import dataclass
from itertools import groupby

from annual_report.comparison.numbers import NONE, Aspects, of_hidden, of_ratio, of_statistic
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Breakdown, Chart, Ratio, Row, Statistic, Table
from annual_report.vocabulary.entries import value_of


@dataclass(frozen=True, slots=True)
class Described:
    """An item as a comparison sees it: its label, the whole of it in a line, and its aspects."""

    label: str
    summary: str
    aspects: Aspects


def describe(item: Statistic | Ratio | Hidden | Breakdown | Table | Chart) -> Described:
    """Return all that is said of an item, except which notebook computes it."""
    match item:
        case Statistic():
            return Described(item.label, value_of(item), of_statistic(item))
        case Ratio():
            return Described(item.label, value_of(item), of_ratio(item))
        case Hidden():
            return Described(item.label, value_of(item), of_hidden(item))
        case Breakdown():
            aspects = {"label": [item.label], "base": [item.base], "parts": item.parts}
            return Described(item.label, f"{len(item.parts)} parts of {item.base}", aspects)
        case Table():
            size = f"{len(item.rows)} rows, {len(item.columns)} columns"
            return Described(item.title, size, _of_table(item))
        case Chart():
            return Described(item.title, f"{item.kind.replace('_', ' ')} of the table {item.table}", _of_chart(item))


def describe_edition(ledger: Ledger) -> Described:
    """Return what is said of the whole."""
    records = "synthetic" if ledger.synthetic else "real"
    return Described("", f"{ledger.edition}, {records} records", {"name": [ledger.edition], "records": [records]})


def describe_order(order: tuple[str, str]) -> Described:
    """Return what is said of a printed order: which of two statistics is larger."""
    return Described("", f"{order[0]} is larger than {order[1]}", {})


def _of_table(item: Table) -> Aspects:
    return {
        "title": [item.title],
        "columns": (item.header, *item.columns),
        "rows": [_row(row) for row in item.rows],
        "illustration": [_yes(item.illustration)],
    }


def _of_chart(item: Chart) -> Aspects:
    return {
        "title": [item.title],
        "subtitle": [item.subtitle],
        "kind": [item.kind],
        "table": [item.table],
        "columns": item.columns,
        "axis": [item.axis],
        "line": [NONE if item.reference is None else f"{item.reference[1]} ({item.reference[0]})"],
        "claim": [item.claim or NONE],
        "illustration": [_yes(item.illustration)],
    }


def _row(row: Row) -> str:
    """Return a row in words: ``SUDI: deaths.sudi (count, percent)``."""
    groups = groupby(row.cells, key=lambda cell: cell.statistic)
    cells = ", ".join(f"{name} ({', '.join(cell.form for cell in group)})" for name, group in groups)
    return f"{row.label}{' (total)' if row.total else ''}: {cells}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
