"""Whether two names are of one person: what one person decides or releases, another has to see."""

import unicodedata


def same_person(one: str, other: str) -> bool:
    """Say whether two names have the same letters and digits, whatever their case, spaces and full stops."""
    return _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", name).casefold() if letter.isalnum())
