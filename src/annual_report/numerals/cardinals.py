"""Whole numbers in words, as far as words go: "two", "twenty-one", "a hundred and five", "two thousand and six"."""

import re
from collections.abc import Mapping

from num2words import num2words

#: Every number below a hundred by its words, a space where a hyphen may stand: "twenty one".
_BELOW_100: Mapping[str, int] = {str(num2words(number, lang="en")).replace("-", " "): number for number in range(100)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_GAP = r"[\s-]+"


def _any_of(first: int, last: int, step: int = 1) -> str:
    wanted = range(first, last, step)
    return "|".join(words for words, number in _BELOW_100.items() if number in wanted)


_SMALL = rf"(?:(?:{_any_of(20, 100, 10)})(?:{_GAP}(?:{_any_of(1, 10)}))?|{_any_of(10, 20)}|{_any_of(0, 10)})"
_HUNDREDS = rf"(?:(?:{_any_of(1, 20)}|a){_GAP}hundred)"
_BELOW_1000 = rf"(?:{_HUNDREDS}(?:{_GAP}(?:and{_GAP})?{_SMALL})?|{_SMALL})"
_SCALED = rf"(?:(?:{_BELOW_1000}|a){_GAP}(?:{'|'.join(_SCALES)}))"
#: A comma joins what is at least a hundred: "one million, two hundred thousand", and never "a thousand, two".
_JOINED = rf"(?:{_GAP}(?:and{_GAP})?|,\s+(?={_HUNDREDS}|{_SCALED}))"

#: What finds a whole number in words; case is the caller's.
CARDINAL = rf"(?:{_SCALED}(?:{_JOINED}{_SCALED})*(?:{_JOINED}{_BELOW_1000})?|{_BELOW_1000})"
#: The words with which one begins, other than "a".
FIRST_WORDS = frozenset(words.partition(" ")[0] for words in _BELOW_100)
#: The words of each digit, as they are said after a point.
DIGITS: Mapping[str, int] = {words: number for words, number in _BELOW_100.items() if number < 10}

_WHOLE = re.compile(CARDINAL, re.IGNORECASE)


def cardinal(words: str) -> int | None:
    """Return the whole number that ``words`` are, or None."""
    return whole(words) if _WHOLE.fullmatch(words) else None


def whole(words: str) -> int:
    """Return the number of words that ``CARDINAL`` has found, or of "a" and "an"."""
    total, below = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "hundred":
            below *= 100
        elif word in _SCALES:
            total, below = total + below * _SCALES[word], 0
        elif word != "and":
            below += 1 if word in ("a", "an") else _BELOW_100[word]
    return total + below
