"""Lists, as a sentence has them."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """Return ``one``, ``one and two``, or ``one, two and three``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
