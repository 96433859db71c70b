"""A small report for packs and fleets: two notebooks, three areas (the last without an incident), and its release."""

import shutil
from pathlib import Path

import nbformat
import pytest
from tests.support.incident_records import DataSet
from tests.support.once import once

from annual_report.disclosure.earlier import release_hash
from annual_report.disclosure.models import OfAreas, Reviewed, Rule
from annual_report.editions.project import Project
from annual_report.fleet.outcome import Outcome
from annual_report.release import Disclosure, Release, make_release, write_release
from annual_report.review.record import REVIEW, Review, write_review
from annual_report.running.execute import find_notebooks, run_notebooks
from annual_report.running.gather import gather
from annual_report.running.parameters import Parameters
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger

ROOT = Path(__file__).parent.parent.parent
AREAS = ("AREA-001", "AREA-002", "AREA-003")
#: What the small release hides, so that a pack must not tell it.
HIDDEN = "incidents.type.fatal"
_OPEN = "from safeguarding.section import open_section, place_of\n\nrecords, publish = open_section(edition, area)"
_NOTEBOOKS = {
    "01-types": """
publish.total("incidents", records.incidents, label="Incidents notified")
publish.breakdown(
    "incidents.type",
    records.incidents,
    by="incident_type",
    of="incidents",
    title=f"Incidents by type, {place_of(area)}, {edition}",
    header="Type of incident",
)
publish.chart(
    "incidents.type",
    kind="bar",
    title="More serious harm than death",
    claim="count(incidents.type.serious_harm) > count(incidents.type.fatal)",
    subtitle=f"Number of incidents by type, {place_of(area)}, {edition}",
    columns=["Incidents"],
    axis="Number of incidents",
)
""",
    "02-children": """
publish.total("children", records.children, label="Children involved")
publish.crosstab(
    "children.type",
    records.children,
    rows="age_band",
    columns="incident_type",
    of="children",
    title=f"Children by age and type of incident, {place_of(area)}, {edition}",
    header="Age",
)
""",
}


class Telling:
    """Remembers what is told of a fleet."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.steps: list[str] = []

    def step(self, text: str) -> None:
        self.steps.append(text)

    def expect(self, count: int) -> None:
        """A number is nothing to remember."""

    def finished(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)


def small_report(root: Path) -> Project:
    """Return a small report that has been built: its release hides one number."""
    project = unbuilt_report(root)
    release(project)
    return project


def own_small_report(factory: pytest.TempPathFactory) -> Project:
    """Return such a report in a new folder of the test run."""
    made = once(factory, "small-report", small_report)
    return Project(shutil.copytree(made.root, factory.mktemp("small") / "report"))


def unbuilt_report(root: Path) -> Project:
    """Return a small report of which nothing has been made."""
    data = DataSet(root / "data")
    data.edit("areas", lambda lines: [*lines, "yes,AREA-003,region_1,500"])
    for name in ("_config.yml", "requirements.txt"):
        shutil.copy(ROOT / name, root / name)
    project = Project(root)
    project.notebooks.mkdir()
    for name, source in _NOTEBOOKS.items():
        write_notebook(project, name, source)
    return project


def write_notebook(project: Project, name: str, source: str) -> None:
    """Write a notebook with a heading, parameters and one cell that publishes."""
    cells = [
        nbformat.v4.new_markdown_cell(f"# Notebook: the {name[3:]}", id="head"),
        nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', id="parameters", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(_OPEN, id="open"),
        nbformat.v4.new_code_cell(source.strip(), id="publish"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, project.notebooks / f"{name}.ipynb")


def release(project: Project) -> None:
    """Run the notebooks for all areas and write the release, with one number hidden."""
    edition = project.edition("2020")
    whole = ledger(project, "all")
    hidden = [_left(whole)]
    told = make_release(edition, hide(whole, hidden), (), Disclosure(threshold=6, events=20))
    project.output("2020").mkdir(parents=True)
    write_release(told, project.output("2020") / "release.json")
    write_review(_review(whole, told), project.output("2020") / REVIEW)


def _review(whole: Ledger, told: Release) -> Review:
    reviewed = tuple(
        Reviewed(
            id=item.id,
            label=item.label,
            unit="",
            count=None,
            value="",
            base=None,
            base_count=None,
            incidents=None,
            rule=Rule.SHOWN,
            is_printed=True,
            decision=None,
            low=None,
            high=None,
            neighbours=(),
        )
        for item in whole.values.items.values()
    )
    of_areas = OfAreas(areas=len(AREAS))
    return Review(reviewed=reviewed, decisions=(), policy=(), spare=0, hash=release_hash(told), of_areas=of_areas)


def ledger(project: Project, area: str) -> Ledger:
    """Return what the notebooks publish for an area."""
    folder = project.root / f"runs-{area}"
    folder.mkdir()
    runs = run_notebooks(
        find_notebooks(project.notebooks), Parameters(edition="2020", area=area), folder, lambda run: None
    )
    return gather("2020", runs, synthetic=True)


def _left(whole: Ledger) -> Hidden:
    return what_is_left(whole.values.statistic(HIDDEN))
