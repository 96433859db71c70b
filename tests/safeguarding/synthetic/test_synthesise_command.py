"""The command that writes synthetic records: the committed bytes again, and real records never touched."""

import hashlib
from pathlib import Path

import pytest
from tests.conftest import ROOT

from annual_report.cli.main import main
from annual_report.editions.project import Project

SETTING = "synthetic = true"


def run(project: Project, *words: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["--project", str(project.root), "synthesise", *words])
    return left.value.code


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_it_writes_the_committed_records_again(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project.root / "data" / "2020"
    for file in folder.glob("SYNTHETIC_*"):
        file.unlink()
    assert run(project, "2020") == 0
    assert contents(folder) == contents(ROOT / "data" / "2020")
    told = capsys.readouterr().out
    for file in folder.glob("SYNTHETIC_*"):
        assert f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" in told


def test_real_records_are_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project.root / "data" / "2020"
    settings = folder / "edition.toml"
    settings.write_text(settings.read_text().replace(SETTING, "synthetic = false"))
    before = contents(folder)
    assert run(project, "2020") == 2
    assert "has real records: nothing was written" in capsys.readouterr().err
    assert contents(folder) == before


def test_a_faulty_published_file_changes_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project.root / "data" / "2020"
    published = folder / "published.csv"
    published.write_text(published.read_text().replace(",nine,words,", ",umpteen,words,"))
    before = contents(folder)
    assert run(project, "2020") == 2
    assert "published.csv, row 10, column printed: 'umpteen'" in capsys.readouterr().err
    assert contents(folder) == before


def test_a_folder_that_cannot_be_written_to_is_named(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    settings = project.root / "data" / "2020" / "edition.toml"
    settings.write_text(settings.read_text().replace('folder = "."', 'folder = "elsewhere"'))
    assert run(project, "2020") == 2
    assert "cannot be written to" in capsys.readouterr().err


def test_a_missing_edition_is_named(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, "1999") == 2
    assert "there is no edition '1999'" in capsys.readouterr().err
