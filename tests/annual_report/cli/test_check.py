import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT, copy_project
from tests.support.ledgers import published_ledger

from annual_report.cli.main import main
from annual_report.editions.models import load_edition
from annual_report.editions.project import Project
from annual_report.release import make_release, write_release


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the report, with the release of a build in it."""
    project = copy_project(tmp_path)
    project.output("2020").mkdir(parents=True)
    release = make_release(load_edition(ROOT / "data" / "2020"), published_ledger(), ())
    write_release(release, project.output("2020") / "release.json")
    return project


def check(project: Project, *words: str) -> int:
    try:
        main(["--project", str(project.root), "check", *words])
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def test_a_sound_narrative_passes_and_is_counted(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project) == 0
    assert capsys.readouterr().out.rstrip().endswith("silences, 0 findings")


def test_all_findings_are_told_in_one_run(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.book / "pandemic.md").write_text("# A third\n\nThere were 63 deaths.\n\nIt rose.\n", encoding="utf-8")
    assert check(project) == 1
    told = capsys.readouterr().out
    assert [line for line in told.split("\n") if line.startswith("book/")][:3] == [
        line for line in told.split("\n") if line.startswith("book/pandemic.md:")
    ]
    assert "3 findings" in told


@pytest.mark.parametrize(("form", "start"), [("github", "::error file=book/pandemic.md,line=3,"), ("json", "{")])
def test_editors_and_build_machines_are_told_in_their_own_way(
    form: str, start: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.book / "pandemic.md").write_text("# Pandemic\n\nThere were 63 deaths.\n", encoding="utf-8")
    assert check(project, "--format", form) == 1
    told = capsys.readouterr().out
    assert told.startswith(start)
    if form == "json":
        assert json.loads(told)["findings"][0]["line"] == 3


def test_without_a_build_the_command_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(copy_project(tmp_path)) == 2
    assert "annual-report build" in capsys.readouterr().err


def test_a_draft_is_read_before_the_last_build(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = published_ledger()
    other = tuple(
        item.model_copy(update={"count": 30}) if item.id == "deaths.cause.sudi" else item for item in ledger.statistics
    )
    release = make_release(load_edition(ROOT / "data" / "2020"), ledger.model_copy(update={"statistics": other}), ())
    project.draft("2020").mkdir()
    write_release(release, project.draft("2020") / "release.json")
    assert check(project) == 1
    assert "largest(deaths.cause.sudi) does not hold" in capsys.readouterr().out


def test_the_check_loads_nothing_that_runs_notebooks_or_draws() -> None:
    slow = ("pandas", "papermill", "matplotlib", "sphinx", "scipy", "ipykernel")
    program = f"import sys, annual_report.cli.check; print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
