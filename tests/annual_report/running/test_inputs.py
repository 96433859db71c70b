"""What a notebook read is known, and finding out changes nothing that it says."""

from pathlib import Path

import nbformat
import pytest

from annual_report.errors import RunError
from annual_report.running.execute import run_notebooks
from annual_report.running.inputs import read_inputs
from annual_report.running.parameters import Parameters

PARAMETERS = Parameters(edition="2020")
READS = """
import pandas as pd
from pathlib import Path

frame = pd.read_csv("../data/a.csv")
Path("../data/sub/b.txt").read_text()
Path("../other/c.txt").read_text()
try:
    open("../data/missing.csv")
except FileNotFoundError as error:
    print(error)
frame
"""


def write(folder: Path, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell('edition = ""\narea = ""', metadata={"tags": ["parameters"]}, id="p")]
    cells += [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(sources)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = folder / "notebooks" / "a.ipynb"
    file.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    return file


def test_a_run_says_which_files_it_opened_and_is_the_same(tmp_path: Path) -> None:
    for name in ("data/a.csv", "data/sub/b.txt", "data/unread.csv", "other/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x\n1\n")
    # also the names in the notebook's space, its history and the number of its cells
    notebook = write(tmp_path, READS, "sorted(name for name in dir() if not name.startswith('_i'))", "In, Out")
    data = tmp_path / "data"
    written = []
    for noting in ((), (data,)):
        output = tmp_path / f"output-{len(noting)}"
        output.mkdir()
        (run,) = run_notebooks([notebook], PARAMETERS, output, lambda run: None, noting=noting)
        assert [file.name for file in output.iterdir()] == ["a.ipynb"]
        written.append(run.file.read_bytes())
    assert run.inputs == (data / "a.csv", data / "missing.csv", data / "sub" / "b.txt")
    assert written[0] == written[1]


def test_a_kernel_that_notes_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="did not note"):
        read_inputs(tmp_path / "a.inputs")
