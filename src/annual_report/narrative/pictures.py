"""The directives that place a chart or a table of the release on a page."""

from docutils import nodes
from docutils.nodes import Node
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from annual_report.errors import ReportError
from annual_report.narrative.plain import CHARTS
from annual_report.narrative.refusal import refuse_directive
from annual_report.narrative.roles import PLACED
from annual_report.narrative.source import release_of
from annual_report.narrative.tables import make_table, shorthand_notes, text_cell
from annual_report.press.alternatives import alternative
from annual_report.press.shorthand import shorthand_of
from annual_report.release import Release
from annual_report.statistics.models import Table

#: The setting that says whether the book has downloads.
DOWNLOADS = "annual_report_downloads"


class ChartDirective(SphinxDirective):
    """Places a chart: its headline, picture with text alternative, caption, marks and download."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the chart's nodes, or nothing and a warning that fails the build."""
        try:
            release = release_of(self.env)
            chart = release.ledger.chart(self.arguments[0].strip())
            table = release.ledger.table(chart.table)
        except ReportError as error:
            return refuse_directive(self, str(error))
        image = nodes.image(
            "",
            uri=f"{self.env.config[CHARTS]}/{chart.id}.svg",
            alt=alternative(chart, table, release.ledger.values),
            width="100%",
        )
        figure = nodes.figure("", image, nodes.caption(chart.subtitle, chart.subtitle))
        self.set_source_info(figure)
        headline = nodes.paragraph(chart.title, chart.title, classes=["chart-headline"])
        return [nodes.container("", headline, figure, *_foot(release, table, self.env), classes=["chart", PLACED])]


class TableDirective(SphinxDirective):
    """Places a table with its shorthand explained above it, its caption, marks and download."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the table's nodes, or nothing and a warning that fails the build."""
        try:
            release = release_of(self.env)
            table = release.ledger.table(self.arguments[0].strip())
        except ReportError as error:
            return refuse_directive(self, str(error))
        values = release.ledger.values
        rows = [[text_cell(row.label), *(text_cell(values.text(cell)) for cell in row.cells)] for row in table.rows]
        widths = (3, *(1 for _ in table.columns))
        node = make_table(
            table.title, (table.header, *table.columns), rows, numbers=True, name="figures", widths=widths
        )
        self.set_source_info(node)
        head = shorthand_notes(shorthand_of(table, release))
        foot = _foot(release, table, self.env)
        return [nodes.container("", *head, node, *foot, classes=["data-table", PLACED])]


class DownloadsDirective(SphinxDirective):
    """Places links to the whole report as PDF and to all tables as a workbook."""

    def run(self) -> list[Node]:
        """Return a paragraph of links. It is left out of the PDF."""
        up = "../" * self.env.docname.count("/")
        edition = release_of(self.env).imprint.edition
        pdf = nodes.reference("", "the whole report (PDF)", refuri=f"{up}report.pdf")
        tables = nodes.reference("", "all tables (XLSX)", refuri=f"{up}downloads/annual-report-{edition}-tables.xlsx")
        texts = (nodes.Text("Download "), pdf, nodes.Text(" or "), tables, nodes.Text("."))
        return [nodes.paragraph("", "", *texts, classes=["downloads"])]


def _foot(release: Release, table: Table, env: BuildEnvironment) -> list[Node]:
    """Return what stands below a chart or table: its marks, its source and its data, where that can be downloaded."""
    note = release.illustration_note(table)
    marks: list[Node] = [nodes.paragraph(note, note, classes=["illustration-note"])] if note else []
    source = nodes.paragraph("", nodes.Text(release.source_line), classes=["source-note"])
    if not env.config[DOWNLOADS]:
        return [*marks, source]
    up = "../" * env.docname.count("/")
    link = nodes.reference("", f"Data for “{table.title}” (CSV)", refuri=f"{up}downloads/{table.id}.csv")
    return [*marks, source, nodes.paragraph("", "", link, classes=["downloads"])]
