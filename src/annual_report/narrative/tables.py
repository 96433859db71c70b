"""Building docutils tables from plain rows: caption, column headers, row headers, numbers to the right."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from annual_report.narrative.roles import PLACED


def make_table(
    caption: str | None,
    heads: Sequence[str],
    rows: Sequence[Sequence[nodes.Node]],
    *,
    numbers: bool,
    name: str = "",
    widths: Sequence[int] = (),
) -> nodes.table:
    """Return a table whose first column holds the row headers.

    Args:
        caption: what stands above it; None leaves it out, and the table is not numbered.
        heads: the column headers, the first over the row headers.
        rows: the cells, as paragraphs.
        numbers: whether all columns but the first hold numbers, which stand to the right.
        name: a class of the table's own.
        widths: the columns' relative widths.
    """
    table = nodes.table("", classes=[PLACED, *([name] if name else [])])
    if caption is not None:
        table += nodes.title(caption, caption)
    group = nodes.tgroup("", cols=len(heads))
    table += group
    for column, _ in enumerate(heads):
        width = widths[column] if widths else 1
        group += nodes.colspec("", colwidth=width, **({"stub": 1} if column == 0 else {}))
    head_cells = [nodes.paragraph(text, text) for text in heads]
    group += nodes.thead("", _row(head_cells, numbers=numbers))
    group += nodes.tbody("", *(_row(cells, numbers=numbers) for cells in rows))
    return table


def shorthand_notes(lines: Iterable[str]) -> list[nodes.Node]:
    """Return what stands above a table: a paragraph for each line that explains its shorthand."""
    return [nodes.paragraph(line, f"{line}.", classes=["shorthand", PLACED]) for line in lines]


def text_cell(text: str) -> nodes.paragraph:
    """Return a cell of plain text."""
    return nodes.paragraph(text, text)


def _row(cells: Sequence[nodes.Node], *, numbers: bool) -> nodes.row:
    row = nodes.row()
    for column, cell in enumerate(cells):
        entry = nodes.entry("", cell)
        if numbers and column:
            entry["classes"].append("number")
        row += entry
    return row
