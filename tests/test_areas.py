"""The report's own notebooks run for areas of few incidents, and of none, and each gives a pack."""

from pathlib import Path

import pytest
from tests.conftest import ROOT

from annual_report.editions.project import Project
from annual_report.packs.contents import contents_of_pack
from annual_report.packs.source import Pack, write_source
from annual_report.release import make_release
from annual_report.running.execute import find_notebooks, run_notebooks
from annual_report.running.gather import gather
from annual_report.running.parameters import Parameters
from annual_report.statistics.hiding import hide


@pytest.mark.parametrize(("area", "incidents", "charts"), [("AREA-002", 0, 1), ("AREA-077", 4, 12)])
def test_every_notebook_runs_for_an_area_and_its_pack_is_laid_out(
    area: str, incidents: int, charts: int, tmp_path: Path
) -> None:
    project = Project(ROOT)
    edition = project.edition("2020")
    runs = run_notebooks(
        find_notebooks(project.notebooks), Parameters(edition="2020", area=area), tmp_path, lambda run: None
    )
    ledger = gather("2020", runs, synthetic=True)
    assert ledger.values.statistic("incidents").count == incidents
    release = make_release(edition, hide(ledger, ()), ())
    contents = contents_of_pack(area, [run.file for run in runs], ledger, release)
    assert [page.name for page in contents.pages] == [run.name for run in runs]
    assert len(contents.ledger.charts) >= charts
    stage = tmp_path / "stage"
    stage.mkdir()
    write_source(Pack(area, contents, release), project.root / "_config.yml", stage)
    drawn = {file.stem for file in (stage / "book" / "charts").glob("*.svg")}
    assert drawn == {chart.id for chart in contents.ledger.charts}
