"""An edition's files are judged together, all faults at once, before a notebook runs."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.incident_records import DataSet

from annual_report.errors import MissingError
from annual_report.faults import RecordsError
from annual_report.judging import judge_folder

DECISION = "statistic,shown,reason,who,when,reviewed_by\n"


def faults(data: DataSet) -> list[str]:
    with pytest.raises(RecordsError) as caught:
        judge_folder(data.folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_sound_edition_passes(data: DataSet) -> None:
    assert judge_folder(data.folder).name == "2020"


def test_faults_of_every_file_are_told_at_once(data: DataSet) -> None:
    data.put("children", 3, "sex", "femal")
    (data.folder / "published.csv").write_bytes(b'\xff\x00"')
    (data.folder / "decisions.csv").write_text(DECISION + "a.b,number,because,Ann,2020-01-01,Ann\n", encoding="utf-8")
    (data.folder / "releases").mkdir()
    (data.folder / "releases" / "001.json").write_text("{}", encoding="utf-8")
    told = faults(data)
    for name in ("SYNTHETIC_children.csv, row 3", "published.csv", "decisions.csv, row 2", "releases"):
        assert any(fault.startswith(name) for fault in told), name


def test_other_files_are_judged_although_the_settings_are_wrong(data: DataSet) -> None:
    settings = data.folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("title =", "titel ="), encoding="utf-8")
    (data.folder / "published.csv").write_text("id;paragraph;statement\n", encoding="utf-8")
    (data.folder / "decisions.csv").write_text("statistic,show\n", encoding="utf-8")
    told = faults(data)
    assert any("setting titel: 'A report': there is no such setting" in fault for fault in told)
    assert any("separated by semicolons" in fault for fault in told)
    assert any(fault.startswith("decisions.csv") for fault in told)
    assert any("the records were not looked at" in fault for fault in told)


def test_a_parameter_and_a_subject_that_nobody_knows_are_faults_of_the_edition(data: DataSet) -> None:
    settings = data.folder / "edition.toml"
    text = settings.read_text("utf-8").replace('subject = "safeguarding"', 'subject = "fishing"')
    settings.write_text(text + "[parameters]\naera = 'all'\n", encoding="utf-8")
    told = faults(data)
    assert any("Did you mean 'area'" in fault for fault in told)
    assert any("no subject 'fishing' is installed" in fault for fault in told)


ODD: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a device": lambda file: file.symlink_to("/dev/zero"),
    "a folder": Path.mkdir,
    "a link to nowhere": lambda file: file.symlink_to("nowhere"),
}


@pytest.mark.parametrize("name", ["edition.toml", "published.csv", "decisions.csv", "SYNTHETIC_areas.csv"])
@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_is_no_plain_file_is_named(data: DataSet, make: Callable[[Path], object], name: str) -> None:
    (data.folder / name).unlink(missing_ok=True)
    make(data.folder / name)
    assert any(fault.startswith(f"{name}: this is a") for fault in faults(data))


def test_an_edition_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such edition"):
        judge_folder(tmp_path)


def test_a_misread_area_is_told_once_and_nothing_is_suggested_for_what_follows(data: DataSet) -> None:
    data.put("areas", 2, "area_code", "AREA-001\u00a0")
    (told,) = faults(data)
    assert told.startswith("SYNTHETIC_areas.csv, row 2, column area_code: 'AREA-001\\xa0' (with U+00A0 NO-BREAK SPACE)")


def test_an_empty_table_is_told_once(data: DataSet) -> None:
    data.edit("children", lambda lines: lines[:1])
    assert faults(data) == ["SYNTHETIC_children.csv: the file has a header but no records"]
