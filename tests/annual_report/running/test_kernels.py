"""The report's own notebooks say the same in warm kernels and in plain ones, to the byte."""

import ast
import sys
import tempfile
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest

from annual_report.running.execute import find_notebooks, run_notebooks
from annual_report.running.kernels import PRELOAD, Kernels, side_by_side
from annual_report.running.parameters import Parameters

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent.parent
OWN = ("annual_report", "safeguarding")
NOTEBOOKS = find_notebooks(ROOT / "notebooks")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Kernels, Path]:
    folders = {kernels: tmp_path_factory.mktemp(kernels.value) for kernels in Kernels}
    for kernels, folder in folders.items():
        run_notebooks(NOTEBOOKS, Parameters(edition="2020"), folder, lambda run: None, kernels=kernels)
    return folders


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_warm_and_plain_kernels_leave_the_same_bytes(notebook: Path, written: dict[Kernels, Path]) -> None:
    warm, plain = ((written[kernels] / notebook.name).read_bytes() for kernels in (Kernels.WARM, Kernels.PLAIN))
    assert warm == plain
    assert b'"outputs": [' in warm


def ask(tmp_path: Path, source: str, kernels: Kernels) -> str:
    """Run one cell and return the value that it shows, as text."""
    cells = [nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]})]
    cells.append(nbformat.v4.new_code_cell(source))
    file = tmp_path / "a.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    folder = tmp_path / kernels.value
    folder.mkdir()
    (run,) = run_notebooks([file], None, folder, lambda run: None, kernels=kernels)
    return str(nbformat.read(run.file, as_version=4).cells[-1].outputs[0]["data"]["text/plain"])


LOADED = f"""
import sys
loaded = set(sys.modules)
first = [name for name in {PRELOAD!r} if name not in loaded]
own = sorted(name for name in loaded if name.split(".")[0] in {OWN!r})
from safeguarding.section import open_section
there = {{name.split(".")[0] for name in loaded}}
late = {{name.split(".")[0] for name in sys.modules}} - there - {{*{OWN!r}}}
'warm_kernels.template' in loaded, first, own, sorted(late)
"""


def test_all_that_is_imported_from_elsewhere_is_preloaded_and_nothing_of_the_reports_own(tmp_path: Path) -> None:
    """Nothing but the modules by which the engine has a kernel keep an account, and lets it tell all."""
    told = [
        "annual_report",
        "annual_report.account",
        "annual_report.statistics",
        "annual_report.statistics.record_level",
    ]
    assert ast.literal_eval(ask(tmp_path, LOADED, Kernels.WARM)) == (True, [], told, [])


def test_plain_kernels_are_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import sys; 'warm_kernels.template' in sys.modules"
    assert ask(tmp_path, source, Kernels.PLAIN) == "False"
    monkeypatch.setenv("WARM_KERNELS", "off")
    assert ask(tmp_path, source, Kernels.WARM) == "False"
    assert side_by_side(Kernels.WARM) == side_by_side(Kernels.PLAIN)


@pytest.mark.parametrize("kernels", Kernels)
def test_a_kernel_is_spoken_to_through_files_of_its_own_and_leaves_none(
    tmp_path: Path, kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "from ipykernel.connect import get_connection_info as told; told(unpack=True)['transport']"
    with tempfile.TemporaryDirectory() as short:  # a socket's path is at most some hundred characters long
        monkeypatch.setattr(tempfile, "tempdir", short)
        assert ask(tmp_path, source, kernels) == "'ipc'"
        assert not list(Path(short).glob("kernel-*"))


def test_the_provisioner_is_installed() -> None:
    names = {point.name: point.value for point in entry_points(group="jupyter_client.kernel_provisioners")}
    assert names["warm-kernels"] == "warm_kernels.provisioner:WarmProvisioner"
    assert sys.platform != "linux" or side_by_side(Kernels.WARM) == side_by_side(Kernels.PLAIN) + 1
