from datetime import date

import pytest
from tests.support.incident_records import DataSet

from annual_report.errors import InputError, MissingError
from safeguarding.section import open_section, place_of


def test_a_section_opens_in_a_folder_of_the_project(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder.parent.parent / "_config.yml").touch()
    monkeypatch.chdir(data.folder)
    records, publish = open_section("2020", "all")
    assert len(records.incidents) == 4
    publish.total("incidents", records.incidents, label="Incidents")


def test_an_unknown_edition_is_refused(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder.parent.parent / "_config.yml").touch()
    monkeypatch.chdir(data.folder)
    with pytest.raises(MissingError, match="no edition '2021'"):
        open_section("2021", "all")


def test_titles_name_the_whole_country_or_the_area() -> None:
    assert (place_of("all"), place_of("AREA-001")) == ("England", "AREA-001")


@pytest.fixture
def _in_project(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    (data.folder.parent.parent / "_config.yml").touch()
    monkeypatch.chdir(data.folder)


@pytest.mark.usefixtures("_in_project")
def test_an_area_that_is_forgotten_is_asked_for() -> None:
    with pytest.raises(InputError, match=r"was not told whose records.*open_section\(edition, area\)"):
        open_section("2020")


@pytest.mark.usefixtures("_in_project")
def test_digits_may_come_as_a_number(data: DataSet) -> None:
    data.put("areas", 3, "area_code", "7")
    data.put("incidents", 5, "area_code", "7")
    records, _ = open_section(2020, 7)
    assert (len(records.incidents), place_of(7)) == (1, "7")


@pytest.mark.usefixtures("_in_project")
@pytest.mark.parametrize("edition", [2020.0, True, None, date(2020, 1, 1), float("nan")])
def test_a_parameter_that_is_no_text_is_refused_in_words(edition: object) -> None:
    with pytest.raises(InputError, match=r"the parameter 'edition' is .*, which is no text\. .*-r edition"):
        open_section(edition, "all")  # type: ignore[arg-type]  # whatever papermill gives
