"""The numbers that words say: digits, cardinals, ordinals, fractions, "one in five", "twice"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from num2words import num2words

_CARDINALS: Mapping[str, int] = {str(num2words(number, lang="en")): number for number in range(101)}
_ORDINALS: Mapping[str, int] = {str(num2words(number, lang="en", to="ordinal")): number for number in range(1, 21)}
_PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_FEW = {"no": 0, "none": 0, "nil": 0, "nobody": 0, "single": 1, "sole": 1, "lone": 1, "pair": 2, "couple": 2, "both": 2}
_TIMES = {"twice": 2, "double": 2, "twofold": 2, "thrice": 3, "treble": 3, "triple": 3, "threefold": 3, "dozen": 12}
_MANY = "|".join(["a", *sorted(_CARDINALS, key=len, reverse=True)])

_FORMS = re.compile(
    rf"(?P<digits>\d+(?:\.\d+)?)"
    rf"|\b(?P<of>{_MANY})\s+in\s+(?P<every>{_MANY})\b"
    rf"|\b(?P<many>{_MANY})[\s-]+(?P<part>{'|'.join(_PARTS)})s?\b"
    rf"|\b(?P<half>half)\b"
    rf"|\b(?P<times>{'|'.join(_TIMES)})\b"
    rf"|\b(?P<ordinal>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b"
    rf"|\b(?P<cardinal>{'|'.join(sorted(_CARDINALS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)

_FEWER = re.compile(rf"\b(?:{'|'.join(_FEW)})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_OF_HUNDRED = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A number in words: the words, and the numbers by which a test can say the same (a half is 50, or 1/2)."""

    words: str
    numbers: frozenset[Fraction]


def numbers_said(text: str) -> Iterator[Said]:
    """Yield every number that ``text`` says, in order."""
    for found in _FORMS.finditer(text):
        yield Said(found[0], frozenset(_numbers(found)))


def counts_said(text: str) -> frozenset[int]:
    """Return every count that ``text`` says, "none" and "a single" too. An ordinal counts nothing."""
    plain = _THOUSANDS.sub("", text)
    found = {_count(match) for match in _FORMS.finditer(plain) if not _OF_HUNDRED.match(plain, match.end())}
    return frozenset({_FEW[match[0].lower()] for match in _FEWER.finditer(plain)} | {n for n in found if n is not None})


def percentages_said(text: str) -> frozenset[Fraction]:
    """Return every share that ``text`` says, in percent: "2%", "a third", "one in five"."""
    plain = _THOUSANDS.sub("", text)
    return frozenset(_numbers(match)[0] for match in _FORMS.finditer(plain) if _is_share(match, plain))


def cardinal(words: str) -> int | None:
    """Return the whole number, up to a hundred, that ``words`` are, or None."""
    return _CARDINALS.get("-".join(words.lower().replace("-", " ").split()), _CARDINALS.get(words.lower()))


def _numbers(found: re.Match[str]) -> list[Fraction]:
    if found["digits"]:
        return [Fraction(found["digits"])]
    if found["of"]:
        return _share(_whole(found["of"]), _whole(found["every"]))
    if found["part"]:
        return _share(_whole(found["many"]), _PARTS[found["part"].lower()])
    if found["half"]:
        return _share(1, 2)
    if found["times"]:
        return [Fraction(_TIMES[found["times"].lower()])]
    if found["ordinal"]:
        return [Fraction(_ORDINALS[found["ordinal"].lower()])]
    return [Fraction(_whole(found["cardinal"]))]


def _count(found: re.Match[str]) -> int | None:
    whole = (found["digits"] and found["digits"].isdigit()) or found["times"] or found["cardinal"]
    return int(_numbers(found)[0]) if whole else None


def _is_share(found: re.Match[str], text: str) -> bool:
    is_part = bool(found["of"] or found["part"] or found["half"])
    return is_part or _OF_HUNDRED.match(text, found.end()) is not None


def _share(part: int, whole: int) -> list[Fraction]:
    """Return a share as a test writes it: in percent, or as a ratio of counts."""
    return [Fraction(100 * part, whole or 1), Fraction(part, whole or 1)]


def _whole(words: str) -> int:
    return 1 if words.lower() == "a" else _CARDINALS[words.lower()]
