"""A notebook as the book's own parser reads it, each word on its line of the file: a warning names that line."""

import json
from typing import ClassVar

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser

from annual_report.lint.notebook_cells import CellLines

#: What stands for a cell of code: the parts of a page are told apart by it, and it says nothing.
_CODE = "`code`"


class NotebookWords(MystParser):
    """Reads the Markdown cells of a notebook."""

    supported: ClassVar[tuple[str, ...]] = ("notebook-words",)  # type: ignore[misc]  # the library says otherwise in two places

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a notebook's file into ``document``."""
        super().parse(words_of(inputstring), document)


def words_of(text: str) -> str:
    """Return the Markdown of a notebook's file. Each line stands where the file has it, if it has each on its own."""
    lines, places = CellLines(text.split("\n")), {}
    at = 0
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        for line in source.split("\n") if cell["cell_type"] == "markdown" else [_CODE]:
            found = lines.find(line, at) if line.strip() and line is not _CODE else at
            at = max(found, at)
            places[at] = line
            at += 1
        at += 1  # an empty line, which ends a paragraph
    return "\n".join(places.get(line, "") for line in range(at))
