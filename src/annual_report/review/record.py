"""The private record of disclosure control beside a release: each number with its true count and what was decided."""

import json
from pathlib import Path

from annual_report.disclosure.earlier import release_hash
from annual_report.disclosure.models import Decision, OfAreas, Reviewed
from annual_report.errors import CheckError, InputError, MissingError
from annual_report.release import Release, read_release
from annual_report.statistics.ledger import to_json, without_head
from annual_report.statistics.models import Record
from annual_report.statistics.plain import why_not
from annual_report.swap import write_whole

#: The file beside ``release.json``. It is never part of the site.
REVIEW = "review.json"
#: Stands at its head, and on every page and in every row of a release pack.
PRIVATE = "Private: holds hidden numbers. Do not publish or pass on."


class Review(Record):
    """What the checker is given: every number, every decision in force, the policy in sentences.

    ``spare`` is how many fewer hidden numbers might do, 0 where it is proven that none would; ``hash`` is that of the
    release which it is about. ``of_areas`` is what areas can tell that know their own records, None in what an older
    program wrote.
    """

    reviewed: tuple[Reviewed, ...]
    decisions: tuple[Decision, ...]
    policy: tuple[str, ...]
    spare: int
    hash: str
    of_areas: OfAreas | None = None

    @property
    def doubt(self) -> str:
        """How far what is hidden may be from the fewest that would do, in a sentence; empty if not at all."""
        if not self.spare:
            return ""
        return (
            "It is not proven that so many numbers must be hidden: the search for the fewest ended at its limit, and "
            f"at the best {self.spare} fewer would do. What is hidden is safe all the same."
        )


def write_review(review: Review, file: Path) -> None:
    """Write the review as stable JSON, at the head of which stands that it is private."""
    write_whole(to_json(review, PRIVATE), file)


def read_review(file: Path, release: Release) -> Review:
    """Return the review in ``file``, which is about ``release`` and leaves out none of its numbers.

    Raises:
        MissingError: if there is none.
        InputError: if it is not a review.
        CheckError: if it is about another release, or leaves something out.
    """
    if not file.is_file():
        raise MissingError(f"{file}: no review there. Run 'annual-report build {release.imprint.edition}' first")
    try:
        content = without_head(json.loads(file.read_text(encoding="utf-8")), PRIVATE)
        review = Review.model_validate(content, strict=False)
    except ValueError as error:
        raise InputError(f"{file}: not a review: {why_not(error)}") from error
    if faults := _faults(review, release):
        raise CheckError(f"{file}: {'; '.join(faults)}. Build the edition again")
    return review


def read_release_and_review(folder: Path) -> tuple[Release, Review]:
    """Return the release and the review that a build left in ``folder``.

    Raises:
        ReportError: as reading each of them does.
    """
    release = read_release(folder / "release.json")
    return release, read_review(folder / REVIEW, release)


def _faults(review: Review, release: Release) -> list[str]:
    if review.hash != release_hash(release):
        return ["is not about the release beside it"]
    found = {item.id for item in review.reviewed}
    missing = sorted(release.ledger.values.items.keys() - found)
    faults = [f"{len(missing)} number(s) of the release are not reviewed: {', '.join(missing)}"] if missing else []
    told = {decided.statistic for decided in release.disclosure.decided} if release.disclosure else set[str]()
    decided = {decision.statistic for decision in review.decisions}
    faults += [f"{name} is told as decided, and no decision is here" for name in sorted(told - decided)]
    return faults
