"""The review is about the release beside it, and leaves none of its numbers out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.ledgers import published_ledger
from tests.support.reviews import changed, released, review_of

from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, MissingError
from annual_report.review.record import Review, read_release_and_review, read_review, write_review

RELEASE = released()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    review = review_of(RELEASE)
    write_review(review, tmp_path / "review.json")
    assert read_review(tmp_path / "review.json", RELEASE) == review


def test_a_build_leaves_both(reviewed: Project) -> None:
    assert read_release_and_review(reviewed.output("2020")) == (RELEASE, review_of(RELEASE))


def test_no_review_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="annual-report build 2020"):
        read_review(tmp_path / "review.json", RELEASE)


def test_what_is_no_review_is_refused(tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="not a review"):
        read_review(tmp_path / "review.json", RELEASE)


def test_a_review_of_another_release_is_refused(tmp_path: Path) -> None:
    other = changed(published_ledger(), "incidents", 483)
    write_review(review_of(released(other), other), tmp_path / "review.json")
    with pytest.raises(CheckError, match="is not about the release beside it"):
        read_review(tmp_path / "review.json", RELEASE)


def _without_a_number(review: Review) -> Review:
    return review.model_copy(update={"reviewed": tuple(item for item in review.reviewed if item.id != "incidents")})


def _without_a_decision(review: Review) -> Review:
    return review.model_copy(update={"decisions": ()})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without_a_number, r"1 number\(s\) of the release are not reviewed: incidents"),
        (_without_a_decision, "other.reason.criminal_exploitation is told as decided, and no decision is here"),
    ],
)
def test_what_is_left_out_is_named(tmp_path: Path, change: Callable[[Review], Review], message: str) -> None:
    write_review(change(review_of(RELEASE)), tmp_path / "review.json")
    with pytest.raises(CheckError, match=message):
        read_review(tmp_path / "review.json", RELEASE)
