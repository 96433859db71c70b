from pathlib import Path

import pytest

from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError


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


EDITION = Path(__file__).parents[3] / "data/2020/edition.toml"


def write_edition(project: Project, name: str, start: str, end: str) -> None:
    """Write the settings of an edition whose period is another than that of 2020."""
    text = EDITION.read_text(encoding="utf-8").replace("2020-01-01", start).replace("2020-12-31", end)
    folder = project.data / name
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text(text, encoding="utf-8")


def test_the_newest_edition_is_the_one_whose_period_ends_last(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_edition(project, "2020", "2020-01-01", "2020-12-31")
    write_edition(project, "2019-revised", "2019-01-01", "2019-12-31")
    write_edition(project, "1821", "2021-01-01", "2021-12-31")
    assert project.newest_edition() == "1821"


def test_without_an_edition_none_is_the_newest(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="none of its folders has an edition"):
        Project(tmp_path).newest_edition()


def test_an_edition_that_cannot_be_read_may_be_the_newest(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_edition(project, "2020", "2020-01-01", "2020-12-31")
    write_edition(project, "2021", "2021-01-01", "soon")
    with pytest.raises(InputError, match=r"2021.edition\.toml"):
        project.newest_edition()
