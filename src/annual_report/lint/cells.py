"""Finds table rows with more cells than their table has columns: Markdown drops what is too many."""

from collections.abc import Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from annual_report.lint.pages import Fault

LOST = "lost-words"


def cell_faults(tokens: Sequence[Token], first: int, source: Sequence[str]) -> Iterator[Fault]:
    """Yield each row with too many cells.

    Args:
        tokens: of a stretch of Markdown.
        first: the line of the file (from 0) on which it starts.
        source: the lines of the file.
    """
    columns = 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns:
            line = first + token.map[0]
            cells = _cells(source[line]) if line < len(source) else []
            if len(cells) > columns:
                spot = cells[columns].strip()
                message = (
                    f"the row has {len(cells)} cells and its table {columns} columns: the rest would vanish. Take out "
                    "cells, add columns to the head, or write \\| for a bar within a cell"
                )
                yield Fault(LOST, line + 1, max(source[line].rfind(spot), 0) + 1, spot, message)


def _cells(line: str) -> list[str]:
    """Return the cells of a row as Markdown parts them, whatever quote or list the table stands in."""
    cells: list[str] = escapedSplit(line.lstrip("> \t").rstrip())
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]
