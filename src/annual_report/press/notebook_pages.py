"""The notebooks as the book shows them: code, explanations, and typed outputs rendered from the release."""

from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from annual_report.press.alternatives import alternative
from annual_report.release import Release
from annual_report.statistics.display import anchor, as_html, table_html
from annual_report.statistics.models import Breakdown, Chart, Published, Table
from annual_report.statistics.output import MIME, decode


def write_page(executed: Path, release: Release, target: Path) -> None:
    """Write the page of one executed notebook. Prints, frames, images and other untyped outputs are dropped."""
    notebook = nbformat.read(executed, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                _render(output.data[MIME], release) for output in cell.outputs if MIME in output.get("data", {})
            ]
        cell.pop("attachments", None)
    nbformat.write(notebook, target)


def _render(published: dict[str, object], release: Release) -> NotebookNode:
    item = decode(published)
    data = {"text/html": _html(item, release), "text/plain": item.id}
    output: NotebookNode = nbformat.v4.new_output("display_data", data=data)
    return output


def _html(item: Published, release: Release) -> str:
    match item:
        case Chart():
            return _figure(release.ledger.chart(item.id), release)
        case Table():
            table = release.ledger.table(item.id)
            return f'<div class="notebook-table">{table_html(table, release.ledger.values)}</div>' + _marks(
                table, release
            )
        case Breakdown():
            return as_html(item, release.ledger.values)
        case _:
            return as_html(release.ledger.values.item(item.id), release.ledger.values)


def _figure(chart: Chart, release: Release) -> str:
    table = release.ledger.table(chart.table)
    words = escape(alternative(chart, table, release.ledger.values), quote=True)
    return (
        f'<figure id="{anchor(chart.id)}-chart"><p class="chart-headline">{escape(chart.title)}</p>'
        f'<img src="../charts/{chart.id}.svg" alt="{words}">'
        f"<figcaption>{escape(chart.subtitle)}</figcaption></figure>" + _marks(table, release)
    )


def _marks(table: Table, release: Release) -> str:
    note = release.illustration_note(table)
    marked = f'<p class="illustration-note">{escape(note)}</p>' if note else ""
    return f'{marked}<p class="source-note">Source: {escape(release.source.lower())}.</p>'
