"""The notebooks as the book shows them: code, explanations, and typed outputs rendered from the release.

A page is made anew: only what is named here passes from the executed notebook to it.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from annual_report.errors import ReportError
from annual_report.press.left_out import in_words, left_out, without_pictures
from annual_report.press.rendering import render
from annual_report.press.shorthand import shorthand_in
from annual_report.release import Release
from annual_report.statistics.output import MIME

#: What a page needs to show code in its language. Versions and paths of the machine that ran it are not among it.
_KERNEL = ("display_name", "language", "name")
_LANGUAGE = ("name", "file_extension", "mimetype", "pygments_lexer")
#: The tags by which an author hides a cell, and those by which papermill knows the parameters. No other is kept.
_TAGS = (
    *("parameters", "injected-parameters"),
    *("hide-cell", "hide-input", "hide-output", "remove-cell", "remove-input", "remove-output"),
)


def write_page(executed: Path, release: Release, target: Path) -> None:
    """Write the page of one executed notebook.

    Prints, frames, images and other untyped outputs are dropped; so are attachments and all that the run noted. The
    page ends with how many were dropped, and says nothing of what was in them.

    Raises:
        MissingError: if a typed output is not in the release. It names the notebook and the cell.
        InputError: if a typed output is malformed, or the text carries a file that cannot be taken out.
    """
    notebook = nbformat.read(executed, as_version=4)
    cells = [
        _cell(cell, number, release, executed.name)
        for number, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type in ("code", "markdown")
    ]
    cells[1:1] = _explained(cells, release)
    if dropped := left_out(notebook):
        cells.append(_markdown(in_words(dropped), "left-out"))
    page = nbformat.v4.new_notebook(cells=cells, metadata=_metadata(notebook.metadata))
    page.nbformat_minor = 5  # the first in which cells have ids
    nbformat.write(page, target)


def _cell(cell: NotebookNode, number: int, release: Release, name: str) -> NotebookNode:
    try:
        if cell.cell_type == "markdown":
            return _markdown(without_pictures(cell.source), f"cell-{number}")
        typed = [output.data[MIME] for output in cell.outputs if MIME in output.get("data", {})]
        shown = [_output(published, release) for published in typed]
    except ReportError as error:
        raise type(error)(f"{name}, cell {number}: {error}") from error
    tags = [tag for tag in cell.metadata.get("tags", []) if tag in _TAGS]
    made: NotebookNode = nbformat.v4.new_code_cell(
        cell.source, id=f"cell-{number}", metadata={"tags": tags}, outputs=shown, execution_count=None
    )
    return made


def _output(published: Mapping[str, object], release: Release) -> NotebookNode:
    data = {"text/html": render(published, release), "text/plain": str(published["id"])}
    output: NotebookNode = nbformat.v4.new_output("display_data", data=data)
    return output


def _explained(cells: list[NotebookNode], release: Release) -> list[NotebookNode]:
    """Return a cell that explains the shorthand on the page, if there is any."""
    texts = [output.data["text/html"] for cell in cells for output in cell.get("outputs", [])]
    lines = shorthand_in(texts, release)
    html = "".join(f'<p class="shorthand">{escape(line)}.</p>' for line in lines)
    return [_markdown(html, "shorthand")] if html else []


def _markdown(source: str, name: str) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_markdown_cell(source, id=name)
    return made


def _metadata(metadata: NotebookNode) -> dict[str, dict[str, str]]:
    """Return what is kept of what a notebook says of itself."""
    kept = {"kernelspec": _KERNEL, "language_info": _LANGUAGE}
    return {
        name: {key: metadata[name][key] for key in keys if key in metadata[name]}
        for name, keys in kept.items()
        if name in metadata
    }
