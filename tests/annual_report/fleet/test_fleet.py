"""Many packs: what is done is left alone, also after a kill, and the command says how it went."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.fleets import AREAS, Telling, own_small_report

from annual_report.cli.main import group
from annual_report.editions.project import Project
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed
from annual_report.fleet.outcome import State


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return own_small_report(tmp_path_factory)


def test_a_fleet_that_is_killed_goes_on_where_it_was(report: Project) -> None:
    command = [sys.executable, "-c", "from annual_report.cli.main import main; main()"]
    arguments = ["--project", str(report.root), "fleet", "--areas", "all", "--jobs", "1"]
    fleet = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, start_new_session=True)
    first = report.pack("2020", AREAS[0]) / "pack.json"
    while not first.is_file():
        assert fleet.poll() is None
        time.sleep(0.05)
    os.killpg(fleet.pid, signal.SIGKILL)
    fleet.wait()
    written = first.stat().st_mtime_ns
    telling = Telling()
    outcomes = make_fleet(report, (Listed(edition="2020", areas="all"),), telling)
    assert outcomes[0].state is State.UNCHANGED
    assert first.stat().st_mtime_ns == written
    assert not [outcome for outcome in outcomes if outcome.failed]
    assert sorted(telling.outcomes, key=lambda outcome: outcome.area) == list(outcomes)
    again = make_fleet(report, (Listed(edition="2020", areas="all"),), Telling())
    assert {outcome.state for outcome in again} == {State.UNCHANGED}


def test_an_edition_that_was_not_built_fails_and_the_others_are_made(report: Project, tmp_path: Path) -> None:
    listing = tmp_path / "editions.toml"
    listing.write_text('[[reports]]\nedition = "2020"\nareas = ["AREA-003"]\n', encoding="utf-8")
    release = report.output("2020") / "release.json"
    aside = release.rename(tmp_path / "release.json")
    try:
        done = CliRunner().invoke(group, ["--project", str(report.root), "fleet", str(listing)])
    finally:
        aside.rename(release)
    assert done.exit_code == 1
    assert "Run 'annual-report build 2020' first" in done.output
    assert "failed: 2020-AREA-003" in done.output


def test_the_command_ends_with_a_table_and_build_makes_one_pack(report: Project) -> None:
    done = CliRunner().invoke(group, ["--project", str(report.root), "fleet", "--areas", "AREA-001,AREA-002"])
    assert done.exit_code == 0, done.output
    assert re.search(r"2020 +│ +\d │ +\d │ +0", done.output)
    assert re.search(r"2 reports in \d+ s", done.output)
    built = CliRunner().invoke(group, ["--project", str(report.root), "build", "2020", "--area", "AREA-003"])
    assert built.exit_code == 0, built.output
    assert "private pack: _build/2020-AREA-003/site/index.html" in built.output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["fleet"], "one of them"),
        (["fleet", "x.toml", "--areas", "all"], "one of them"),
        (["fleet", "--areas", "AREA-9"], "no area AREA-9"),
        (["fleet", "--areas", "AREA-001", "--cluster", "tcp://127.0.0.1:1"], "no Dask scheduler answers"),
        (["build", "2020", "--area", "AREA-001", "-p", "area", "x"], "leave the others out"),
    ],
)
def test_wrong_use_is_refused(
    report: Project, arguments: list[str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annual_report.fleet.cluster._PATIENCE", "2s")
    (report.pack("2020", "AREA-001") / "pack.json").unlink(missing_ok=True)
    done = CliRunner().invoke(group, ["--project", str(report.root), *arguments])
    assert done.exception is not None
    assert reason in str(done.exception)
