"""A change runs the notebooks that depend on it, in real kernels, and no other: each case of a table."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.small_reports import State, own_package, write_package, write_report

from annual_report.editions.project import Project
from annual_report.errors import RunError
from annual_report.reuse.ground import ground_of
from annual_report.reuse.runs import Reruns
from annual_report.reuse.steps import Last, Steps
from annual_report.reuse.store import Store
from annual_report.running.execute import find_notebooks
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters


class Work:
    """A small report whose notebooks have run. ``told`` is what was said since the last run began."""

    def __init__(self, root: Path, package: Path) -> None:
        self.package = package
        self.project: Project = write_report(root, State())
        write_package(package, State())
        self.told: list[str] = []
        self.explained: list[str] = []
        self.last = Last()
        self.reruns: Reruns

    def run(self, area: str = "all", kernels: Kernels = Kernels.WARM) -> str:
        """Run what must run and return which notebooks did."""
        self.told, self.explained = [], []
        edition = self.project.edition("2020")
        stands = ground_of(self.project.root, edition.subject)
        steps = Steps(Store(self.project.store), stands, self.last, self.explained.append)
        self.reruns = Reruns(self.project, edition, Parameters(edition="2020", area=area), steps, kernels)
        output = self.project.root / "_build" / "executed"
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir(parents=True)
        notebooks = find_notebooks(self.project.notebooks)
        runs = self.reruns.run(notebooks, output, self.told.append)
        assert [run.file for run in runs] == [output / notebook.name for notebook in notebooks]
        assert all(run.file.is_file() for run in runs)
        self.last = Last(stands.facts, steps.inputs)
        return " ".join(sorted(line.split(": ")[1].split("-")[0] for line in self.told if line.startswith("notebook")))

    def file(self, name: str) -> Path:
        return self.project.root / name

    def change(self, name: str, old: str = "", new: str = "") -> None:
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(text.replace(old, new, 1) if old else f"{text}more\n", encoding="utf-8")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    """A report whose notebooks have run, for all tests here."""
    folder = tmp_path_factory.mktemp("runs")
    with own_package(folder / "package") as package:
        work = Work(folder / "first", package)
        assert work.run() == "01 02"
        yield work


@pytest.fixture
def work(ran: Work, tmp_path: Path) -> Work:
    """A copy of it that a test may change."""
    root = tmp_path / "report"
    shutil.copytree(ran.project.root, root)
    write_package(ran.package, State())
    copy = Work(root, ran.package)
    copy.last = ran.last
    return copy


def nothing(work: Work) -> None:
    pass


def change(name: str, old: str = "", new: str = "") -> Callable[[Work], None]:
    return lambda work: work.change(name, old, new)


def fresh_times(work: Work) -> None:
    for file in work.project.root.rglob("*"):
        os.utime(file, (1, 1))


def same_time_and_size(work: Work) -> None:
    file = work.file("data/2020/things.csv")
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"0,b", b"0,a", 1))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert file.stat().st_mtime_ns == status.st_mtime_ns


def forth_and_back(work: Work) -> None:
    file = work.file("data/2020/things.csv")
    before = file.read_bytes()
    work.change("data/2020/things.csv", "19,a", "19,b")
    assert work.run() == "01"
    file.write_bytes(before)


def damaged(work: Work) -> None:
    store = Store(work.project.store)
    for file in store.contents.rglob("*"):
        if file.is_file() and b"Things" in file.read_bytes() and b"nbformat" in file.read_bytes():
            file.write_bytes(b"damaged")


def no_store(work: Work) -> None:
    shutil.rmtree(work.project.store)


def another_edition(work: Work) -> None:
    shutil.copytree(work.file("data/2020"), work.file("data/2021"))


def new_notebook(work: Work) -> None:
    shutil.copy(work.file("notebooks/02-others.ipynb"), work.file("notebooks/03-more.ipynb"))


def other_words(work: Work) -> None:
    write_package(work.package, State(package=1))


CASES: dict[str, tuple[Callable[[Work], None], str]] = {
    "nothing": (nothing, ""),
    "fresh times": (fresh_times, ""),
    "a record of one": (change("data/2020/things.csv", "19,a", "19,b"), "01"),
    "a record of the other": (change("data/2020/others.csv"), "02"),
    "a record with its time and size kept": (same_time_and_size, "01"),
    "a record forth and back": (forth_and_back, ""),
    "a notebook": (change("notebooks/02-others.ipynb", "Notebook: others", "Notebook: all"), "02"),
    "a new notebook": (new_notebook, "03"),
    "the code": (other_words, "01 02"),
    "the lock": (change("requirements.txt"), "01 02"),
    "a helper beside the notebooks": (change("notebooks/helper.py"), "01 02"),
    "a new file among the records": (change("data/2020/new.csv"), "01 02"),
    "another edition": (another_edition, ""),
    "what the engine alone reads": (change("data/2020/published.csv"), ""),
    "the narrative": (change("book/deaths.md"), ""),
    "what an editor leaves": (change("data/2020/.things.csv.swp"), ""),
    "a damaged result": (damaged, "01"),
    "the store lost": (no_store, "01 02"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_runs_again(name: str, work: Work) -> None:
    act, expected = CASES[name]
    act(work)
    assert work.run() == expected
    assert work.run() == ""


def test_other_parameters_and_other_kernels_run_all(work: Work) -> None:
    assert work.run(area="AREA-001") == "01 02"
    assert work.run(kernels=Kernels.PLAIN) == "01 02"
    assert work.run() == ""


def test_it_is_said_by_name_why_a_notebook_ran(work: Work) -> None:
    work.change("data/2020/others.csv")
    work.run()
    assert work.explained == [
        "reused: notebook 01-things: nothing that it depends on changed",
        "made: notebook 02-others: changed: data/2020/others.csv",
    ]


def test_a_reused_run_is_the_same_file(work: Work) -> None:
    executed = work.project.root / "_build" / "executed"
    work.run()
    reused = {file.name: file.read_bytes() for file in executed.iterdir()}
    no_store(work)
    assert work.run() == "01 02"
    assert {file.name: file.read_bytes() for file in executed.iterdir()} == reused


def test_a_notebook_that_reads_the_clock_runs_each_time_and_says_so(work: Work) -> None:
    work.change("notebooks/02-others.ipynb", "others = pd", "now = pd.Timestamp.now()\\nothers = pd")
    for _ in range(2):
        assert work.run() == "02"
        assert work.told[-1] == "02-others cannot be reused: it reads the clock (now)"
    assert work.reruns.unsettled == {"02-others": "reads the clock (now)"}


def test_a_notebook_that_reads_a_hidden_file_runs_each_time(work: Work) -> None:
    work.file("data/2020/.hidden.csv").write_text("key\n1\n")
    work.change("notebooks/02-others.ipynb", "others.csv", ".hidden.csv")
    for _ in range(2):
        assert work.run() == "02"
        assert "which is hidden" in work.told[-1]


def test_which_file_is_opened_may_depend_on_another(work: Work) -> None:
    work.file("data/2020/which.txt").write_text("others.csv")
    work.change("notebooks/02-others.ipynb", "others.csv", "{open(f'../data/{edition}/which.txt').read()}")
    assert "02" in work.run()
    work.file("data/2020/which.txt").write_text("things.csv")
    assert work.run() == "02"
    work.change("data/2020/others.csv")
    assert work.run() == ""
    work.file("data/2020/which.txt").write_text("others.csv")
    assert work.run() == "02"
    work.change("data/2020/things.csv", "19,a", "19,b")
    assert work.run() == "01"


def test_where_a_library_opens_files_unseen_any_record_runs_it(work: Work) -> None:
    work.change("notebooks/02-others.ipynb", "import pandas", "import pyarrow.csv\\nimport pandas")
    assert work.run() == "02"
    work.change("data/2020/published.csv")
    assert work.run() == "02"
    assert work.run() == ""


def test_what_ran_well_is_kept_where_another_fails(work: Work) -> None:
    good = work.file("notebooks/02-others.ipynb").read_text(encoding="utf-8")
    no_store(work)
    work.change("notebooks/02-others.ipynb", "publish.total(", "publish.total((")
    with pytest.raises(RunError, match="02-others"):
        work.run()
    work.file("notebooks/02-others.ipynb").write_text(good, encoding="utf-8")
    assert work.run() in ("02", "01 02")  # the first may not have started when the second failed
    assert work.run() == ""
