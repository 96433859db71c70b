"""A typed output of a notebook as HTML, rendered from the release: of the output only its kind and id are read."""

from collections.abc import Mapping
from html import escape

from annual_report.errors import MissingError
from annual_report.press.alternatives import alternative
from annual_report.press.shorthand import shorthand_of
from annual_report.release import Release
from annual_report.statistics.display import anchor, as_html, table_html
from annual_report.statistics.models import Breakdown, Chart, Table
from annual_report.statistics.output import decode_shown


def render(published: Mapping[str, object], release: Release) -> str:
    """Return what the release shows of a published item.

    Raises:
        MissingError: if the release has no such item.
        InputError: if the typed output is malformed.
    """
    item = decode_shown(published)
    ledger = release.ledger
    match item:
        case Chart():
            return _figure(ledger.chart(item.id), release)
        case Table():
            return _table(ledger.table(item.id), release)
        case Breakdown():
            return as_html(_breakdown(item.id, release), ledger.values)
        case _:
            return as_html(ledger.values.item(item.id), ledger.values)


def _breakdown(name: str, release: Release) -> Breakdown:
    for found in release.ledger.breakdowns:
        if found.id == name:
            return found
    raise MissingError(f"there is no breakdown {name!r} in the release")


def _table(table: Table, release: Release) -> str:
    notes = "".join(f'<p class="shorthand">{escape(line)}.</p>' for line in shorthand_of(table, release))
    shown = table_html(table, release.ledger.values)
    return f'{notes}<div class="notebook-table">{shown}</div>{_marks(table, release)}'


def _figure(chart: Chart, release: Release) -> str:
    table = release.ledger.table(chart.table)
    words = escape(alternative(chart, table, release.ledger.values), quote=True)
    return (
        f'<figure id="{anchor(chart.id)}-chart"><p class="chart-headline">{escape(chart.title)}</p>'
        f'<img src="../charts/{chart.id}.svg" alt="{words}">'
        f"<figcaption>{escape(chart.subtitle)}</figcaption></figure>{_marks(table, release)}"
    )


def _marks(table: Table, release: Release) -> str:
    note = release.illustration_note(table)
    marked = f'<p class="illustration-note">{escape(note)}</p>' if note else ""
    return f'{marked}<p class="source-note">{escape(release.source_line)}</p>'
