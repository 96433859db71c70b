from pathlib import Path

import pytest
from tests.support.fleets import AREAS, unbuilt_report

from annual_report.errors import InputError, MissingError
from annual_report.fleet.listing import Listed, areas_of, read_list


def listed(tmp_path: Path, text: str) -> tuple[Listed, ...]:
    file = tmp_path / "editions.toml"
    file.write_text(text, encoding="utf-8")
    return read_list(file)


def test_a_list_names_editions_reports_and_areas(tmp_path: Path) -> None:
    text = """
        [[reports]]
        edition = "2019"
        report = true

        [[reports]]
        edition = "2020"
        areas = ["AREA-001", "AREA-002"]

        [[reports]]
        edition = "2021"
        areas = "all"
        """
    assert listed(tmp_path, text) == (
        Listed(edition="2019", report=True),
        Listed(edition="2020", areas=("AREA-001", "AREA-002")),
        Listed(edition="2021", areas="all"),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "setting reports: is missing, and needed"),
        ("reports = []", "setting reports: must have at least 1"),
        ('[[reports]]\nedition = "2020"', "nothing is made"),
        ('[[reports]]\nedition = "2020"\nareas = "some"', "wrong"),
        ('[[reports]]\nedition = "2020"\narea = "all"', "there is no such setting.*Did you mean areas"),
        ('[[reports]]\nedition = "../x"\nareas = "all"', "must be letters, digits and hyphens"),
        ('[[reports]]\nedition = "2020"\nareas = ["A", "A"]', "area 'A' of edition '2020' stands twice"),
        ('[[reports]]\nedition = "1"\nareas = "all"\n[[reports]]\nedition = "1"\nreport = true', "'1' stands twice"),
        ("[[reports", "not readable as TOML"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_what_is_wrong(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        listed(tmp_path, text)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"none\.toml: no such list"):
        read_list(tmp_path / "none.toml")


def test_all_areas_are_those_of_the_records(tmp_path: Path) -> None:
    project = unbuilt_report(tmp_path)
    assert areas_of(project, Listed(edition="2020", areas="all")) == AREAS
    assert areas_of(project, Listed(edition="2020", areas=("AREA-002",))) == ("AREA-002",)
    with pytest.raises(InputError, match="no area AREA-9"):
        areas_of(project, Listed(edition="2020", areas=("AREA-9",)))
