"""Reads a notebook's Markdown cells and the text in its code, with places that lead an editor to its own lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annual_report.lint.code_strings import strings_of
from annual_report.lint.findings import Finding
from annual_report.lint.gathering import Gathered
from annual_report.lint.pages import Kind, Page, Passage
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
    """Return the page that the notebook's Markdown cells make, and the strings in its code that are sentences.

    Args:
        file: the notebook.
        name: how findings call it.

    Raises:
        InputError: if it is no notebook.
    """
    notebook, text = read_notebook_file(file, name)
    reader = _Reader(CellLines(text.split("\n")), Gathered(name))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            reader.read(cell.source)
        elif cell.cell_type == "code":
            reader.read_code(cell.source)
    return reader.gathered.page()


def finding_in_notebook(notebooks: Path, item: Chart | Table, text: str, rule: str, message: str) -> Finding:
    """Return a finding about the text of a chart or table, at the line of the notebook that writes it."""
    file = notebooks / f"{item.notebook}.ipynb"
    lines = CellLines(read_words(file, NOTEBOOK).split("\n") if file.is_file() else [])
    return Finding(f"{notebooks.name}/{file.name}", lines.find(text) + 1, 1, rule, text, text, 0, message)


@dataclass(slots=True)
class _Reader:
    """Adds up what the cells of one notebook hold, each place a line of its file. ``_last``: the line last read."""

    lines: CellLines
    gathered: Gathered
    _last: int = 0

    def read(self, source: str) -> None:
        """Read a Markdown cell."""
        gathered, places = self.gathered, self._places(source)
        page = read_markdown(gathered.file, source)
        groups = max((passage.group for passage in gathered.passages), default=0) + 1
        for passage in page.passages:
            runs = tuple((at, places[line - 1], column) for at, line, column in passage.runs)
            gathered.passages.append(replace(passage, runs=runs, group=passage.group + groups))
        gathered.directives += [replace(found, line=places[found.line - 1]) for found in page.directives]
        gathered.faults += [replace(found, line=places[found.line - 1]) for found in page.faults]
        gathered.brought += [replace(found, line=places[found.line - 1]) for found in page.brought]
        gathered.headings += [replace(found, line=places[found.line - 1]) for found in page.headings]
        gathered.unread += [replace(found, line=places[found.line - 1]) for found in page.unread]

    def read_code(self, source: str) -> None:
        """Read the sentences among the strings of a code cell."""
        strings = list(strings_of(source))
        if not strings:
            return
        gathered, places = self.gathered, self._places(source)
        group = max((passage.group for passage in gathered.passages), default=0)
        for number, (text, line, column) in enumerate(strings, group + 1):
            place = (0, places[line - 1], column)
            gathered.passages.append(Passage(gathered.file, Kind.STRING, text, (), (place,), number))

    def _places(self, source: str) -> list[int]:
        """Return the line of the file (from 1) on which each line of a cell stands."""
        places = []
        for text in source.split("\n"):
            found = self.lines.find(text, self._last) if text.strip() else self._last
            places.append(found + 1)
            self._last = found + bool(text.strip())
        return places
