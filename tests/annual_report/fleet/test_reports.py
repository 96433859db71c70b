"""Editions' own reports in a list: made, left alone, or failed; a faulty one stops no other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.fleets import Telling
from tests.support.small_reports import State, own_package, write_package, write_report

from annual_report.editions.project import Project
from annual_report.fleet import outcome
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Give a small report of which nothing is made, and whose own package is on the path."""
    folder = tmp_path_factory.mktemp("reports")
    with own_package(folder / "package") as package:
        write_package(package, State())
        yield write_report(folder / "report", State())


def made(project: Project, *listed: Listed) -> list[tuple[str, str, outcome.State]]:
    telling = Telling()
    outcomes = make_fleet(project, listed, telling)
    assert set(telling.outcomes) <= set(outcomes)
    return [(one.edition, one.area, one.state) for one in outcomes]


def test_an_edition_s_report_is_made_and_then_left_alone(report: Project) -> None:
    listed = Listed(edition="2020", report=True)
    assert made(report, listed) == [("2020", "", outcome.State.MADE)]
    assert (report.output("2020") / "site" / "index.html").is_file()
    assert made(report, listed) == [("2020", "", outcome.State.UNCHANGED)]


def test_the_packs_of_a_report_that_failed_are_not_made(report: Project) -> None:
    published = report.root / "data" / "2020" / "published.csv"
    good = published.read_text()
    published.write_text(good.replace(",20,", ",21,"))
    try:
        outcomes = made(report, Listed(edition="2020", report=True, areas=("AREA-001",)))
    finally:
        published.write_text(good)
    assert outcomes == [("2020", "", outcome.State.FAILED), ("2020", "AREA-001", outcome.State.FAILED)]


def test_an_edition_with_faulty_records_fails_and_the_others_are_made(report: Project, tmp_path: Path) -> None:
    faulty = report.root / "data" / "2021"
    shutil.copytree(report.root / "data" / "2020", faulty)
    try:
        (faulty / "SYNTHETIC_areas.csv").unlink()
        outcomes = made(report, Listed(edition="2021", areas="all"), Listed(edition="2020", report=True))
    finally:
        shutil.rmtree(faulty)
    assert outcomes[0] == ("2021", "", outcome.State.FAILED)
    assert outcomes[1][:2] == ("2020", "")
    assert outcomes[1][2] is not outcome.State.FAILED
