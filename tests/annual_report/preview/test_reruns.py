"""A change runs the notebooks that depend on it, and where nobody can know, all of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.preview.reruns import Memory, contents_of
from annual_report.running.execute import Run
from annual_report.running.inputs import Noted
from annual_report.running.parameters import Parameters

PARAMETERS = Parameters(edition="2020")
FILES = ("notebooks/a.ipynb", "notebooks/b.ipynb", "data/a.csv", "data/b.csv", "data/both.csv", "data/published.csv")


class Work:
    """Two notebooks that have run: a read a.csv and both.csv, b read b.csv, both.csv and a file that is not there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in FILES:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(name)
        self.memory = Memory(engine=frozenset({root / "data/published.csv"}))
        inputs = {"a": ("a.csv", "both.csv"), "b": ("b.csv", "both.csv", "missing.csv")}
        for name, read in inputs.items():
            run = Run(name, root / "executed.ipynb", 1.0, Noted(opened=tuple(root / "data" / file for file in read)))
            self.memory.remember(root / "notebooks" / f"{name}.ipynb", run, PARAMETERS, self.contents())

    def contents(self) -> dict[Path, str]:
        return dict(contents_of((self.root / "notebooks", self.root / "data")))

    def stale(self, parameters: Parameters = PARAMETERS) -> str:
        notebooks = sorted((self.root / "notebooks").glob("*.ipynb"))
        return "".join(file.stem for file in self.memory.stale(notebooks, parameters, self.contents()))


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


def change(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("changed")


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda root: None, ""),
    "only the time": (lambda root: (root / "data/a.csv").touch(), ""),
    "the same again": (lambda root: (root / "data/a.csv").write_text("data/a.csv"), ""),
    "a notebook": (change("notebooks/a.ipynb"), "a"),
    "a file of one": (change("data/b.csv"), "b"),
    "a file of both": (change("data/both.csv"), "ab"),
    "a file that is gone": (lambda root: (root / "data/a.csv").unlink(), "a"),
    "a file that one looked for": (change("data/missing.csv"), "b"),
    "a new file": (change("data/new.csv"), "ab"),
    "a helper": (change("notebooks/helper.py"), "ab"),
    "a new notebook": (change("notebooks/c.ipynb"), "c"),
    "a file of the engine": (change("data/published.csv"), ""),
    "what an editor leaves": (change("data/.a.csv.swp"), ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_runs_again(work: Work, name: str) -> None:
    act, expected = CHANGES[name]
    act(work.root)
    assert work.stale() == expected


def test_other_parameters_run_all(work: Work) -> None:
    assert work.stale(Parameters(edition="2020", area="AREA-001")) == "ab"


def test_a_notebook_that_did_not_end_well_is_run_again_though_its_change_is_undone(work: Work) -> None:
    file = work.root / "notebooks" / "a.ipynb"
    before = file.read_text()
    file.write_text("broken")
    assert work.stale() == "a"  # it runs now, over the executed file, and fails
    file.write_text(before)
    assert work.stale() == "a"
