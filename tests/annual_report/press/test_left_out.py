"""What a page leaves out is told by whoever builds: notebook, kind and cells, and nothing of what is in it."""

from pathlib import Path

import nbformat
import pytest

from annual_report.press.left_out import told_of
from annual_report.running.execute import Run
from annual_report.statistics.output import MIME

V4 = nbformat.v4
OUTPUTS = {
    "picture": V4.new_output("display_data", data={"image/png": "AAAA", "text/plain": "secret"}),
    "displayed value": V4.new_output("execute_result", data={"text/html": "<table>secret</table>"}),
    "printed text": V4.new_output("stream", name="stdout", text="secret"),
    "widget": V4.new_output("display_data", data={"application/vnd.jupyter.widget-view+json": {}, "text/plain": ""}),
}


def executed(folder: Path, name: str, *outputs: nbformat.NotebookNode) -> Run:
    cells = [V4.new_markdown_cell("# Things"), *(V4.new_code_cell("1", outputs=[output]) for output in outputs)]
    file = folder / f"{name}.ipynb"
    nbformat.write(V4.new_notebook(cells=cells), file)
    return Run(name, file, 0.0)


@pytest.mark.parametrize("kind", OUTPUTS)
def test_each_kind_of_untyped_output_is_told_with_its_cell(kind: str, tmp_path: Path) -> None:
    (line,) = told_of([executed(tmp_path, "01-things", OUTPUTS[kind])])
    assert line == f"01-things: left out of its page, as all that is not published: 1 {kind} (cell 2)"


def test_it_is_told_once_of_each_notebook_in_their_order(tmp_path: Path) -> None:
    two = executed(tmp_path, "02-more", OUTPUTS["picture"], OUTPUTS["picture"])
    one = executed(tmp_path, "01-things", OUTPUTS["printed text"])
    lines = told_of([two, one])
    assert [line.partition(":")[0] for line in lines] == ["01-things", "02-more"]
    assert lines[1].endswith("2 pictures (cells 2 and 3)")


def test_what_is_published_is_not_left_out(tmp_path: Path) -> None:
    typed = V4.new_output("display_data", data={MIME: {"type": "statistic"}, "text/plain": "", "text/html": ""})
    assert told_of([executed(tmp_path, "01-things", typed)]) == []
