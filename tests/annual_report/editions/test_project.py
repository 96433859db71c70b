from pathlib import Path

import pytest

from annual_report.editions.project import Project
from annual_report.errors import MissingError


def write_release(folder: Path) -> Path:
    folder.mkdir(parents=True)
    file = folder / "release.json"
    file.write_text("{}")
    return file


def test_the_last_release_is_the_finished_builds(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.draft("2020").mkdir(parents=True)
    finished = write_release(project.output("2020"))
    assert project.last_release("2020") == finished


def test_a_draft_is_newer_than_the_finished_build(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_release(project.output("2020"))
    draft = write_release(project.draft("2020"))
    assert project.last_release("2020") == draft


def test_an_edition_that_was_never_built_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="Run 'annual-report build 2021' first"):
        Project(tmp_path).last_release("2021")
