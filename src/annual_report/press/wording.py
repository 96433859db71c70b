"""Small turns of language: lists, and words that move to the middle of a sentence."""

from collections.abc import Sequence


def lower_first(text: str) -> str:
    """Return ``text`` to go on within a sentence. An abbreviation keeps its capitals."""
    word = text.split(" ", 1)[0]
    return text if word[1:] != word[1:].lower() else text[:1].lower() + text[1:]


def listed(words: Sequence[str]) -> str:
    """Return ``one``, ``one and two``, or ``one, two and three``."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
