"""The command ``statistics``: formats, files, errors, and a quick start."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.books import small_release

from annual_report.cli.main import group
from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError
from annual_report.release import write_release


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A report that was built: its settings and its release, and nothing else."""
    (tmp_path / "_config.yml").touch()
    (tmp_path / "data/2020").mkdir(parents=True)
    shutil.copy(Path(__file__).parents[3] / "data/2020/edition.toml", tmp_path / "data/2020")
    found = Project(tmp_path)
    found.output("2020").mkdir(parents=True)
    write_release(small_release(), found.output("2020") / "release.json")
    return found


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(group, ["--project", str(project.root), "statistics", *words])


def test_words_find_a_statistic_and_its_role(project: Project) -> None:
    result = run(project, "sudi")
    assert result.exit_code == 0
    assert "paste    {share}`deaths.sudi`" in result.output
    assert result.output.endswith("1 statistic\n")


def test_without_words_all_are_shown_within_80_columns(project: Project) -> None:
    output = run(project).output
    assert output.endswith("4 statistics\n")
    assert max(map(len, output.splitlines())) <= 80


def test_json_and_snippets_can_be_read(project: Project) -> None:
    assert [entry["id"] for entry in json.loads(run(project, "sudi", "--format", "json").output)] == ["deaths.sudi"]
    assert "share deaths.sudi" in json.loads(run(project, "--format", "vscode").output)


def test_a_file_is_written_whole_or_not_at_all(project: Project) -> None:
    file = project.root / "numbers.code-snippets"
    assert f"written: {file}" in run(project, "--format", "vscode", "--output", str(file)).output.replace("\n", "")
    assert json.loads(file.read_text(encoding="utf-8"))
    assert {found.name for found in project.root.iterdir()} == {"_config.yml", "data", "_build", file.name}


def test_a_folder_that_is_not_there_is_made(project: Project) -> None:
    file = project.root / ".vscode" / "report.code-snippets"
    run(project, "--format", "vscode", "--output", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))


def test_a_text_file_has_no_marks_of_the_terminal(project: Project) -> None:
    file = project.root / "numbers.txt"
    run(project, "--output", str(file))
    assert "\x1b" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["zebra"], MissingError, "no statistic has 'zebra'"),
        (["--edition", "1999"], MissingError, "Run 'annual-report build 1999' first"),
        (["--output", "/dev/null/numbers.txt"], InputError, "/dev/null/numbers.txt cannot be written"),
    ],
)
def test_what_cannot_be_done_is_explained(
    project: Project, words: list[str], error: type[Exception], message: str
) -> None:
    result = run(project, *words)
    assert isinstance(result.exception, error)
    assert message in str(result.exception)


def test_the_release_of_a_draft_is_read_first(project: Project) -> None:
    project.draft("2020").mkdir()
    release = small_release()
    fewer = release.ledger.model_copy(update={"statistics": release.ledger.statistics[-1:]})
    write_release(release.model_copy(update={"ledger": fewer}), project.draft("2020") / "release.json")
    assert run(project).output.endswith("1 statistic\n")


SLOW = {"pandas", "papermill", "matplotlib", "sphinx", "scipy", "IPython", "nbformat", "numpy"}


@pytest.mark.parametrize("module", ["annual_report.cli.main", "annual_report.cli.statistics"])
def test_the_command_starts_without_the_slow_libraries(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not SLOW & set(loaded)
