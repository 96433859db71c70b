"""Whether a release is signed off, and if not, what changed since the last one that was."""

from annual_report.disclosure.earlier import Earlier, read_earlier, release_hash
from annual_report.editions.dates import in_words
from annual_report.editions.models import Edition
from annual_report.release import Release
from annual_report.review import changes


def sign_off_of(edition: Edition, release: Release) -> Earlier | None:
    """Return the sign-off that covers this release: the latest, if nothing changed since. None if there is none.

    Raises:
        CheckError: if an earlier release was altered or is missing.
        InputError: if a file among them is none.
    """
    latest = _latest(edition)
    return latest if latest and latest.hash == release_hash(release) else None


def voided(edition: Edition, release: Release) -> str:
    """Return in words who signed off the latest release and what changed since; empty if nothing did, or none is."""
    latest = _latest(edition)
    if latest is None or latest.hash == release_hash(release):
        return ""
    what = changes.in_words(changes.changes_between(latest.release, release))
    return f"{_signed(latest)}; since then {what}"


def standing(edition: Edition, release: Release) -> str:
    """Return a line for the end of a build: by whom the release is signed off, or what to do."""
    if covering := sign_off_of(edition, release):
        return _signed(covering)
    before = voided(edition, release)
    reason = f" (an earlier release was {before})" if before else ""
    return f"not signed off{reason}: run 'annual-report release-pack {edition.name}'"


def _latest(edition: Edition) -> Earlier | None:
    earlier = read_earlier(edition.releases_folder)
    return earlier[-1] if earlier else None


def _signed(earlier: Earlier) -> str:
    return f"signed off by {earlier.by} on {in_words(earlier.on)}"
