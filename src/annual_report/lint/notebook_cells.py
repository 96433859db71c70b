"""Reads the Markdown cells of a notebook, with places that lead an editor to the notebook's own lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page, Passage
from annual_report.lint.reading import read_markdown
from annual_report.opening import NOTEBOOK, read_words
from annual_report.running.notebook_file import read_notebook_file
from annual_report.statistics.models import Chart, Table


@dataclass(frozen=True)
class CellLines:
    """The lines of a notebook's file, to find in it what its cells say."""

    lines: Sequence[str]

    def find(self, text: str, start: int = 0) -> int:
        """Return the line (from 0, not before ``start``) on which ``text`` is written as JSON, or ``start``."""
        written = json.dumps(text, ensure_ascii=False)[1:-1]
        return next((n for n in range(start, len(self.lines)) if written in self.lines[n]), start)


def read_notebook(file: Path, name: str) -> Page:
    """Return the page that the notebook's Markdown cells make.

    Args:
        file: the notebook.
        name: how findings call it.

    Raises:
        InputError: if it is no notebook.
    """
    notebook, text = read_notebook_file(file, name)
    lines, last = CellLines(text.split("\n")), 0
    passages: list[Passage] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            last = _read_cell(cell.source, name, lines, last, passages)
    return Page(name, tuple(passages), ())


def finding_in_notebook(notebooks: Path, item: Chart | Table, text: str, rule: str, message: str) -> Finding:
    """Return a finding about the text of a chart or table, at the line of the notebook that writes it."""
    file = notebooks / f"{item.notebook}.ipynb"
    lines = CellLines(read_words(file, NOTEBOOK).split("\n") if file.is_file() else [])
    return Finding(f"{notebooks.name}/{file.name}", lines.find(text) + 1, 1, rule, text, text, 0, message)


def _read_cell(source: str, name: str, lines: CellLines, start: int, passages: list[Passage]) -> int:
    """Add the cell's passages, and return the line of the file on which its last line stands."""
    places = []
    for text in source.split("\n"):
        found = lines.find(text, start) if text.strip() else start
        places.append(found)
        start = found + bool(text.strip())
    groups = max((passage.group for passage in passages), default=0)
    for passage in read_markdown(name, source).passages:
        runs = tuple((at, places[line - 1] + 1, column) for at, line, column in passage.runs)
        passages.append(replace(passage, runs=runs, group=passage.group + groups + 1))
    return start
