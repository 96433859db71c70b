"""Signs a release off: a person has read its pack, and says on a day that it may be published."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from annual_report.disclosure.earlier import Earlier, read_earlier, write_earlier
from annual_report.disclosure.models import Decision
from annual_report.disclosure.people import same_person
from annual_report.disclosure.register import register_file, write_register
from annual_report.editions.dates import in_words
from annual_report.editions.models import Edition
from annual_report.errors import CheckError, InputError
from annual_report.private import publish
from annual_report.release import Release, as_signed_off
from annual_report.review.folder import holds
from annual_report.review.pack import make_pack
from annual_report.review.record import Review
from annual_report.review.standing import sign_off_of
from annual_report.statistics.ledger import Ledger


def sign_off(edition: Edition, release: Release, review: Review, ledger: Ledger, pack: Path, by: str, on: date) -> Path:
    """Record that ``by`` signed the release off, and return the file that says so.

    Which records the release counts is kept beside the records: later editions are held against it.

    Args:
        edition: whose release it is.
        release: what is to be published.
        review: its review.
        ledger: what it was made from.
        pack: the folder of the release pack that was read.
        by: the person's name.
        on: the day.

    Raises:
        CheckError: if the pack, or the ledger, is not of this release.
        InputError: if nothing changed since the latest sign-off, the person or the day cannot be right, or the release
            has not been through disclosure control.
    """
    earlier = read_earlier(edition.releases_folder)
    _require_changed(review, earlier)
    if not holds(pack, make_pack(release, review, earlier)):
        raise CheckError(
            f"{pack}: is not the pack of this release. Run 'annual-report release-pack {edition.name}', "
            "have it checked, and sign off then"
        )
    _require_counted(review, ledger, edition.name)
    _require_other_person(by, review.decisions)
    _require_later(on, earlier, review.decisions)
    published = as_signed_off(release, edition)
    signed = Earlier(number=len(earlier) + 1, release=published, hash=review.hash, by=by.strip(), on=on)
    write_register(edition, signed.number, signed.hash, ledger)  # first: a release without one stops other editions
    file = write_earlier(edition.releases_folder, signed)
    publish(edition.releases_folder)
    return file


def keep_register(edition: Edition, release: Release, ledger: Ledger) -> None:
    """Write the register of the sign-off that covers a release, if it has none: it may have been lost.

    Raises:
        InputError: if it cannot be written.
        CheckError: if an earlier release was altered or is missing.
    """
    covering = sign_off_of(edition, release)
    if covering is not None and not register_file(edition, covering.number).exists():
        write_register(edition, covering.number, covering.hash, ledger)


def _require_changed(review: Review, earlier: Sequence[Earlier]) -> None:
    if earlier and earlier[-1].hash == review.hash:
        latest = earlier[-1]
        raise InputError(
            f"nothing changed since release {latest.number:03d}, which {latest.by} signed off on "
            f"{in_words(latest.on)}: it stands, and no other sign-off is needed"
        )


def _require_counted(review: Review, ledger: Ledger, edition: str) -> None:
    reviewed = {item.id: item.count for item in review.reviewed if item.count is not None}
    if reviewed != {item.id: item.count for item in ledger.statistics}:
        raise CheckError(
            f"ledger.json is not what this release was made from. Run 'annual-report build {edition}' again"
        )


def _require_other_person(by: str, decisions: Sequence[Decision]) -> None:
    if not any(letter.isalpha() for letter in by):
        raise InputError(f"--by {by!r} is not a person's name")
    own = [decision.statistic for decision in decisions if same_person(by, decision.who)]
    if own:
        raise InputError(f"{by} decided to print {', '.join(own)} in spite of the rule: another person signs off")


def _require_later(on: date, earlier: Sequence[Earlier], decisions: Sequence[Decision]) -> None:
    for signed in earlier[-1:]:
        if on < signed.on:
            raise InputError(
                f"--on {on} lies before {signed.on}, when release {signed.number:03d} was signed off: give today's date"
            )
    for decision in decisions:
        if on < decision.when:
            raise InputError(
                f"--on {on} lies before {decision.when}, when it was decided to print {decision.statistic}: "
                "give today's date, or mend decisions.csv"
            )
