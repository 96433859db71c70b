"""A preview of a small report: one notebook, two chapters, in a thread, and what waits for it."""

import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from tests.conftest import ROOT

from annual_report.editions.project import Project
from annual_report.lint.check import check_book
from annual_report.preview.run import Preview, previewing

_PATIENCE = 60.0  # seconds that a test waits for what takes one
_QUIET = 0.15  # longer than a save takes to be noticed
_TOC = """format: jb-book
root: book/index
chapters:
  - file: book/deaths
  - file: book/numbers
  - glob: notebooks/*
"""
_PAGES = {
    "index": "# The report\n\nSee {doc}`deaths`.\n",
    "deaths": "# Deaths\n\nThere were {count}`things` of them.\n",
    "numbers": "# Numbers\n\n```{every-number}\n```\n",
}
_PUBLISHED = """id,paragraph,statement,printed,form,decimals,statistic,status,note
P01,1,Things,3,count,0,things,reproduced,
"""
_EXEMPT = """[disclosure.exempt]
thing = "A thing is not a child."
"""
_NOTEBOOK = """
import pandas as pd
from annual_report import account
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

account.opened(edition, area)
publish = Publisher({"key": Unit(one="thing", many="things")}, {})
things = pd.read_csv(f"../data/{edition}/things.csv", index_col="key")
publish.total("things", things, label="Things")
"""


def small_project(folder: Path) -> Project:
    """Write a report of one notebook and three pages, with the records of 2020 beside a table of its own."""
    (folder / "book").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "_config.yml", folder)
    (folder / "_toc.yml").write_text(_TOC)
    for name, text in _PAGES.items():
        (folder / "book" / f"{name}.md").write_text(text)
    settings = folder / "data" / "2020" / "edition.toml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("[disclosure")[0] + _EXEMPT, encoding="utf-8")
    (folder / "data" / "2020" / "decisions.csv").unlink()
    (folder / "data" / "2020" / "published.csv").write_text(_PUBLISHED)
    (folder / "data" / "2020" / "things.csv").write_text("key\na\nb\nc\n")
    cells = [
        nbformat.v4.new_markdown_cell("# Notebook: things", id="title"),
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]}, id="parameters"),
        nbformat.v4.new_code_cell(_NOTEBOOK, id="things"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), folder / "notebooks" / "01-things.ipynb")
    return Project(folder)


@dataclass
class Running:
    """A preview at work: its project, what the terminal shows, and its pages."""

    project: Project
    preview: Preview
    terminal: list[str] = field(default_factory=list)

    def file(self, name: str) -> Path:
        return self.project.root / name

    def save(self, name: str, text: str) -> None:
        """Save a file, and wait until the preview has done what it does. The terminal shows that alone."""
        self.terminal.clear()
        self.file(name).write_text(text, encoding="utf-8")
        self.until_done()

    @property
    def told(self) -> str:
        """What the terminal shows since the last save."""
        return "\n".join(self.terminal)

    def page(self, name: str) -> BeautifulSoup:
        """Return a page as a browser gets it, whatever its status."""
        try:
            with urllib.request.urlopen(f"{self.preview.address}{name}.html", timeout=_PATIENCE) as answer:  # noqa: S310  our own server
                text = answer.read()
        except urllib.error.HTTPError as error:
            with error:
                text = error.read()
        return BeautifulSoup(text, "html.parser")

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until ``holds``; fail with what the terminal shows if that takes too long."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, self.told
            time.sleep(0.05)

    def until_done(self) -> None:
        """Wait until the preview has done what it does and no other save is on its way."""
        self.until(lambda: self.terminal and self.terminal[-1].startswith(("up to date", "not up to date")))
        told = self.told
        time.sleep(_QUIET)
        if self.told != told:
            self.until_done()


@contextmanager
def running(project: Project) -> Iterator[Running]:
    """Run a preview of ``project`` until the end of the block, made for the first time."""
    terminal: list[str] = []
    with previewing(project, "2020", 0, check_book, terminal.append) as preview:
        thread = threading.Thread(target=preview.run)
        thread.start()
        try:
            found = Running(project, preview, terminal)
            found.until_done()
            yield found
        finally:
            preview.saves.stop()
            thread.join()
