"""Any command first puts in order what a killed one left, whatever it refuses then."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from annual_report.cli.main import group
from annual_report.editions.project import Project
from annual_report.errors import MissingError


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A report of which a killed build left the last good output aside, and much else."""
    (tmp_path / "_config.yml").touch()
    for folder in ("data", "notebooks", ".annual-report-change.new", "_build/.2020.new", "_build/.store/aside"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "_build" / ".2020.old").mkdir()
    (tmp_path / "_build" / ".2020.old" / "site").touch()
    (tmp_path / "_build" / ".store" / "aside" / "new-half").touch()
    decided = tmp_path / ".annual-report-change"
    for part in ("new", "old", "absent"):
        (decided / part / "notebooks").mkdir(parents=True)
    (decided / "new" / "notebooks" / "b.ipynb").write_text("new")
    (tmp_path / "notebooks" / "a.ipynb").write_text("new")
    (tmp_path / "notebooks" / "b.ipynb").write_text("old")
    return Project(tmp_path)


@pytest.mark.parametrize("words", [["build", "1999"], ["check", "1999"], ["release-pack", "1999"], ["fleet"]])
def test_a_command_that_refuses_has_put_all_in_order(project: Project, words: list[str]) -> None:
    words = [*words, "--areas", "all", "--edition", "1999"] if words == ["fleet"] else words
    result = CliRunner().invoke(group, ["--project", str(project.root), *words])
    assert isinstance(result.exception, MissingError)
    assert [file.name for file in project.output("2020").iterdir()] == ["site"]
    assert sorted(path.name for path in (project.root / "_build").iterdir()) == [".store", "2020"]
    assert not list((project.store / "aside").iterdir())
    assert {file.name: file.read_text() for file in project.notebooks.iterdir()} == {"a.ipynb": "new", "b.ipynb": "new"}
