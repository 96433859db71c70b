"""Reports to be killed over: each small, with what a command needs to have found, and what it must not lose."""

import shutil
from pathlib import Path

import nbformat
from tests.conftest import ROOT
from tests.support.fleets import small_report as report_of_packs
from tests.support.previews import small_project
from tests.support.reviews import built_project
from tests.support.small_reports import State, write_report

#: Notebooks beside the first: enough that some are stored and some not.
MANY = "abcd"
_OTHERS = """
import pandas as pd
from annual_report import account
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

account.opened(edition, area)
publish = Publisher({"key": Unit(one="thing", many="things")}, {})
others = pd.read_csv(f"../data/{edition}/others.csv", index_col="key")
"""


def whole_report(root: Path, more: str = "a") -> None:
    """Write a report that can be built and whose notebooks can be accepted: one, and ``more`` of another kind."""
    write_report(root, State())
    (root / "notebooks" / "02-others.ipynb").unlink()  # it needs a package of its own
    for name in more:
        _write_notebook(root / "notebooks" / f"10-{name}.ipynb", name)


def change(root: Path, times: int) -> None:
    """Change a record and a sentence of the report, so that a build makes all of it anew."""
    records = root / "data" / "2020" / "others.csv"
    records.write_text("\n".join(["key", *map(str, range(30 + times)), ""]), encoding="utf-8")
    (root / "book" / "index.md").write_text(f"# The report\n\nSee the other {'pages ' * times}.\n", encoding="utf-8")


def report_with_packs(root: Path) -> None:
    """Write a report of which packs can be made."""
    root.mkdir(parents=True, exist_ok=True)
    report_of_packs(root)
    for left in root.glob("runs-*"):
        shutil.rmtree(left)


def report_to_synthesise(root: Path) -> None:
    """Write as much of the 2020 report as its synthetic records are made from."""
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copy(ROOT / "_config.yml", root)


def reviewed_report(root: Path) -> None:
    """Write a report of which a release pack can be made, and which can be signed off."""
    root.mkdir(parents=True, exist_ok=True)
    built_project(root)


def previewed_report(root: Path) -> None:
    """Write a report to look at while it is written."""
    small_project(root)


def _write_notebook(file: Path, name: str) -> None:
    publish = f'publish.total("others_{name}", others, label="Others {name}")'
    cells = [
        nbformat.v4.new_markdown_cell(f"# Notebook: others {name}", id="title"),
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]}, id="parameters"),
        nbformat.v4.new_code_cell(_OTHERS + publish, id="publish"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
