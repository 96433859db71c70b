"""A report that is quick to build: two notebooks, three pages, and a package of its own; all can be edited."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path

import nbformat
import pytest
from tests.conftest import ROOT

from annual_report.editions.project import Project
from annual_report.reuse import ground

#: The package that stands for the report's own code. It must be on the path of whoever builds.
PACKAGE = "small_report_words"
_TOC = """format: jb-book
root: book/index
chapters:
{chapters}  - glob: notebooks/*
"""
_PUBLISHED = """id,paragraph,statement,printed,form,decimals,statistic,status,note
P01,1,Things,{things},count,0,things,reproduced,
"""
_PUBLISHER = """
import pandas as pd
from annual_report import account
from annual_report.press.charts import draw
from annual_report.statistics.models import Unit
from annual_report.statistics.publish import Publisher

kinds = {"kind": {"a": "First kind", "b": "Second kind"}}
account.opened(edition, area)
publish = Publisher({"key": Unit(one="thing", many="things")}, kinds, draw=draw)
"""
_THINGS = """
things = pd.read_csv(f"../data/{edition}/things.csv", index_col="key")
things["kind"] = pd.Categorical(things["kind"], list(kinds["kind"]))
publish.total("things", things, label="Things")
publish.breakdown("things.kind", things, by="kind", of="things", title="Things by kind", header="Kind")
publish.chart(
    "things.kind", kind="bar", title=TITLE, subtitle="Number of things", columns=["Things"], axis="Number of things"
)
"""
_OTHERS = f"""
from {PACKAGE} import LABEL

others = pd.read_csv(f"../data/{{edition}}/others.csv", index_col="key")
publish.total("others", others, label=LABEL)
"""


@dataclass(frozen=True, slots=True)
class State:
    """What the files of the report say. Each field is a choice, 0 being the first."""

    things: int = 0
    kinds: int = 0
    others: int = 0
    notebook: int = 0
    sentence: int = 0
    title: int = 0
    order: int = 0
    settings: int = 0
    edition: int = 0
    policy: int = 0
    lock: int = 0
    package: int = 0
    stray: int = 0

    def with_choice(self, name: str, choice: int) -> "State":
        """Return the state after an edit."""
        return replace(self, **{name: choice})


#: What an edit may change, with how many choices there are.
CHOICES = {field.name: 3 for field in fields(State)}


@contextmanager
def own_package(folder: Path) -> Iterator[Path]:
    """Give the new folder of the report's own package, which counts as such, on the path of here and of kernels."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        patch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
        patch.setattr(ground, "OWN_PACKAGES", (*ground.OWN_PACKAGES, PACKAGE))
        yield folder


def write_report(folder: Path, state: State) -> Project:
    """Write the report as ``state`` says, over what is in ``folder``. Files that stay the same are not touched."""
    if not (folder / "data").is_dir():
        shutil.copytree(ROOT / "data", folder / "data")
        shutil.copy(ROOT / "_config.yml", folder)
        (folder / "data" / "2020" / "decisions.csv").unlink()
    for name, text in _files(state).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
    stray = folder / "data" / "2020" / "stray.txt"
    if state.stray:
        stray.write_text(f"{state.stray}")
    else:
        stray.unlink(missing_ok=True)
    return Project(folder)


def write_package(folder: Path, state: State) -> None:
    """Write the package as ``state`` says."""
    file = folder / PACKAGE / "__init__.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"LABEL = {('Others', 'The others', 'Other things')[state.package]!r}\n")
    shutil.rmtree(file.parent / "__pycache__", ignore_errors=True)  # a clean checkout has none


def _files(state: State) -> dict[str, str]:
    count = 20 + state.things
    chapters = ["book/deaths", "book/numbers"]
    listed = "".join(f"  - file: {name}\n" for name in (chapters, chapters[::-1], chapters[1:])[state.order])
    words = ("them", "these", "those")[state.sentence]
    config = (ROOT / "_config.yml").read_text(encoding="utf-8")
    settings = (ROOT / "data" / "2020" / "edition.toml").read_text(encoding="utf-8").partition("[disclosure")[0]
    exempt = '[disclosure.exempt]\nthing = "A thing is not a child."\n'
    policy = (exempt, f"[disclosure]\nthreshold = 6\n{exempt}", f"[disclosure]\nprovisional = true\n{exempt}")
    things = [f"{number},{'ab'[number < 10 + state.kinds]}" for number in range(count)]
    chart = f"TITLE = {('Things', 'Things, by kind', 'Kinds of things')[state.title]!r}\n"
    return {
        "_config.yml": config.replace("On this page", ("On this page", "Here", "Parts")[state.settings]),
        "_toc.yml": _TOC.format(chapters=listed),
        "book/index.md": "# The report\n\nSee the other pages.\n",
        "book/deaths.md": f"# Deaths\n\nThere were {{count}}`things` of {words}.\n\n```{{chart}} things.kind\n```\n",
        "book/numbers.md": "# Numbers\n\n```{every-number}\n```\n",
        "data/2020/edition.toml": settings.replace("Annual Report 2020", f"Report {'ABC'[state.edition]}")
        + policy[state.policy],
        "data/2020/published.csv": _PUBLISHED.format(things=count),
        "data/2020/things.csv": "\n".join(["key,kind", *things, ""]),
        "data/2020/others.csv": "\n".join(["key", *map(str, range(30 + state.others)), ""]),
        "notebooks/01-things.ipynb": _notebook("things", _PUBLISHER, f"{chart}{_THINGS}"),
        "notebooks/02-others.ipynb": _notebook(
            ("others", "the others", "other things")[state.notebook], _PUBLISHER, _OTHERS
        ),
        "requirements.txt": f"a-package=={state.lock}.0\n",
    }


def _notebook(title: str, *sources: str) -> str:
    cells = [
        nbformat.v4.new_markdown_cell(f"# Notebook: {title}", id="title"),
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]}, id="parameters"),
        *(nbformat.v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(sources)),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=kernel))
    return text
