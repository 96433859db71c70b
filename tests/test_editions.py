"""A project's second edition does not give away what its first hid: by the commands, as their user runs them."""

from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from tests.support.small_reports import State, write_report

from annual_report.cli.main import group
from annual_report.editions.project import Project
from annual_report.errors import CheckError
from annual_report.release import read_release

pytestmark = pytest.mark.slow

COUNTS = {"2020": {"car": 60, "cycle": 45, "tram": 1}, "2021": {"car": 50, "cycle": 38, "tram": 12}}
#: Casualties by mode: the first edition is on those of 2020, the second on those of 2021, with a series over both.
NOTEBOOK = """
import pandas as pd
from annual_report import account
from annual_report.editions.project import find_project
from annual_report.statistics.models import Unit
from annual_report.statistics.outlet import outlet_of
from annual_report.statistics.publish import Publisher

MODES = {"mode": {"car": "Car", "cycle": "Pedal cycle", "tram": "Tram"}}
UNITS = {"key": Unit(one="casualty", many="casualties")}
account.opened(edition, area)
publish = Publisher(UNITS, MODES, outlet=outlet_of(find_project().edition(edition)))


def casualties(year):
    found = pd.read_csv(f"../data/{year}/casualties.csv", index_col="key")
    return found.assign(mode=pd.Categorical(found["mode"], list(MODES["mode"])))


def of_mode(records, mode):
    return records[records["mode"] == mode]


own = casualties(edition)
publish.total("casualties", own, label="Casualties")
publish.breakdown("casualties.mode", own, by="mode", of="casualties", title="Casualties by mode", header="Mode")
"""
SERIES = """
if edition == "2021":
    publish.total("series.cyclists.earlier", of_mode(casualties("2020"), "cycle"), label="Cyclists hurt in 2020")
    publish.total("series.cyclists.later", of_mode(own, "cycle"), label="Cyclists hurt in 2021")
"""
KEPT = '\n[disclosure]\nkeep = ["series.cyclists.earlier"]\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A report of which the first edition was built, checked and signed off."""
    folder = tmp_path_factory.mktemp("report")
    report = write_report(folder, State())
    (folder / "book" / "deaths.md").unlink()
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n  - file: book/numbers\n  - glob: notebooks/*\n"
    )
    for file in report.notebooks.glob("*.ipynb"):
        file.unlink()
    cells = [
        nbformat.v4.new_markdown_cell("# Notebook: casualties", id="title"),
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]}, id="parameters"),
        nbformat.v4.new_code_cell(NOTEBOOK, id="own"),
        nbformat.v4.new_code_cell(SERIES, id="series"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), report.notebooks / "01-casualties.ipynb")
    first = folder / "data" / "2020"
    settings = (first / "edition.toml").read_text(encoding="utf-8").partition("[disclosure")[0]
    header = (first / "published.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n"
    for name in ("2020", "2021"):
        edition = folder / "data" / name
        edition.mkdir(exist_ok=True)
        (edition / "edition.toml").write_text(settings.replace('name = "2020"', f'name = "{name}"'), encoding="utf-8")
        (edition / "published.csv").write_text(header, encoding="utf-8")
        modes = [mode for mode, count in COUNTS[name].items() for _ in range(count)]
        rows = [f"{name}-{at},{mode}" for at, mode in enumerate(modes)]
        (edition / "casualties.csv").write_text("\n".join(["key,mode", *rows, ""]), encoding="utf-8")
    for file in first.glob("SYNTHETIC_*"):
        (folder / "data" / "2021" / file.name).write_bytes(file.read_bytes())
    sign = ("sign-off", "2020", "--by", "Grace Hopper", "--on", "2026-03-04")
    for words in (("build", "2020"), ("release-pack", "2020"), sign):
        done = run(report, *words)
        assert done.exit_code == 0, (done.output, str(done.exception))
    return report


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(group, ["--project", str(project.root), *words])


def hidden(project: Project, edition: str) -> set[str]:
    return {item.id for item in read_release(project.output(edition) / "release.json").ledger.hidden}


def test_the_first_edition_hides_the_small_count_and_one_more(project: Project) -> None:
    assert hidden(project, "2020") == {"casualties.mode.tram", "casualties.mode.cycle"}


def test_the_second_edition_hides_what_would_give_the_first_away(project: Project) -> None:
    done = run(project, "build", "2021")
    assert done.exit_code == 0, done.output
    assert hidden(project, "2021") == {"series.cyclists.earlier"}
    page = (project.output("2021") / "site" / "book" / "numbers.html").read_text(encoding="utf-8")
    text = BeautifulSoup(page, "html.parser").get_text(" ", strip=True)
    assert "38" in text
    assert "45" not in text


def test_a_second_edition_that_must_print_it_is_refused_and_told_why(project: Project) -> None:
    settings = project.root / "data" / "2021" / "edition.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + KEPT, encoding="utf-8")
    try:
        done = run(project, "build", "2021")
    finally:
        settings.write_text(before, encoding="utf-8")
    assert isinstance(done.exception, CheckError)
    assert "release.2020.001.casualties.mode.tram may not be printed" in str(done.exception)
    assert "release.2020.001.casualties.mode.cycle" in str(done.exception) or "series.cyclists.earlier" in str(
        done.exception
    )


def test_without_the_register_of_the_first_the_second_is_not_built(project: Project) -> None:
    (register,) = (project.root / "data" / "2020" / "registers").iterdir()
    content = register.read_bytes()
    register.unlink()
    try:
        done = run(project, "build", "2021")
    finally:
        register.write_bytes(content)
    assert isinstance(done.exception, CheckError)
    assert f"registers{Path('/')}2020-001.json: is missing" in str(done.exception)
