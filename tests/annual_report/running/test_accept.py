from pathlib import Path

import nbformat
import pytest

from annual_report.errors import RunError
from annual_report.running.accept import accept

SOURCE = """
import pandas as pd
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

publish = Publisher({"key": Unit(one="thing", many="things")}, {})
publish.total("things", pd.DataFrame(index=pd.Index(range(SIZE), name="key")), label="Things")
"""


def write(file: Path, source: str) -> None:
    cells = [
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]}, id="parameters"),
        nbformat.v4.new_code_cell(source, id="source"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)


def test_outputs_are_stored_and_changes_told(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    write(file, SOURCE.replace("SIZE", "3"))
    assert accept([file], lambda run: None) == ["a: added statistic things"]
    assert accept([file], lambda run: None) == []
    stored = nbformat.read(file, as_version=4)
    assert [cell.id for cell in stored.cells] == ["parameters", "source"]
    stored.cells[1].source = SOURCE.replace("SIZE", "4")
    nbformat.write(stored, file)
    (change,) = accept([file], lambda run: None)
    assert change.startswith("a: changed statistic things\n    was things: 3 things")


def test_a_failing_notebook_stores_nothing(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ipynb", tmp_path / "b.ipynb"
    write(good, SOURCE.replace("SIZE", "3"))
    write(bad, "1 / 0")
    before = good.read_bytes()
    with pytest.raises(RunError, match="ZeroDivisionError"):
        accept([good, bad], lambda run: None)
    assert good.read_bytes() == before


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("\nprint('row 1')", "stream (stdout)"),
        ("\npd.DataFrame({'row': [1]})", "execute_result (text/html, text/plain)"),
    ],
)
def test_what_is_no_typed_output_is_left_out_and_named(tmp_path: Path, more: str, kind: str) -> None:
    """It may be rows of records."""
    file = tmp_path / "a.ipynb"
    write(file, SOURCE.replace("SIZE", "3") + more)
    assert f"a: cell 2: left out: {kind}. Take it out of the cell" in accept([file], lambda run: None)
    (output,) = nbformat.read(file, as_version=4).cells[1].outputs
    assert output.output_type == "display_data"
