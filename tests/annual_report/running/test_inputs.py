"""What a run depended on is known, and finding out changes nothing that it says."""

from pathlib import Path

import nbformat
import pytest

from annual_report.errors import RunError
from annual_report.running.execute import run_notebooks
from annual_report.running.inputs import Noted, Noting, read_notes
from annual_report.running.parameters import Parameters

PARAMETERS = Parameters(edition="2020")
READS = """
import pandas as pd
from pathlib import Path

frame = pd.read_csv("../data/a.csv")
Path("../data/sub/b.txt").read_text()
try:
    open("../data/missing.csv")
except FileNotFoundError as error:
    print(error)
sorted(Path("../data/sub").iterdir())
frame
"""


def write(folder: Path, *sources: str) -> Path:
    cells = [nbformat.v4.new_code_cell('edition = ""\narea = ""', metadata={"tags": ["parameters"]}, id="p")]
    cells += [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(sources)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = folder / "notebooks" / "a.ipynb"
    file.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    return file


@pytest.fixture
def report(tmp_path: Path) -> Path:
    for name in ("data/a.csv", "data/sub/b.txt", "data/unread.csv", "other/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x\n1\n")
    return tmp_path


def noted(report: Path, *sources: str) -> Noted:
    """Run a notebook of these cells and return what was noted of it."""
    notebook = write(report, *sources)
    output = report / "output"
    output.mkdir()
    noting = Noting((report / "data", notebook.parent), (Path(__file__).parents[3] / "src",))
    (run,) = run_notebooks([notebook], PARAMETERS, output, lambda run: None, noting=noting)
    assert run.noted is not None
    return run.noted


def test_a_run_says_which_files_it_opened_and_is_the_same(report: Path) -> None:
    # also the names in the notebook's space, its history and the number of its cells
    notebook = write(report, READS, "sorted(name for name in dir() if not name.startswith('_i'))", "In, Out")
    data = report / "data"
    written = []
    for noting in (None, Noting((data, notebook.parent))):
        output = report / f"output-{noting is None}"
        output.mkdir()
        (run,) = run_notebooks([notebook], PARAMETERS, output, lambda run: None, noting=noting)
        assert [file.name for file in output.iterdir()] == ["a.ipynb"]
        written.append(run.file.read_bytes())
    assert run.noted is not None
    assert run.noted.opened == (data / "a.csv", data / "missing.csv", data / "sub" / "b.txt")
    assert data / "sub" in run.noted.listed
    assert run.noted.unsettled == ()
    assert run.noted.unseen == ()
    assert written[0] == written[1]


UNSETTLED = {
    "datetime.now": ("from datetime import datetime\nx = datetime.now()", "reads the clock (now)"),
    "pandas": ("import pandas as pd\nx = pd.Timestamp('today')", "reads the clock (today)"),
    "time": ("import time\nx = time.time()", "reads the clock (time)"),
    "a clock within a function": (
        "from time import perf_counter\ndef started():\n    return perf_counter()",
        "reads the clock (perf_counter)",
    ),
    "a clock in text that is executed": ("exec('import time; x = time.time_ns()')", "reads the clock (time_ns)"),
    "the environment": (
        "import os\nx = os.environ.get('HOME')",
        "reads what differs from machine to machine (environ)",
    ),
    "the network": (
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError:\n    pass",
        "used the network",
    ),
    "another program": ("import subprocess\nsubprocess.run(['true'], check=True)", "started another program"),
    "a shell": ("!true", "started another program"),
    "a file elsewhere": (
        "from pathlib import Path\nx = Path('../other/c.txt').read_text()",
        "opened {}/other/c.txt, which is none of the report's files",
    ),
    "a folder elsewhere": (
        "import os\nx = len(os.listdir('../other'))",
        "listed {}/other, which is none of the report's files",
    ),
    "a file written": ("open('../data/new.txt', 'w').close()", "wrote {}/data/new.txt"),
    "a file removed": ("import os\nos.remove('../data/unread.csv')", "changed {}/data/unread.csv"),
}


@pytest.mark.parametrize("name", UNSETTLED)
def test_what_makes_a_run_one_of_its_kind_is_noted(name: str, report: Path) -> None:
    source, expected = UNSETTLED[name]
    assert expected.format(report) in noted(report, source).unsettled


def test_a_module_beside_the_notebooks_is_looked_at_like_a_cell(report: Path) -> None:
    (report / "notebooks").mkdir()
    (report / "notebooks" / "helper.py").write_text(
        "from datetime import date\n\ndef day():\n    return date.today()\n"
    )
    assert noted(report, "import helper").unsettled == ("reads the clock (today)",)


def test_a_table_with_a_column_called_time_reads_no_clock(report: Path) -> None:
    source = "import pandas as pd\nframe = pd.DataFrame({'time': [1], 'date': ['2020-01-01']})\nframe.time.sum()"
    assert noted(report, source).unsettled == ()


def test_a_library_that_opens_files_unseen_is_noted(report: Path) -> None:
    source = "import pyarrow.csv\nx = pyarrow.csv.read_csv('../data/a.csv').num_rows"
    run = noted(report, source)
    assert run.unseen == ("pyarrow.csv",)
    assert run.opened == ()


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import pyarrow.parquet as pq", "pyarrow.parquet"),
        ("def late():\n    from pyarrow import parquet\nlate()", "pyarrow"),
    ],
)
def test_parquet_is_unseen_where_the_author_imports_its_reader(report: Path, source: str, module: str) -> None:
    assert noted(report, source).unseen == (module,)


def test_parquet_is_seen_where_the_engine_reads_it(report: Path) -> None:
    run = noted(report, "import annual_report.prepared.table")
    assert run.unseen == ()


def test_a_kernel_that_notes_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="did not note"):
        read_notes(tmp_path / "a.inputs")
