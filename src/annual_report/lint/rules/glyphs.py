"""Every character can be printed: one that no typeface of the report has would stop the PDF, or show as a box."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import name

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.notebook_cells import finding_in_notebook
from annual_report.lint.pages import Page
from annual_report.statistics.models import Chart, Table
from annual_report.typefaces import lacking, outside_of_pictures

NAME = "no-letter"


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield the first place of each character of a passage that cannot be printed."""
    del context
    lacks = lacking(passage.text for passage in page.passages)
    for passage in page.passages if lacks else ():
        for sign in sorted(lacks & set(passage.text)):
            start = passage.text.index(sign)
            yield finding(passage, start, start + 1, NAME, _message(sign))


def check_published(notebooks: Path, context: Context) -> Iterator[Finding]:
    """Yield each text of a chart or table that holds a character which cannot be printed, or drawn."""
    ledger = context.release.ledger
    drawn = {chart.table for chart in ledger.charts}
    items: list[tuple[Chart | Table, str]] = [(chart, text) for chart in ledger.charts for text in _of_chart(chart)]
    items += [(table, text) for table in ledger.tables for text in _of_table(table)]
    lacks = lacking(text for _, text in items)
    for item, text in items:
        in_picture = isinstance(item, Chart) or item.id in drawn
        for sign in sorted((lacks & set(text)) | (outside_of_pictures(text) if in_picture else set())):
            yield finding_in_notebook(notebooks, item, text, NAME, f"{item.id}: {_message(sign)}")


def _of_chart(chart: Chart) -> tuple[str, ...]:
    return chart.title, chart.subtitle, chart.axis


def _of_table(table: Table) -> tuple[str, ...]:
    return table.title, table.header, *table.columns, *(row.label for row in table.rows)


def _message(sign: str) -> str:
    called = f"U+{ord(sign):04X} {name(sign, 'without a name')}"
    return f"no typeface of the report has the character {called}: write it in other letters"
