"""The appendix tables that write themselves: published figures with verdicts, and every number with its working."""

from docutils import nodes
from docutils.nodes import Node
from sphinx.util.docutils import SphinxDirective

from annual_report.figures.models import Verdict
from annual_report.narrative.source import release_of
from annual_report.narrative.tables import make_table, shorthand_notes, text_cell
from annual_report.press.shorthand import shorthand_in
from annual_report.statistics.display import anchor
from annual_report.vocabulary.entries import Entry, entries_of


class PublishedFiguresDirective(SphinxDirective):
    """Shows each printed figure beside the computed one, with the verdict and the reading chosen."""

    def run(self) -> list[Node]:
        """Return the table, and above it what explains its shorthand: ``[c]`` for a figure that is now hidden."""
        release = release_of(self.env)
        verdicts = release.verdicts
        heads = ("Statement", "Paragraph", "Printed", "Computed", "Verdict", "Note")
        table = make_table(
            "Figures that the summary printed, and what the records give",
            heads,
            [_figure(verdict) for verdict in verdicts],
            numbers=False,
            name="published-figures",
            widths=(26, 10, 12, 12, 14, 26),
        )
        self.set_source_info(table)
        return [*shorthand_notes(shorthand_in((verdict.computed or "" for verdict in verdicts), release)), table]


class EveryNumberDirective(SphinxDirective):
    """Shows every statistic with its working; a number placed anywhere in the book links to its row here."""

    def run(self) -> list[Node]:
        """Return the table, with an anchor in each row, and above it what explains its shorthand."""
        heads = ("Statistic and its id", "Value", "Fixed by the summary", "Notebook")
        release = release_of(self.env)
        entries = entries_of(release)
        rows = [self._row(entry) for entry in entries]
        table = make_table(
            "Every number and its working",
            heads,
            rows,
            numbers=False,
            name="every-number",
            widths=(40, 34, 13, 13),
        )
        self.set_source_info(table)
        return [*shorthand_notes(shorthand_in((entry.working for entry in entries), release)), table]

    def _row(self, entry: Entry) -> list[nodes.Node]:
        name = anchor(entry.id)
        target = nodes.target("", "", ids=[name], names=[name])
        self.state.document.note_explicit_target(target)
        code = nodes.paragraph("", "", nodes.literal(entry.id, entry.id))
        head = nodes.container("", nodes.paragraph("", "", target, nodes.Text(entry.label)), code)
        up = "../" * self.env.docname.count("/")
        link = nodes.reference("", entry.notebook, refuri=f"{up}notebooks/{entry.notebook}.html#{name}")
        cells = [text_cell(text) for text in (entry.working, entry.fixed)]
        return [head, *cells, nodes.paragraph("", "", link)]


def _figure(verdict: Verdict) -> list[nodes.Node]:
    columns = (
        verdict.statement,
        verdict.paragraph,
        verdict.printed,
        verdict.computed or "Not computed",
        verdict.status.capitalize(),
        verdict.note,
    )
    return [text_cell(text) for text in columns]
