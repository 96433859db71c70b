"""The caption of a chart or table says what is measured, and asserts nothing.

Numbers may stand in it: the edition's year and the bounds of a category are part of the measure.
"""

from collections.abc import Iterator
from pathlib import Path

from annual_report.lint.context import Context
from annual_report.lint.findings import Finding
from annual_report.lint.notebook_cells import finding_in_notebook
from annual_report.statistics.models import Chart, Table

NAME = "caption"
#: Rules whose words are part of a measure: "of all incidents", "within fifteen days".
_OF_MEASURES = ("number-word", "quantifier", "approximation")


def check(notebooks: Path, context: Context) -> Iterator[Finding]:
    """Yield each caption in which a word asserts something."""
    ledger = context.release.ledger
    captions: list[tuple[Chart | Table, str]] = [(chart, text) for chart in ledger.charts for text in _texts(chart)]
    captions += [(table, table.title) for table in ledger.tables]
    for item, text in captions:
        for rule in context.words:
            for start, end in rule.find(text) if rule.name not in _OF_MEASURES else ():
                message = f'{item.id}: "{text[start:end]}" {rule.setting.why}: a caption says what is measured, no more'
                yield finding_in_notebook(notebooks, item, text, NAME, message)


def _texts(chart: Chart) -> tuple[str, ...]:
    return chart.subtitle, chart.axis
