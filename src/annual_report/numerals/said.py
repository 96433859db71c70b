"""The numbers that words say: digits, cardinals, ordinals, fractions, "one in five", "twice", "a pair", "both"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from annual_report.numerals.cardinals import DIGITS, whole
from annual_report.numerals.folding import folded
from annual_report.numerals.forms import FEW, FORMS, HINT, OF_HUNDRED, ORDINALS, ORDINARY, PARTS, TIMES
from annual_report.numerals.roman import roman


class Sort(StrEnum):
    """What a number says: how many, of a hundred, which part of a whole, how many times as much, which in a row."""

    COUNT = "count"
    PERCENT = "percent"
    SHARE = "share"
    TIMES = "times"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class Said:
    """A number that a text says, and its words, with their place in the text as it is folded.

    ``values``: what it can be; a share is a part of one. ``parts``: the counts within "one in five". ``in_words``: it
    is not written in digits. ``by_name``: it counts without being a number, as "both"; ``ordinary``: it is a word that
    mostly counts nothing, such as "no".
    """

    words: str
    start: int
    end: int
    sort: Sort
    values: tuple[Fraction, ...]
    parts: tuple[int, ...] = ()
    in_words: bool = True
    ordinary: bool = False
    by_name: bool = False

    @property
    def numbers(self) -> frozenset[Fraction]:
        """The numbers by which a test can say the same: a half is 50, or 1/2."""
        return frozenset(self.values) | (frozenset(100 * n for n in self.values) if self.sort is Sort.SHARE else set())


def said_in(text: str) -> Iterator[Said]:
    """Yield every number that ``text`` says, in order."""
    plain = folded(text)
    for found in FORMS.finditer(plain):
        sort, values = _read(found)
        hundred = OF_HUNDRED.match(plain, found.end()) if sort is Sort.COUNT else None
        few = (found["few"] or found["together"] or "").lower()
        yield Said(
            found[0],
            found.start(),
            hundred.end() if hundred else found.end(),
            Sort.PERCENT if hundred else sort,
            values,
            parts=(whole(found["of"]), whole(found["every"])) if found["of"] else (),
            in_words=not (found["digits"] or found["over"]),
            ordinary=few in ORDINARY,
            by_name=bool(few),
        )


def has_numbers(text: str) -> bool:
    """Say whether ``text`` may say a number: most say none, and this is quick to see."""
    return HINT.search(folded(text)) is not None


def numbers_said(text: str) -> Iterator[Said]:
    """Yield the numbers that a test can be asked for: not those that are no number by name, as "both"."""
    return (said for said in said_in(text) if not said.by_name)


def counts_said(text: str) -> frozenset[int]:
    """Return every count that ``text`` says, "none", "both" and "a pair" too. An ordinal counts nothing."""
    counting = (said for said in said_in(text) if said.sort in (Sort.COUNT, Sort.TIMES))
    return frozenset(int(value) for said in counting for value in said.values if value.denominator == 1)


def percentages_said(text: str) -> frozenset[Fraction]:
    """Return every share that ``text`` says, in percent: "2%", "a third", "one in five"."""
    scale = {Sort.PERCENT: 1, Sort.SHARE: 100}
    return frozenset(scale[said.sort] * value for said in said_in(text) if said.sort in scale for value in said.values)


def _read(found: re.Match[str]) -> tuple[Sort, tuple[Fraction, ...]]:
    """Return what a match says, and the numbers that it can be."""
    if found["over"]:
        return Sort.SHARE, (_part(int(found["over"]), int(found["under"])),)
    if found["digits"]:
        return Sort.COUNT, (Fraction(found["digits"].replace(",", "")),)
    if found["roman"]:
        return Sort.COUNT, (Fraction(roman(found["roman"])),)
    if found["of"]:
        return Sort.SHARE, (_part(whole(found["of"]), whole(found["every"])),)
    if found["dozen"]:
        return Sort.COUNT, (_dozens((found["dozens"] or "a").lower()),)
    if found["part"]:
        return _parts(whole(found["many"]), PARTS[found["part"].lower()])
    return _by_one_word(found)


def _by_one_word(found: re.Match[str]) -> tuple[Sort, tuple[Fraction, ...]]:
    if found["half"]:
        return Sort.SHARE, (Fraction(1, 2),)
    if found["times"]:
        return Sort.TIMES, (Fraction(TIMES[found["times"].lower()]),)
    if found["ordinal"]:
        return Sort.ORDINAL, (Fraction(ORDINALS[found["ordinal"].lower()]),)
    if few := found["few"] or found["together"]:
        return Sort.COUNT, tuple(Fraction(count) for count in FEW[few.lower()])
    digits = "".join(str(DIGITS[word]) for word in (found["point"] or "").lower().split())
    return Sort.COUNT, (Fraction(f"{whole(found['cardinal'])}.{digits or 0}"),)


def _dozens(many: str) -> Fraction:
    return Fraction(6 if many == "half" else 12 * whole(many))


def _parts(many: int, part: int) -> tuple[Sort, tuple[Fraction, ...]]:
    """Return a share, or where "twenty-fifth" stands, which it is in a row."""
    if many >= 20 and many % 10 == 0 and part < 10:
        return Sort.ORDINAL, (Fraction(many + part),)
    return Sort.SHARE, (_part(many, part),)


def _part(many: int, every: int) -> Fraction:
    return Fraction(many, every or 1)
