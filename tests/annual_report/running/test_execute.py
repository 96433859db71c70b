"""Notebooks run in real kernels: results, order, failures."""

from pathlib import Path

import nbformat
import pytest

from annual_report.errors import InputError, RunError
from annual_report.running.execute import Run, find_notebooks, run_notebooks
from annual_report.running.gather import gather
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters

PARAMETERS = Parameters(edition="2020")
PUBLISH = """
import pandas as pd
from annual_report import account
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

account.opened(edition, area)
publish = Publisher({"key": Unit(one="thing", many="things")}, {})
things = pd.DataFrame(index=pd.Index(range(3), name="key"))
"""


def write(folder: Path, name: str, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell('edition = ""\narea = ""', metadata={"tags": ["parameters"]})]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    return file


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


def test_notebooks_run_and_their_ledger_is_gathered(tmp_path: Path, output: Path) -> None:
    write(tmp_path, "b", PUBLISH, 'publish.total("things", things, label="Things")')
    write(tmp_path, "a", PUBLISH, 'publish.total(f"things_{edition}", things, label="Things")')
    told: list[Run] = []
    runs = run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, told.append)
    assert [run.name for run in runs] == ["a", "b"]
    assert {run.name for run in told} == {"a", "b"}
    ledger = gather("2020", runs, synthetic=True)
    assert [(item.id, item.count, item.notebook) for item in ledger.statistics] == [
        ("things", 3, "b"),
        ("things_2020", 3, "a"),
    ]


def test_two_runs_leave_the_same_bytes(tmp_path: Path) -> None:
    source = write(tmp_path, "a", PUBLISH, 'publish.total("things", things, label="Things")', "object()")
    written = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        run_notebooks([source], PARAMETERS, folder, lambda run: None)
        written.append((folder / "a.ipynb").read_bytes())
    assert written[0] == written[1]


def test_a_failing_notebook_names_itself_the_cell_and_the_reason(tmp_path: Path, output: Path) -> None:
    write(tmp_path, "a", "x = 1", "x / 0")
    with pytest.raises(RunError, match=r"(?s)a\.ipynb, cell 4: ZeroDivisionError: division by zero.*x / 0"):
        run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, lambda run: None)


def test_after_a_failure_those_that_wait_are_not_run(tmp_path: Path, output: Path) -> None:
    notebooks = [write(tmp_path, str(number), "1 / 0") for number in range(4)]
    with pytest.raises(RunError) as caught:
        run_notebooks(notebooks, PARAMETERS, output, lambda run: None, jobs=1)
    assert "0.ipynb, cell 3: ZeroDivisionError" in str(caught.value)
    assert "3.ipynb" not in str(caught.value)


def test_a_kernel_that_dies_is_an_error(tmp_path: Path, output: Path) -> None:
    write(tmp_path, "a", "import os\nos._exit(1)")
    with pytest.raises(RunError, match=r"a\.ipynb.*died"):
        run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, lambda run: None)


@pytest.mark.parametrize(("kernels", "said"), [(Kernels.WARM, "status 3 before it answered"), (Kernels.PLAIN, "died")])
def test_a_kernel_that_never_answers_is_an_error(
    tmp_path: Path, output: Path, kernels: Kernels, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "ipython" / "profile_default" / "ipython_kernel_config.py"
    settings.parent.mkdir(parents=True)
    settings.write_text("import os\nos._exit(3)")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    write(tmp_path, "a", "1")
    with pytest.raises(RunError, match=rf"a\.ipynb: .*{said}"):
        run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, lambda run: None, kernels=kernels)


def test_a_wrong_notebook_stops_all_before_any_runs(tmp_path: Path, output: Path) -> None:
    write(tmp_path, "a", "1")
    bad = write(tmp_path, "b", "1")
    book = nbformat.read(bad, as_version=4)
    book.cells[0].source = 'edition = ""'
    nbformat.write(book, bad)
    with pytest.raises(InputError, match="lacks 'area'"):
        run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, lambda run: None)
    assert not list(output.iterdir())


def test_a_notebook_that_publishes_nothing_is_an_error(tmp_path: Path, output: Path) -> None:
    write(tmp_path, "a", "1")
    runs = run_notebooks(find_notebooks(tmp_path), PARAMETERS, output, lambda run: None)
    with pytest.raises(InputError, match="published nothing"):
        gather("2020", runs, synthetic=True)
