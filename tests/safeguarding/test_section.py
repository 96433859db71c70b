import pytest
from tests.support.incident_records import DataSet

from annual_report.errors import MissingError
from safeguarding.section import open_section, place_of


def test_a_section_opens_in_a_folder_of_the_project(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder.parent.parent / "_config.yml").touch()
    monkeypatch.chdir(data.folder)
    records, publish = open_section("2020")
    assert len(records.incidents) == 4
    publish.total("incidents", records.incidents, label="Incidents")


def test_an_unknown_edition_is_refused(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder.parent.parent / "_config.yml").touch()
    monkeypatch.chdir(data.folder)
    with pytest.raises(MissingError, match="no edition '2021'"):
        open_section("2021")


def test_titles_name_the_whole_country_or_the_area() -> None:
    assert (place_of("all"), place_of("AREA-001")) == ("England", "AREA-001")
