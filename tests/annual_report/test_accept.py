"""What is stored in the notebooks is what any kernel says that tells nothing private: no more, no less."""

import itertools
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import nbformat
import papermill
import pytest
from tests.support.small_reports import State, write_report

from annual_report.accept import accept
from annual_report.build import build, gather_pinned
from annual_report.disclosure.earlier import Earlier, release_hash, write_earlier
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, RunError
from annual_report.releasing import release_from
from annual_report.running.execute import find_notebooks, run_notebooks
from annual_report.running.gather import read_published, read_shown
from annual_report.running.kernels import Kernels, manager
from annual_report.running.normalise import normalise
from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.models import Statistic

pytestmark = pytest.mark.slow

OPENING = """
import pandas as pd
from annual_report import account
from annual_report.editions.project import find_project
from annual_report.press.charts import draw
from annual_report.statistics.models import Unit
from annual_report.statistics.outlet import outlet_of
from annual_report.statistics.publish import Publisher

kinds = {"kind": {"a": "First kind", "b": "Second kind", "c": "Third kind"}}
units = {"key": Unit(one="thing", many="things")}
account.opened(edition, area)
publish = Publisher(units, kinds, draw=draw, outlet=outlet_of(find_project().edition(edition)))
counts = {"a": 3, "b": 9, "c": SIZE}
things = pd.DataFrame({"kind": [code for code, count in counts.items() for _ in range(count)]})
things.index.name = "key"
things["kind"] = pd.Categorical(things["kind"], list(kinds["kind"]))
"""
PUBLISHING = """
publish.total("things", things, label="Things")
publish.breakdown("things.kind", things, by="kind", of="things", title="Things by kind", header="Kind")
publish.chart(
    "things.kind", kind="bar", title="Things", subtitle="Number of things", columns=["Things"], axis="Number of things"
)
"""


def write(project: Project, *more: str, size: int = 8, parameters: str = 'edition = "2020"\narea = "all"') -> Path:
    """Write the report's only notebook and return its file."""
    for file in project.notebooks.glob("*.ipynb"):
        file.unlink()
    sources = (OPENING.replace("SIZE", str(size)), PUBLISHING, *more)
    cells = [
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}, id="parameters"),
        *(nbformat.v4.new_code_cell(source, id=f"cell-{at}") for at, source in enumerate(sources)),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = project.notebooks / "01-things.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    return file


def make(folder: Path) -> Project:
    """Write a report on synthetic things, of which counts below 6 are hidden."""
    project = write_report(folder, State())
    edition = folder / "data" / "2020"
    (edition / "accepted.json").unlink()
    for name, end in (("edition.toml", "[disclosure"), ("published.csv", "P01,")):
        file = edition / name
        file.write_text(file.read_text(encoding="utf-8").partition(end)[0], encoding="utf-8")
    write(project)
    return project


@pytest.fixture
def small(tmp_path: Path) -> Project:
    return make(tmp_path)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report whose outputs were stored. Tests leave it as it is."""
    project = make(tmp_path_factory.mktemp("stored"))
    assert "01-things: added statistic things" in store(project)
    return project


def make_real(project: Project) -> None:
    folder = project.root / "data" / "2020"
    for records in sorted(folder.glob("SYNTHETIC_*.csv")):
        text = records.read_text(encoding="utf-8").replace("\nyes,", "\nno,")
        (folder / records.name.removeprefix("SYNTHETIC_")).write_text(text, encoding="utf-8")
        records.unlink()
    file = folder / "edition.toml"
    real = 'synthetic = false, source = "notifications of serious incidents"'
    file.write_text(file.read_text(encoding="utf-8").replace("synthetic = true, seed = 2020", real), encoding="utf-8")


def store(project: Project, *, released_only: bool = False) -> list[str]:
    return accept(project, lambda run: None, released_only=released_only)


def outputs(file: Path) -> list[list[nbformat.NotebookNode]]:
    return [cell.get("outputs", []) for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"]


def plainly(project: Project, file: Path, target: Path) -> Path:
    """Run a notebook in a kernel that the engine does not tell to tell all."""
    papermill.execute_notebook(
        str(file),
        str(target),
        progress_bar=False,
        cwd=str(project.notebooks),
        kernel_manager_class=manager(Kernels.WARM),
    )
    nbformat.write(normalise(nbformat.read(target, as_version=4)), target)
    return target


def by_command(project: Project, file: Path, target: Path) -> Path:
    """Run a notebook as anyone would, by papermill's own command."""
    command = [sys.executable, "-m", "papermill", "--log-level", "ERROR", "--no-progress-bar", str(file), str(target)]
    subprocess.run([*command, "--cwd", str(project.notebooks)], check=True, capture_output=True)
    nbformat.write(normalise(nbformat.read(target, as_version=4)), target)
    return target


def sign_off(project: Project) -> None:
    """Sign off the release of what the notebooks count now."""
    edition = project.edition("2020")
    runs = run_notebooks(find_notebooks(project.notebooks), None, _made(project.root / "runs"), lambda run: None)
    release = release_from(edition, gather_pinned(edition, runs)).release
    signed = Earlier(number=1, release=release, hash=release_hash(release), by="Grace Hopper", on=date(2026, 3, 4))
    write_earlier(edition.releases_folder, signed)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_stored_outputs_are_those_of_a_plain_kernel(stored: Project, tmp_path: Path) -> None:
    (file,) = find_notebooks(stored.notebooks)
    for run in (by_command, plainly):
        assert outputs(run(stored, file, tmp_path / f"{run.__name__}.ipynb")) == outputs(file)


def test_stored_notebooks_hold_no_hidden_number_and_nothing_of_the_records(stored: Project) -> None:
    (file,) = find_notebooks(stored.notebooks)
    hidden = [item for item in read_shown(file) if isinstance(item, Hidden)]
    assert {item.id for item in hidden} == {"things.kind.a", "things.kind.c"}
    for output in itertools.chain.from_iterable(outputs(file)):
        typed = output["data"]["application/vnd.annual-report+json"]
        assert not typed.keys() & {"where", "members", "records", "behind", "incidents"}
        if typed["id"] in {item.id for item in hidden}:
            assert "count" not in typed
            assert "3 things" not in json.dumps(output)
    assert "[c]" in file.read_text(encoding="utf-8")


def test_the_engine_sees_all(stored: Project, tmp_path: Path) -> None:
    (run,) = run_notebooks(find_notebooks(stored.notebooks), None, tmp_path, lambda run: None)
    counted = {item.id: item.count for item in read_published(run.file) if isinstance(item, Statistic)}
    assert counted["things.kind.a"] == 3


def test_a_ledger_is_not_gathered_from_what_holds_something_back(stored: Project) -> None:
    (file,) = find_notebooks(stored.notebooks)
    with pytest.raises(InputError, match=r"01-things\.ipynb: things does not say which records it counts"):
        list(read_published(file))


def test_a_notebook_that_is_stored_as_the_engine_ran_it_stops_the_build(stored: Project, tmp_path: Path) -> None:
    project = Project(shutil.copytree(stored.root, tmp_path / "copy"))
    (file,) = find_notebooks(project.notebooks)
    (run,) = run_notebooks([file], None, tmp_path, lambda run: None)
    shutil.copy(run.file, file)
    with pytest.raises(CheckError, match=r"which records.*accept.*\n  notebooks/01-things\.ipynb: 4 out"):
        build(project, "2020", {}, lambda step: None)
    assert not project.output("2020").exists()


def test_changes_are_told(stored: Project, tmp_path: Path) -> None:
    project = Project(shutil.copytree(stored.root, tmp_path / "copy"))
    assert store(project) == []
    (file,) = find_notebooks(project.notebooks)
    notebook = nbformat.read(file, as_version=4)
    notebook.cells[1].source = OPENING.replace("SIZE", "9")
    nbformat.write(notebook, file)
    (told,) = (line for line in store(project) if line.startswith("01-things: changed statistic things\n"))
    assert told.endswith("\n    was things: 20 things · Things\n    is  things: 21 things · Things")


def test_a_failing_notebook_stores_nothing(small: Project) -> None:
    file = write(small, "1 / 0")
    before = file.read_bytes()
    with pytest.raises(RunError, match="ZeroDivisionError"):
        store(small)
    assert file.read_bytes() == before
    assert not small.edition("2020").accepted_file.exists()


def test_what_is_no_typed_output_is_left_out_and_named(small: Project) -> None:
    """It may be rows of records."""
    frame = "pd.DataFrame({'row': [1]})"
    image = "from IPython.display import Image, display\ndisplay(Image(b'', format='png'))"
    file = write(small, "print('row 1')", "import sys; print('row 1', file=sys.stderr)", frame, image)
    told = [line for line in store(small) if "left out" in line]
    assert [line.removesuffix(". Take it out of the cell") for line in told] == [
        "01-things: cell 4: left out: stream (stdout)",
        "01-things: cell 5: left out: stream (stderr)",
        "01-things: cell 6: left out: execute_result (text/html, text/plain)",
        "01-things: cell 7: left out: display_data (image/png, text/plain)",
    ]
    assert outputs(file)[3:] == [[], [], [], []]


def test_outputs_of_real_records_are_not_stored_unasked(small: Project) -> None:
    make_real(small)
    (file,) = find_notebooks(small.notebooks)
    before = file.read_bytes()
    with pytest.raises(CheckError, match=r"real records.*--released-only"):
        store(small)
    with pytest.raises(CheckError, match=r"no release of it was signed off"):
        store(small, released_only=True)
    assert file.read_bytes() == before
    assert not small.edition("2020").accepted_file.exists()


def test_of_real_records_only_released_values_are_stored(small: Project, tmp_path: Path) -> None:
    make_real(small)
    sign_off(small)
    (file,) = find_notebooks(small.notebooks)
    store(small, released_only=True)
    shown = {item.id: item for item in read_shown(file)}
    assert not isinstance(shown["things"], Hidden)
    assert isinstance(shown["things.kind.a"], Hidden)
    assert outputs(plainly(small, file, tmp_path / "again.ipynb")) == outputs(file)


@pytest.mark.parametrize(
    ("more", "size", "kept_back"),
    [
        ("", 9, "things"),  # another count than the one that was released
        ('publish.share("things.new", things[things["kind"] == "b"], of="things", label="New")', 8, "things.new"),
        ('publish.share("things.more", things[things["kind"] != "b"], of="things", label="New")', 8, "things.more"),
    ],
)
def test_of_real_records_a_value_that_was_not_released_is_not_shown(
    small: Project, tmp_path: Path, more: str, size: int, kept_back: str
) -> None:
    make_real(small)
    sign_off(small)
    store(small, released_only=True)
    file = write(small, more, size=size)
    store(small, released_only=True)
    for notebook in (file, plainly(small, file, tmp_path / "again.ipynb")):
        item = {item.id: item for item in read_shown(notebook)}[kept_back]
        assert isinstance(item, Hidden)
        assert item.symbol is Symbol.NOT_AVAILABLE
        assert item.base_count is None


def test_of_real_records_nothing_is_shown_where_nothing_was_accepted(small: Project, tmp_path: Path) -> None:
    make_real(small)
    (file,) = find_notebooks(small.notebooks)
    shown = list(read_shown(plainly(small, file, tmp_path / "again.ipynb")))
    assert {item.symbol for item in shown if isinstance(item, Hidden)} == {Symbol.NOT_AVAILABLE}
    assert not any(hasattr(item, "count") for item in shown)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ('edition = "2020"\narea = "AREA-001"', r"'area': 'AREA-001'"),
        ('edition = "20" + "20"\narea = "all"', "to texts in quotes"),
        ('edition = "20 20"\narea = "all"', "'edition' must be letters, digits and hyphens"),
    ],
)
def test_what_is_stored_is_of_one_whole_edition(small: Project, parameters: str, told: str) -> None:
    write(small, parameters=parameters)
    with pytest.raises(InputError, match=told) as caught:
        store(small)
    assert "01-things.ipynb" in str(caught.value)


def test_a_damaged_list_of_what_may_be_shown_is_refused(small: Project, tmp_path: Path) -> None:
    make_real(small)
    small.edition("2020").accepted_file.write_text('{"numbers": {"things": "all"}}')
    (file,) = find_notebooks(small.notebooks)
    with pytest.raises(papermill.PapermillExecutionError, match="not what 'annual-report accept' writes"):
        plainly(small, file, tmp_path / "again.ipynb")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('account.opened(edition, "AREA-001")', "cell 4: was run for edition '2020' and area 'all', and opened"),
        ("import sys; sys.exit()", "cell 4: the notebook ended here"),
    ],
)
def test_nothing_is_stored_of_a_notebook_that_did_otherwise_than_it_was_told(
    cell: str, message: str, small: Project
) -> None:
    file = write(small, cell)
    before = file.read_bytes()
    with pytest.raises(RunError, match=rf"01-things\.ipynb, {message}"):
        store(small)
    assert file.read_bytes() == before


def test_a_notebook_that_names_no_kernel_is_stored(small: Project) -> None:
    (file,) = find_notebooks(small.notebooks)
    notebook = nbformat.read(file, as_version=4)
    notebook.metadata = nbformat.from_dict({})
    nbformat.write(notebook, file)
    assert "01-things: added statistic things" in store(small)
    assert store(small) == []
