"""The command ``compare``: formats, exit codes, errors, and use without a report."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.books import small_release

from annual_report.cli.main import group
from annual_report.errors import MissingError
from annual_report.release import write_release


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report with a sentence and a build, and beside it a ledger that differs. The current folder is another."""
    report = tmp_path / "report"
    for name in ("data", "book", "_build/2020", "elsewhere"):
        (report / name).mkdir(parents=True)
    (report / "_config.yml").touch()
    (report / "book" / "page.md").write_text("Of all, {count}`deaths.sudi` were SUDI.\n")
    release = small_release()
    write_release(release, report / "_build" / "2020" / "release.json")
    statistics = tuple(item.model_copy(update={"count": item.count - 1}) for item in release.ledger.statistics[:-1])
    release.ledger.model_copy(update={"statistics": statistics}).write(tmp_path / "b.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, project: str = "report") -> Result:
    return CliRunner().invoke(group, [*(["--project", project] if project else []), "compare", *words])


def test_an_edition_and_a_ledger_are_compared_with_the_sentences_touched(folder: Path) -> None:
    result = run("2020", "b.json")
    assert result.exit_code == 0
    assert "Statistics: 1 removed, 3 changed" in result.output
    assert "Of all, [63 → 62] were SUDI." in result.output


def test_without_a_report_there_are_no_sentences(folder: Path) -> None:
    result = run("report/_build/2020", "b.json", project="")
    assert result.exit_code == 0
    assert "no sentence was looked for" in result.output


@pytest.mark.parametrize(("other", "code"), [("b.json", 1), ("2020", 0)])
def test_a_change_can_be_a_failure(folder: Path, other: str, code: int) -> None:
    assert run("2020", other, "--fail-on-change").exit_code == code


def test_json_and_markdown_can_be_written_to_files(folder: Path) -> None:
    assert json.loads(run("2020", "b.json", "--format", "json").output)["differs"] is True
    run("2020", "b.json", "--format", "markdown", "--output", "b.md")
    assert (folder / "b.md").read_text(encoding="utf-8").startswith("# What differs from A to B")


@pytest.mark.parametrize(
    ("words", "project", "message"),
    [
        (["2020", "c.json"], "report", "c.json: there is no such file, folder or built edition"),
        (["report", "b.json"], "report", "no ledger.json and no release.json in it"),
        (["b.json", "b.json"], ".", "no report here"),
    ],
)
def test_what_cannot_be_compared_is_explained(folder: Path, words: list[str], project: str, message: str) -> None:
    result = run(*words, project=project)
    assert isinstance(result.exception, MissingError)
    assert message in str(result.exception)


SLOW = {"pandas", "papermill", "matplotlib", "sphinx", "scipy", "IPython", "nbformat", "numpy", "myst_parser"}


def test_the_command_starts_without_the_slow_libraries() -> None:
    program = "import sys, annual_report.cli.compare; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not SLOW & set(loaded)
