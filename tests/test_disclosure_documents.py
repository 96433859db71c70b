"""The page for those who release: its settings are read, its commands are run, its messages are the program's."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import ROOT
from tests.support.ledgers import published_ledger
from tests.support.reviews import DECISION, built_project, changed, released

from annual_report.cli.main import group
from annual_report.disclosure.decisions import read_decisions
from annual_report.editions.policy import Policy
from annual_report.review.standing import standing

PAGE = (ROOT / "docs" / "disclosure.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def commands() -> Iterator[tuple[list[str], str]]:
    """Give each command with what the page says that it prints."""
    for (name, text), (_, printed) in pairwise(BLOCKS):
        if name == "sh":
            yield shlex.split(text)[1:], printed


def test_the_settings_are_a_policy() -> None:
    (settings,) = blocks("toml")
    policy = Policy.model_validate(tomllib.loads(settings)["disclosure"])
    assert (policy.threshold, policy.events) == (10, 15)


def test_the_decision_can_be_read(tmp_path: Path) -> None:
    (text,) = blocks("csv")
    (tmp_path / "decisions.csv").write_text(text, encoding="utf-8")
    assert read_decisions(tmp_path / "decisions.csv") == (DECISION,)


def test_the_worked_example_runs_as_it_is_told(tmp_path: Path) -> None:
    project = built_project(tmp_path)
    edition = project.edition("2020")
    unsigned, signed, voided = (text for text in blocks("") if "signed off" in text and "releases/" not in text)
    assert standing(edition, released()) == unsigned.strip()
    runs = list(commands())
    assert [words[0] for words, _ in runs] == ["release-pack", "sign-off"]
    for words, printed in runs:
        result = CliRunner().invoke(group, ["--project", str(project.root), *words])
        assert result.exit_code == 0, result.exception
        assert result.output == printed
    assert standing(edition, released()) == signed.strip()
    assert standing(edition, released(changed(published_ledger(), "deaths.cause.sudi", 62))) == voided.strip()


MESSAGES = re.findall(r"^\| `([^`]+)` \|", PAGE.partition("## What each message means")[2], re.MULTILINE)


@pytest.mark.parametrize("message", MESSAGES)
def test_each_message_is_one_of_the_programs(message: str) -> None:
    folders = ("disclosure", "review")
    files = [file for name in folders for file in (ROOT / "src" / "annual_report" / name).glob("*.py")]
    files.append(ROOT / "src" / "annual_report" / "release.py")
    assert any(message in file.read_text(encoding="utf-8") for file in files)
