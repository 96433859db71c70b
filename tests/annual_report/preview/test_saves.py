"""Every save is told once, however an editor writes it; folders may go and come back."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from annual_report.editions.project import Project
from annual_report.preview.saves import Saves, watched

_READY = 0.3  # seconds until the machine tells of changes
_PATIENCE = 20.0


class Heard:
    """What was told, and a wait for a certain path."""

    def __init__(self, saves: Saves) -> None:
        self._told: SimpleQueue[frozenset[Path]] = SimpleQueue()
        self.thread = threading.Thread(target=self._listen, args=(saves,))
        self.thread.start()

    def _listen(self, saves: Saves) -> None:
        for paths in saves:
            self._told.put(paths)

    def until(self, path: Path) -> None:
        end = time.monotonic() + _PATIENCE
        while path not in self._told.get(timeout=max(0.0, end - time.monotonic())):
            pass

    def nothing(self) -> bool:
        try:
            return not self._told.get(timeout=_READY)
        except Empty:
            return True


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("book", "notebooks", "data/2020", "records"):
        (tmp_path / name).mkdir(parents=True)
    return Project(tmp_path.resolve())


@pytest.fixture
def heard(project: Project) -> Iterator[Heard]:
    with watched(project, (project.root / "records",)) as saves:
        found = Heard(saves)
        time.sleep(_READY)
        yield found
    found.thread.join(_PATIENCE)
    assert not found.thread.is_alive()


@pytest.mark.parametrize("name", ["book/a.md", "notebooks/a.ipynb", "data/2020/a.csv", "records/a.csv", "_toc.yml"])
def test_a_save_is_told_also_one_that_replaces_the_file(project: Project, heard: Heard, name: str) -> None:
    file = project.root / name
    file.write_text("one")
    heard.until(file)
    new = file.with_suffix(".new")
    new.write_text("two")
    new.replace(file)
    heard.until(file)
    file.unlink()
    heard.until(file)


@pytest.mark.parametrize(
    "name", ["_build/a.html", "other.txt", "book/.a.md.swp", "notebooks/.ipynb_checkpoints/a.ipynb"]
)
def test_what_is_no_source_is_not_told(project: Project, heard: Heard, name: str) -> None:
    file = project.root / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("one")
    assert heard.nothing()


def test_a_folder_that_goes_and_comes_back_is_watched_again(project: Project, heard: Heard) -> None:
    project.book.rename(project.root / "away")
    heard.until(project.book)
    (project.root / "away").rename(project.book)
    heard.until(project.book)
    time.sleep(_READY)
    (project.book / "a.md").write_text("one")
    heard.until(project.book / "a.md")
