"""What the site must not tell, gathered from the true ledger, the release and the records."""

from collections.abc import Iterable, Mapping

from annual_report.leaks.models import Machine, Name, Number, Secrets, TableRow
from annual_report.leaks.names import names_of, unit_words
from annual_report.leaks.records import runs_of, telling
from annual_report.leaks.words import figures_of, plain
from annual_report.press.alternatives import alternative
from annual_report.release import Release
from annual_report.statistics.display import anchor
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Chart, Form, Ratio, Row, Statistic, Table
from annual_report.statistics.values import shown


def make_secrets(
    ledger: Ledger,
    release: Release,
    identifiers: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    machine: Machine,
) -> Secrets:
    """Return all that the site of ``release`` must not tell.

    Args:
        ledger: the true one: every number, and the fingerprints of the records.
        release: what may be shown.
        identifiers: the ids of the records.
        rows: the records, each as text, field by field.
        machine: what tells of the machine that builds.

    Raises:
        MissingError: if the release hides a number that the ledger has not.
    """
    names = names_of(ledger)
    left = {item.id: item for item in release.ledger.hidden}
    truths = {name: ledger.values.item(name) for name in left}
    tables = {table.id: tuple(_row(row, release.ledger, truths) for row in table.rows) for table in ledger.tables}
    return Secrets(
        identifiers=telling(identifiers),
        runs=runs_of(rows),
        fingerprints=frozenset(item.members for item in ledger.statistics if item.members),
        machine=machine,
        hidden=tuple(_hidden(truths[name], names, left[name]) for name in sorted(left)),
        released=tuple(
            _released(item, names) for item in release.ledger.values.items.values() if not isinstance(item, Hidden)
        ),
        tables=tables,
        titles={table.title: table.id for table in release.ledger.tables},
        labels=_labels(ledger),
        notes=_notes(release),
        charts={chart.id: _drawn(chart, ledger.table(chart.table), release, truths) for chart in ledger.charts},
        placed={anchor(name): _readings(item) for name, item in release.ledger.values.items.items()},
    )


def _labels(ledger: Ledger) -> frozenset[str]:
    """Return every label, column and heading: the digits in them count nothing."""
    items = {item.label for item in ledger.values.items.values()}
    tables = {text for table in ledger.tables for text in (table.title, table.header, *table.columns)}
    rows = {row.label for table in ledger.tables for row in table.rows}
    return frozenset(items | tables | rows | {column.removesuffix(" (%)") for column in tables})


def _notes(release: Release) -> frozenset[str]:
    """Return what the press says of tables and charts by itself: it is made from released numbers alone."""
    ledger = release.ledger
    notes = {note for table in ledger.tables if (note := release.illustration_note(table))}
    told = {alternative(chart, ledger.table(chart.table), ledger.values) for chart in ledger.charts}
    return frozenset(" ".join(text.split()) for text in notes | told)


def _hidden(item: Item, names: Mapping[str, tuple[Name, ...]], left: Hidden) -> Number:
    """Return a hidden number: its percentage tells it with whatever decimals, up to two."""
    places = range(max(2, item.decimals) + 1) if isinstance(item, Statistic) else ()
    percents = _percents(item).union(*(_percents(item, decimals) for decimals in places))
    return Number(item.id, names[item.id], unit_words(item), _counts(item), percents, _left(left))


def _released(item: Item, names: Mapping[str, tuple[Name, ...]]) -> Number:
    return Number(item.id, names[item.id], unit_words(item), _counts(item), _percents(item))


def _counts(item: Item) -> frozenset[str]:
    return frozenset({str(item.count)}) if isinstance(item, Statistic) else frozenset()


def _percents(item: Item, decimals: int | None = None) -> frozenset[str]:
    """Return the percentage or ratio as it is printed; a base that is hidden leaves none."""
    if isinstance(item, Ratio):
        return frozenset({plain(str(item.value()))})
    percent = item.percent(decimals) if isinstance(item, Statistic) else None
    return frozenset() if percent is None else frozenset({plain(str(percent))})


def _left(item: Hidden) -> tuple[str, ...]:
    """Return the figures that may stand beside a hidden number."""
    told = (item.base_count, item.rounded, item.percent)
    return tuple(plain(str(number)) for number in told if number is not None)


def _row(row: Row, released: Ledger, truths: Mapping[str, Item], columns: Iterable[int] | None = None) -> TableRow:
    """Return what may stand in a row and what may not, bare of signs, in the columns that are shown."""
    cells = [row.cells[place] for place in (range(len(row.cells)) if columns is None else columns)]
    printed = tuple(figure.value for cell in cells for figure in figures_of(released.values.text(cell)))
    hidden = tuple(
        (cell.statistic, _true_texts(cell, truths[cell.statistic])) for cell in cells if cell.statistic in truths
    )
    return TableRow(row.label, printed, hidden)


def _true_texts(cell: Cell, item: Item) -> frozenset[str]:
    return frozenset(figure.value for figure in figures_of(shown(item, cell.form))) | _counts(item)


def _drawn(
    chart: Chart, table: Table, release: Release, truths: Mapping[str, Item]
) -> tuple[str, tuple[TableRow, ...]]:
    """Return the table that a chart draws, and of its rows what is drawn."""
    columns = [table.columns.index(column) for column in chart.columns]
    return table.id, tuple(_row(row, release.ledger, truths, columns) for row in table.rows if not row.total)


def _readings(item: Item) -> frozenset[str]:
    """Return how a placed number may read."""
    forms = (
        [Form.RATIO]
        if isinstance(item, Ratio) or (isinstance(item, Hidden) and item.is_ratio)
        else [
            Form.COUNT,
            Form.WORDS,
            *([] if item.base is None else [Form.PERCENT, Form.SHARE]),
        ]
    )
    return frozenset(shown(item, form) for form in forms)
