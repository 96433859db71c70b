"""Ids of statistics that are made from codes: of a record's code in whatever letters comes a word of small ones."""

import re
from collections.abc import Iterable

from annual_report.errors import InputError

_OTHERS = re.compile(r"[^a-z0-9_]+")


def words_of_codes(name: str, column: str, codes: Iterable[str]) -> dict[str, str]:
    """Return the word of each code of a column in the ids of ``name``: ``e08000001`` of E08000001.

    Raises:
        InputError: if nothing is left of a code, or the same word comes of two.
    """
    words: dict[str, str] = {}
    for code in codes:
        word = _OTHERS.sub("_", code.lower())
        if not word.strip("_"):
            raise InputError(f"{name}: the code {code!r} of {column} has no letter or digit that an id can have")
        twin = next((other for other, made in words.items() if made == word), None)
        if twin is not None:
            raise InputError(
                f"{name}: the codes {twin!r} and {code!r} of {column} both make the id {name}.{word}, for ids have "
                "small letters. Give one of them another code"
            )
        words[code] = word
    return words
