"""A pack, whole: its pages say what they are, and tell nothing that they must not."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from tests.support.fleets import AREAS, Telling, own_small_report, write_notebook
from tests.support.reviews import built_project

from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, MissingError, RunError
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed
from annual_report.fleet.outcome import State
from annual_report.fleet.task import run_task
from annual_report.leaks.traces import traces_of_edition
from annual_report.packs.pack import PackOrder, known_to_areas, make_pack, release_for_packs, require_areas
from annual_report.packs.record import inputs_of_packs, is_done
from annual_report.packs.source import PRIVATE
from annual_report.press.processes import in_own_process


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small report with the packs of all its areas."""
    project = own_small_report(tmp_path_factory)
    telling = Telling()
    outcomes = make_fleet(project, (Listed(edition="2020", areas="all"),), telling)
    assert [(outcome.area, outcome.reason) for outcome in outcomes] == [(area, "") for area in AREAS]
    return project


def pages(project: Project, area: str) -> dict[str, BeautifulSoup]:
    site = project.pack("2020", area) / "site"
    return {
        file.name: BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for file in sorted(site.glob("*.html"))
    }


def row(page: BeautifulSoup, label: str) -> list[str]:
    for found in page.find_all("tr"):
        cells = [cell.get_text(strip=True) for cell in found.find_all(["th", "td"])]
        if cells and cells[0] == label:
            return cells
    raise AssertionError(label)


@pytest.mark.parametrize("area", AREAS)
def test_every_page_and_chart_is_marked_private_and_names_the_area(report: Project, area: str) -> None:
    found = pages(report, area)
    assert {"index.html", "01-types.html", "02-children.html", "search.html"} <= set(found)
    for page in found.values():
        text = " ".join(page.get_text(" ", strip=True).split())
        assert PRIVATE in text
        assert "Synthetic records." in text
        assert f"A report: {area}" in text
    for picture in (report.pack("2020", area) / "site" / "_images").glob("*.svg"):
        assert PRIVATE.partition(".")[0] in picture.read_text(encoding="utf-8")


def test_the_areas_numbers_stand_beside_those_of_all_areas_and_what_is_hidden_stays_hidden(report: Project) -> None:
    page = pages(report, "AREA-001")["01-types.html"]
    assert row(page, "Fatal") == ["Fatal", "2", "[c]", "[c]"]
    assert row(page, "Serious harm") == ["Serious harm", "1", "2", "50%"]
    assert row(page, "Total") == ["Total", "3", "4", "100%"]


def test_an_area_without_an_incident_has_a_pack_too(report: Project) -> None:
    found = pages(report, "AREA-003")
    assert row(found["index.html"], "Incidents notified") == ["Incidents notified", "0", "4"]
    assert not found["01-types.html"].find("figure")


def test_no_national_headline_download_or_page_of_another_area_is_in_a_pack(report: Project) -> None:
    site = report.pack("2020", "AREA-001") / "site"
    text = "".join(file.read_text(encoding="utf-8") for file in site.glob("*.html"))
    assert "More serious harm than death" not in text
    assert "downloads/" not in text
    assert "AREA-002" not in text


def order(project: Project, area: str) -> PackOrder:
    file = release_for_packs(project, "2020")
    edition = project.edition("2020")
    return PackOrder(project, "2020", area, file, inputs_of_packs(project, edition, file), traces_of_edition(edition))


def executed(project: Project, area: str) -> dict[str, bytes]:
    folder = project.pack("2020", area) / "notebooks"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.ipynb"))}


def test_a_pack_that_tells_of_a_record_is_refused_and_the_last_one_stays(report: Project) -> None:
    leaking = {
        name: content.replace(b'"header": "Type of incident"', b'"header": "Type of I-1"')
        for name, content in executed(report, "AREA-001").items()
    }
    before = executed(report, "AREA-001")
    with pytest.raises(CheckError, match="record-id"):
        in_own_process(make_pack, order(report, "AREA-001"), leaking)
    assert executed(report, "AREA-001") == before
    assert not list(report.pack("2020", "AREA-001").parent.glob(".*new*"))


def test_pages_that_sphinx_complains_of_are_refused(report: Project) -> None:
    config = report.root / "_config.yml"
    kept = config.read_text(encoding="utf-8")
    config.write_text(kept.replace("back_to_top_button: false", "no_such_option: false"), encoding="utf-8")
    try:
        with pytest.raises(RunError, match=r"could not be made:\n.*unsupported theme option 'no_such_option'"):
            in_own_process(make_pack, order(report, "AREA-001"), executed(report, "AREA-001"))
    finally:
        config.write_text(kept, encoding="utf-8")


def test_what_a_title_says_is_never_read_as_markup(report: Project) -> None:
    sound = executed(report, "AREA-002")
    odd = {
        name: content.replace(b"# Notebook: the types", b"# Notebook: the {nothing}`types` *of* [x](y) <b> | #")
        for name, content in sound.items()
    }
    in_own_process(make_pack, order(report, "AREA-002"), odd)
    heading = pages(report, "AREA-002")["01-types.html"].find("h1")
    assert heading is not None
    assert heading.get_text().startswith("The {nothing}`types` *of* [x](y) <b> | #")
    in_own_process(make_pack, order(report, "AREA-002"), sound)


def test_the_same_pack_has_the_same_bytes(report: Project, tmp_path: Path) -> None:
    folder = report.pack("2020", "AREA-002")
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    in_own_process(make_pack, order(report, "AREA-002"), executed(report, "AREA-002"))
    names = {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}
    assert names == {file.relative_to(kept) for file in kept.rglob("*") if file.is_file()}
    assert all((folder / name).read_bytes() == (kept / name).read_bytes() for name in names)


def test_a_pack_is_done_until_its_inputs_or_its_files_change(report: Project) -> None:
    folder = report.pack("2020", "AREA-003")
    inputs = order(report, "AREA-003").inputs
    assert is_done(folder, inputs)
    assert not is_done(folder, "other inputs")
    assert not is_done(report.pack("2020", "AREA-999"), inputs)
    page = folder / "site" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("0", "1"), encoding="utf-8")
    assert not is_done(folder, inputs)
    page.write_text(text, encoding="utf-8")
    assert is_done(folder, inputs)


def test_what_a_pack_is_made_from_is_known_by_content(report: Project) -> None:
    edition, file = report.edition("2020"), release_for_packs(report, "2020")
    before = inputs_of_packs(report, edition, file)
    notebook = report.notebooks / "01-types.ipynb"
    kept = notebook.read_bytes()
    notebook.write_bytes(kept + b"\n")
    assert inputs_of_packs(report, edition, file) != before
    notebook.write_bytes(kept)
    assert inputs_of_packs(report, edition, file) == before


def test_areas_that_are_not_there_and_editions_that_were_not_built_are_named(report: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no area AREA-9, AREA-X"):
        require_areas(report.edition("2020"), ("AREA-X", "AREA-001", "AREA-9"))
    with pytest.raises(MissingError, match="Run 'annual-report build 2020' first"):
        release_for_packs(Project(tmp_path), "2020")


def test_a_notebook_that_fails_for_one_area_stops_no_other(report: Project) -> None:
    source = 'publish.total("reviews", records.rapid_reviews, label="Reviews")\nassert area != "AREA-002", "no good"'
    write_notebook(report, "03-reviews", source)
    try:
        outcomes = make_fleet(report, (Listed(edition="2020", areas=AREAS[:2]),), Telling())
    finally:
        (report.notebooks / "03-reviews.ipynb").unlink()
    assert [outcome.state for outcome in outcomes] == [State.MADE, State.FAILED]
    assert "03-reviews.ipynb, cell 5: AssertionError: no good" in outcomes[1].reason


def test_no_pack_holds_what_was_opened_of_another_area(report: Project) -> None:
    source = (
        'records, publish = open_section(edition, "all")\npublish.total("reviews", records.lcsprs, label="Reviews")'
    )
    write_notebook(report, "03-reviews", source)
    before = executed(report, "AREA-001")
    try:
        (outcome,) = make_fleet(report, (Listed(edition="2020", areas=AREAS[:1]),), Telling())
    finally:
        (report.notebooks / "03-reviews.ipynb").unlink()
    assert outcome.state == State.FAILED
    opened = (
        "03-reviews.ipynb, cell 5: was run for edition '2020' and area 'AREA-001', and opened the records of edition"
    )
    assert f"{opened} '2020' and area 'all'" in outcome.reason
    assert executed(report, "AREA-001") == before


@pytest.mark.parametrize("helper", ["load(this)", "Records(this)", 'prepare(this).read("incidents")'])
def test_whatever_opens_records_says_so(report: Project, helper: str) -> None:
    project = "from annual_report.editions.project import find_project\nthis = find_project().edition(edition)\n"
    imported = "from safeguarding.records import Records, load, prepare\n"
    write_notebook(report, "03-helper", f"{project}{imported}{helper}")
    told = (("area", "AREA-001"), ("edition", "2020"))
    try:
        with pytest.raises(RunError, match=r"03-helper\.ipynb, cell 5: was run for .*'AREA-001', and opened .*'all'"):
            run_task(report.root, "03-helper.ipynb", told)
    finally:
        (report.notebooks / "03-helper.ipynb").unlink()


@pytest.mark.parametrize("area", ["all", "ALL"])
def test_the_whole_edition_has_no_pack(report: Project, area: str) -> None:
    with pytest.raises(InputError, match=f"the area '{area}' can have no pack: the word means the whole edition"):
        require_areas(report.edition("2020"), (area,))


def test_no_pack_is_made_of_a_release_that_was_not_held_against_areas(tmp_path: Path) -> None:
    project = built_project(tmp_path)  # as an older program left it
    with pytest.raises(CheckError, match="was not held against areas that know their own records"):
        known_to_areas(project, "2020")


def test_a_fleet_says_what_areas_can_work_out(report: Project) -> None:
    telling = Telling()
    make_fleet(report, (Listed(edition="2020", areas="all"),), telling)
    assert any(f"tried as {len(AREAS)} areas with their own records" in step for step in telling.steps)
