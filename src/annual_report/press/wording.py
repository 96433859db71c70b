"""Small turns of language: lists, and words that move within a sentence."""

from collections.abc import Sequence

from annual_report.casing import lower_first

__all__ = ["listed", "lower_first"]


def listed(words: Sequence[str]) -> str:
    """Return ``one``, ``one and two``, or ``one, two and three``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
