"""From the ledger to the release: figures assessed, disclosure controlled, and the sign-off looked up."""

from dataclasses import dataclass

from annual_report.disclosure.control import control
from annual_report.disclosure.decisions import read_decisions
from annual_report.disclosure.earlier import read_earlier, release_hash
from annual_report.disclosure.linked import read_linked
from annual_report.disclosure.position import Case
from annual_report.editions.models import Edition
from annual_report.figures.published import read_published
from annual_report.figures.verdicts import assess, released_verdicts
from annual_report.release import Release, as_signed_off, make_release
from annual_report.review.record import Review
from annual_report.review.standing import sign_off_of
from annual_report.statistics.ledger import Ledger
from annual_report.subject import load_subject


@dataclass(frozen=True, slots=True)
class Releasing:
    """What may be printed, what the human checker sees, and the printed figures that do not come out."""

    release: Release
    review: Review
    contradicted: tuple[str, ...]

    @property
    def protection(self) -> str:
        """What a build says of disclosure control, and of how far it may be from hiding the fewest."""
        hidden = f"disclosure: {len(self.release.ledger.hidden)} numbers hidden, and none of them can be worked out"
        if self.review.of_areas and self.review.of_areas.areas:
            hidden += f"; tried as {self.review.of_areas.in_words}"
        return f"{hidden}. {self.review.doubt}" if self.review.doubt else hidden


def release_from(edition: Edition, ledger: Ledger) -> Releasing:
    """Return the release of the ledger, after disclosure control.

    Raises:
        RecordsError: if ``decisions.csv`` has faults.
        InputError: if the policy, a printed figure or an earlier release is wrong.
        CheckError: if disclosure control refuses: a decision does not hold, or a number cannot be protected.
    """
    figures = read_published(edition.published_file)
    verdicts, contradicted = assess(figures, ledger)
    decisions = read_decisions(edition.decisions_file)
    earlier = read_earlier(edition.releases_folder)
    held = load_subject(edition.subject).held(edition)
    case = Case(ledger, edition.disclosure, decisions, figures, earlier, read_linked(edition), held)
    controlled = control(case)
    said = released_verdicts(verdicts, figures, controlled.ledger)
    release = make_release(edition, controlled.ledger, said, controlled.disclosure)
    review = Review(
        reviewed=controlled.reviewed,
        decisions=decisions,
        policy=edition.disclosure.in_words(),
        spare=controlled.spare,
        of_areas=controlled.of_areas,
        hash=release_hash(release),
    )
    signed = sign_off_of(edition, release) is not None
    return Releasing(as_signed_off(release, edition) if signed else release, review, contradicted)
