"""Takes apart the bodies that directives take apart before Markdown is read: terms of a glossary, rows of a table."""

import csv
from collections.abc import Iterator

from annual_report.lint.directives import Line


def terms_of(body: Line) -> Iterator[tuple[Line, bool]]:
    """Yield the parts of a glossary as Sphinx reads them: each term, and each meaning, with whether it is a term.

    A meaning begins where the first line is indented, and each of its lines is read from that column on.
    """
    meaning: list[str] = []
    indent, began = 0, 0
    for number, line in enumerate(body.text.split("\n"), body.line):
        is_indented = line[:1].isspace()
        if is_indented and not any(meaning):
            indent, began, meaning = len(line) - len(line.lstrip()), number, []
        if is_indented or not line:
            meaning.append(line[indent:])
            continue
        yield Line("\n".join(meaning), began), False
        meaning = []
        yield Line(line, number), True
    yield Line("\n".join(meaning), began), False


def cells_of(text: str, first: int = 0) -> Iterator[Line]:
    """Yield each cell of rows that stand in ``text``; ``first`` is its line in the file (from 0).

    What is not rows is one cell: the build refuses it, and what it says is read all the same.
    """
    rows, line = csv.reader(text.splitlines(keepends=True), skipinitialspace=True, strict=True), 0
    try:
        for row in rows:
            yield from (Line(cell, first + line) for cell in row)
            line = rows.line_num
    except csv.Error:
        yield Line(text, first)
