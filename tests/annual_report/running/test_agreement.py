"""A notebook can't be wrong in silence: what it opened, published and ran is held against its kernel's own account."""

from pathlib import Path

import nbformat
import pytest

from annual_report.errors import InputError, RunError
from annual_report.running.execute import Run, run_notebooks
from annual_report.running.parameters import Parameters

NATION, AREA = Parameters(edition="2020"), Parameters(edition="2020", area="AREA-005")
OPEN = """
import pandas as pd
from annual_report import account
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

account.opened(edition, area)
publish = Publisher({"key": Unit(one="thing", many="things")}, {})
things = pd.DataFrame(index=pd.Index(range(3), name="key"))
"""
PUBLISH = 'publish.total("things", things, label="Things")'
Cell = str | tuple[str, str]


def run(folder: Path, *cells: Cell, told: Parameters | None = NATION, given: str = "") -> Run:
    """Run a notebook of these cells, each a source, or a tag and a source."""
    given = given or 'edition = "2020"\narea = "all"'
    made = [nbformat.v4.new_code_cell(given, metadata={"tags": ["parameters"]})]
    for cell in cells:
        tag, source = ("", cell) if isinstance(cell, str) else cell
        made.append(nbformat.v4.new_code_cell(source, metadata={"tags": [tag]} if tag else {}))
    file = folder / "a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=made), file)
    output = folder / "output"
    output.mkdir()
    (done,) = run_notebooks([file], told, output, lambda run: None)
    assert [left.name for left in output.iterdir()] == ["a.ipynb"]
    return done


@pytest.mark.parametrize("told", [NATION, AREA, None], ids=["the nation", "an area", "its own defaults"])
def test_a_notebook_that_does_as_it_is_told_runs(told: Parameters | None, tmp_path: Path) -> None:
    more = (
        "# a comment alone",
        "",
        "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    print(1)",
    )
    run(tmp_path, OPEN, PUBLISH, *more, "!true", told=told)


OPENED = {
    "a name in the place of the parameter": (OPEN.replace("edition, area", 'edition, "all"'), AREA, 3),
    "another area than that of all": (OPEN.replace("edition, area", 'edition, "AREA-001"'), NATION, 3),
    "another edition": (OPEN.replace("edition, area", '"2019", area'), NATION, 3),
    "an area in other letters": (OPEN.replace("edition, area", "edition, area.lower()"), AREA, 3),
    "both": (OPEN + 'account.opened(edition, "all")', AREA, 3),
    "a parameter that is changed within a cell": (f'area, kept = "all", area\n{OPEN}\narea = kept', AREA, 3),
    "another than its default": (OPEN.replace("edition, area", 'edition, "AREA-001"'), None, 2),
}


@pytest.mark.parametrize("name", OPENED)
def test_what_was_opened_is_what_the_notebook_was_run_for(name: str, tmp_path: Path) -> None:
    source, told, cell = OPENED[name]
    expected = told or NATION
    opened = (
        rf"cell {cell}: was run for edition '2020' and area '{expected.area}', and opened the records of edition '\d+'"
    )
    with pytest.raises(RunError, match=rf"a\.ipynb, {opened} and area '\S+'\. Pass edition and area on"):
        run(tmp_path, source, PUBLISH, told=told)


@pytest.mark.parametrize(
    ("cells", "told", "message"),
    [
        (('area = "all"', OPEN, PUBLISH), AREA, "cell 3: was run for area 'AREA-005', and sets area to 'all'"),
        ((OPEN, 'area = "all"', PUBLISH), AREA, "cell 4: was run for area 'AREA-005', and sets area to 'all'"),
        ((OPEN, 'edition = "2019"', PUBLISH), NATION, "cell 4: was run for edition '2020', and sets edition to '2019'"),
        ((OPEN, "for area in (1.5,): pass", PUBLISH), NATION, ".* sets area to 'something of the kind float'"),
    ],
    ids=["before it opens", "after it opened", "the edition", "in a loop"],
)
def test_a_parameter_keeps_its_value(cells: tuple[str, ...], told: Parameters, message: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=rf"a\.ipynb, {message}"):
        run(tmp_path, *cells, told=told)


def test_what_is_published_is_of_something_that_was_opened(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a\.ipynb, cell 4: publishes, and opened no records"):
        run(tmp_path, OPEN.replace("account.opened(edition, area)", ""), PUBLISH)


def test_one_cell_alone_is_tagged_parameters(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.ipynb: cells 1 and 2 are tagged 'parameters'.*Leave one"):
        run(tmp_path, ("parameters", 'area = "all"'), OPEN, PUBLISH, told=AREA)


ENDED = {
    "sys.exit()": ("import sys; sys.exit()", "cell 4: the notebook ended here.*1 cell"),
    "sys.exit(0)": ("import sys; sys.exit(0)", "cell 4: the notebook ended here.*1 cell"),
    "SystemExit": ("raise SystemExit", "cell 4: the notebook ended here.*1 cell"),
    "os._exit(0)": ("import os; os._exit(0)", r"cell 4: the kernel died.*memory.*os\._exit"),
    "a signal": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "cell 4: the kernel died"),
    "exit()": ("exit()", r"cell 4: ends its kernel, as exit\(\)"),
    "quit": ("quit", r"cell 4: ends its kernel, as exit\(\)"),
}


@pytest.mark.parametrize("name", ENDED)
def test_a_run_that_ended_early_is_refused(name: str, tmp_path: Path) -> None:
    source, message = ENDED[name]
    with pytest.raises(RunError, match=rf"a\.ipynb, {message}"):
        run(tmp_path, OPEN, source, PUBLISH)
    assert not list((tmp_path / "output").glob("*.account"))


def test_a_run_that_ended_within_its_last_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a\.ipynb, cell 3: the notebook ended here, before the end of the cell"):
        run(tmp_path, OPEN, f"{PUBLISH}\nimport sys; sys.exit()\n{PUBLISH}", told=None)


def test_a_cell_that_is_skipped_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a\.ipynb, cell 4: was not run: it is tagged 'skip-execution'"):
        run(tmp_path, OPEN, ("skip-execution", PUBLISH), PUBLISH)


LOST = {
    "%%capture": f"%%capture\n{PUBLISH}",
    "capture_output": f"from IPython.utils.capture import capture_output\nwith capture_output():\n    {PUBLISH}",
    "clear_output": f"{PUBLISH}\nfrom IPython.display import clear_output\nclear_output()",
    "another process": f"import os\nif os.fork() == 0:\n    {PUBLISH}\n    os._exit(0)\nos.wait()",
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_published_reaches_the_outputs(name: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a\.ipynb, cell 4: publishes statistic things, and no output"):
        run(tmp_path, OPEN, LOST[name])


@pytest.mark.parametrize(
    "call",
    ['publish.share("some", things, of="nothing", label="Some")', 'publish.total("Some Things", things, label="Some")'],
)
def test_a_call_that_failed_is_not_passed_over(call: str, tmp_path: Path) -> None:
    hidden = f"try:\n    {call}\nexcept Exception:\n    pass"
    with pytest.raises(
        RunError, match=r"a\.ipynb, cell 4: went on after (share|total) had failed, so less is published"
    ):
        run(tmp_path, OPEN, hidden, PUBLISH)


def test_what_publish_did_not_count_is_refused(tmp_path: Path) -> None:
    forged = (
        "from IPython.display import display\nfrom annual_report.statistics.output import MIME\n"
        'display({MIME: {"type": "statistic", "id": "things"}}, raw=True)'
    )
    with pytest.raises(RunError, match=r"a\.ipynb, cell 5: shows statistic things as if it were published"):
        run(tmp_path, OPEN, PUBLISH, forged)


@pytest.mark.parametrize("mark", ["# NBVAL_IGNORE_OUTPUT", "# NBVAL_SKIP"])
def test_an_audit_compares_whatever_is_published(mark: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"a\.ipynb, cell 4: publishes, and \w+ keeps an audit from comparing it"):
        run(tmp_path, OPEN, f"{mark}\n{PUBLISH}")


@pytest.mark.parametrize("command", ["!false", "x = !false", "!false\n!true", "%%bash\nfalse"])
def test_a_shell_command_that_fails_is_an_error(command: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"(?s)a\.ipynb, cell 4: CalledProcessError.*exit status 1.*false"):
        run(tmp_path, OPEN, command, PUBLISH)


def test_all_that_is_wrong_is_told_at_once_with_the_cells(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        run(tmp_path, OPEN, 'area = "all"', f"%%capture\n{PUBLISH}", told=AREA)
    told = str(caught.value).splitlines()
    assert [line.partition(": ")[0] for line in told] == ["a.ipynb, cell 4", "a.ipynb, cell 5"]
