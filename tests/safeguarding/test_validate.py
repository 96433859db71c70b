"""The command, on the subject that is installed."""

import hashlib

import pytest
from tests.support.incident_records import DataSet

from annual_report.cli.main import main


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code


def test_sound_records_are_said_to_be_sound(data: DataSet, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", str(data.folder)) == 0
    assert capsys.readouterr().out == "sound: 20 records in 7 tables\n"


def test_faults_are_shown_and_nothing_on_disk_changes(data: DataSet, capsys: pytest.CaptureFixture[str]) -> None:
    data.put("children", 3, "sex", "femal")
    data.put("lcsprs", 2, "incident_id", "I-9")
    before = {file: hashlib.sha256(file.read_bytes()).digest() for file in data.folder.rglob("*")}
    assert run("validate", str(data.folder)) == 2
    assert {file: hashlib.sha256(file.read_bytes()).digest() for file in data.folder.rglob("*")} == before
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "2 fault(s)" in shown.err
    assert "SYNTHETIC_children.csv, row 3, column sex: 'femal'" in shown.err
    assert "SYNTHETIC_lcsprs.csv, row 2, column incident_id: 'I-9'" in shown.err
    assert "Traceback" not in shown.err


def test_a_folder_without_an_edition_is_refused(data: DataSet, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", str(data.reference)) == 2
    assert "no such edition" in capsys.readouterr().err
