"""The commands ``release-pack`` and ``sign-off``: what they say, what they leave, what they refuse."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.reviews import built_project, released, review_of

from annual_report.cli.main import group
from annual_report.editions.project import Project
from annual_report.errors import CheckError, MissingError
from annual_report.review.record import REVIEW, write_review
from annual_report.review.standing import sign_off_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A report that was built: its settings, its release, and the review of it."""
    return built_project(tmp_path)


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(group, ["--project", str(project.root), *words])


SIGN = ("sign-off", "2020", "--by", "Grace Hopper", "--on", "2026-03-04")


def test_from_the_pack_to_the_sign_off(project: Project) -> None:
    packed = run(project, "release-pack", "2020")
    assert packed.exit_code == 0, packed.exception
    assert "21 hidden, 1 in spite of the rule" in packed.output
    assert "release pack: _build/2020/release-pack/index.html" in packed.output
    assert "Private: holds hidden numbers" in packed.output
    signed = run(project, *SIGN)
    assert signed.exit_code == 0, signed.exception
    assert signed.output.startswith("signed off: data/2020/releases/001.json\n")
    assert sign_off_of(project.edition("2020"), released()) is not None


def test_the_pack_says_how_many_fewer_hidden_numbers_might_do(project: Project) -> None:
    assert "not proven" not in run(project, "release-pack").output
    write_review(review_of(released(), spare=3), project.output("2020") / REVIEW)
    assert "at the best 3 fewer would do" in run(project, "release-pack").output


def test_the_sign_off_holds_nothing_that_is_hidden(project: Project) -> None:
    run(project, "release-pack")
    run(project, *SIGN)
    stored = (project.root / "data" / "2020" / "releases" / "001.json").read_text(encoding="utf-8")
    assert "Mary Somerville" not in stored
    assert '"members": ""' in stored
    assert '"incidents": null' in stored


def test_the_pack_is_not_in_the_site(project: Project) -> None:
    site = project.output("2020") / "site"
    site.mkdir()
    run(project, "release-pack")
    assert list(site.iterdir()) == []


def test_before_a_build_there_is_nothing_to_check(project: Project) -> None:
    shutil.rmtree(project.output("2020"))
    for words in (("release-pack",), SIGN):
        result = run(project, *words)
        assert isinstance(result.exception, MissingError)
        assert "annual-report build" in str(result.exception)


def test_without_a_pack_there_is_no_sign_off(project: Project) -> None:
    assert isinstance(run(project, *SIGN).exception, CheckError)


@pytest.mark.parametrize(
    "words", [("sign-off", "--by", "A B"), ("sign-off", "--on", "2026-03-04"), (*SIGN[:-1], "4.3.2026")]
)
def test_a_name_and_a_day_are_needed(project: Project, words: tuple[str, ...]) -> None:
    run(project, "release-pack")
    assert run(project, *words).exit_code == 2
    assert not (project.root / "data" / "2020" / "releases").exists()
