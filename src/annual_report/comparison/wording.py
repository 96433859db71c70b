"""The words that the forms for people share: heads with counts, what A and B are, and that nothing differs."""

from annual_report.comparison.changes import Comparison, Difference, Kind, Side

CLAIMS = "Claims that stand otherwise"
SENTENCES = "Sentences touched"
_NO_NARRATIVE = "No report was found here, so no sentence was looked for: go to its folder, or name it with --project."


def head(comparison: Comparison, kind: Kind) -> str:
    """Return the head of the changes of one kind: ``Statistics: 1 added, 2 changed``."""
    differences = [change.difference for change in comparison.of_kind(kind)]
    counts = [f"{differences.count(difference)} {difference}" for difference in Difference if difference in differences]
    return f"{kind.capitalize()}s: {', '.join(counts)}"


def side(letter: str, found: Side) -> str:
    """Return what A or B is."""
    return f"{letter}: {found.name} (edition {found.edition})"


def remarks(comparison: Comparison) -> list[str]:
    """Return what is to be said of the whole: that nothing differs, that no sentence was looked for."""
    found = []
    if not comparison.differs:
        held = ", ".join(f"{count} {kind}s" for kind, count in comparison.after.held)
        found.append(f"No difference: {held} are the same, and every claim stands as it did.")
    elif not comparison.narrative:
        found.append(_NO_NARRATIVE)
    return found
