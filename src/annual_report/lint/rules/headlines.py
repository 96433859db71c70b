"""A chart's headline that asserts something carries the claim that it rests on."""

from collections.abc import Iterator
from pathlib import Path

from annual_report.lint.context import Context
from annual_report.lint.findings import Finding
from annual_report.lint.notebook_cells import finding_in_notebook
from annual_report.lint.rules.claims import judge_text
from annual_report.statistics.models import Chart

NAME = "headline"


def check(notebooks: Path, context: Context) -> Iterator[Finding]:
    """Yield each headline that asserts without a claim, or whose claim is not sound."""
    for chart in context.release.ledger.charts:
        found = _fault(chart, context)
        if found:
            rule, message = found
            yield finding_in_notebook(notebooks, chart, chart.title, rule, f"chart {chart.id}: {message}")


def _fault(chart: Chart, context: Context) -> tuple[str, str] | None:
    if chart.claim:
        return judge_text(f"{chart.title} <{chart.claim}>", context)
    for rule in context.words:
        for start, end in rule.find(chart.title):
            words = chart.title[start:end]
            return NAME, f'"{words}" {rule.setting.why}: give the chart its claim, claim="...", or another title'
    if any(character.isdigit() for character in chart.title):
        return NAME, "a number is typed in a headline: leave it out, the chart shows it"
    return None
