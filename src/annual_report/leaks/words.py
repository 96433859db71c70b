"""Words and figures of a text in one plain form, so that what is printed can be compared with what is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from annual_report.numerals.folding import folded
from annual_report.numerals.said import Said, Sort, said_in
from annual_report.rounding import percent, round_half_up

_STOPPED = "a an and as at by for from in into is of on or than that the their to was were which with"
_STOP = frozenset(_STOPPED.split())
_IRREGULAR = {"children": "child", "girls": "child", "boys": "child", "girl": "child", "boy": "child"}
_RANGE = re.compile(r"(?<![\w.,])(\d+)[\s_]*(?:to|and|-|\N{EN DASH})[\s_]*(\d+)(?![\w%]|\.\d)")
_RANGE_IN_ID = re.compile(r"(\d+)_to_(\d+)")
_UNDER = re.compile(r"\bunder[\s_]+(\d+)\b")
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")

#: What stands before and after digits that are part of something else: 02-window, v2, 3rd, 1.2.3.
_WITHIN_BEFORE, _WITHIN_AFTER = re.compile(r"[\w.,]"), re.compile(r"\w|[.,]\d|-[a-z]", re.IGNORECASE)
#: After "twice" it says how many times as much: no count.
_AS_MUCH = re.compile(r"\s+(?:as|the)\b", re.IGNORECASE)
#: What "no" and "single" belong to ends here.
_CLAUSE = re.compile(r"[,.;:]")
#: A part of a whole is told by its percentage with whatever decimals, up to two.
_DECIMALS = range(3)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
#: Digits that are no counts: dates, years, references.
_NO_COUNT = re.compile(
    rf"\d{{4}}-\d{{2}}(?:-\d{{2}})?|\b\d{{1,2}} (?:{_MONTHS})\b|(?<![\d,.])(?:19|20)\d\d(?:[/-]\d\d)?(?!\d|[.,]\d)"
    r"|\b(?:table|figure|chapter|paragraph|section|page|note|footnote|volume|part)s? \d+"
    r"(?:(?:\.|, | and |, and | to )\d+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands in a text, in digits or words. ``after`` are the words that follow it.

    ``times``: it says how many times as much. ``ordinary``: its word mostly counts nothing, as "no" and "single".
    """

    value: str
    percent: bool
    after: frozenset[str]
    spelt: bool
    times: bool = False
    ordinary: bool = False


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, plain: lower case, without endings, a range such as "5 to 9" as one word."""
    return frozenset(_words(folded(text)))


def name_words(label: str) -> frozenset[str]:
    """Return the words by which a label is known: its words, without the year where something else is left."""
    found = words_of(label.replace("(%)", ""))
    return frozenset(word for word in found if not _YEAR.fullmatch(word)) or found


def figures_of(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text that can be counts, percentages or ratios. One number may be read in several ways."""
    text = _NO_COUNT.sub(" # ", folded(text))
    for said in said_in(text):
        if not _is_within(text, said):
            tail = text[said.end :][:60]
            after = frozenset(_words(_CLAUSE.split(tail, maxsplit=1)[0] if said.ordinary else tail)[:3])
            for value, form in _readings(said, text):
                yield Figure(value, form is Sort.PERCENT, after, said.in_words, form is Sort.TIMES, said.ordinary)


def _is_within(text: str, said: Said) -> bool:
    """Say whether digits are part of a word, a date, a version; of words, whether they are a name in code: ``one=``."""
    if said.in_words:
        return text[said.end : said.end + 1] == "=" and text[said.end : said.end + 2] != "=="
    digits = said.words
    padded = digits[0] == "0" and digits[1:2].isdigit()
    before = said.start > 0 and _WITHIN_BEFORE.match(text, said.start - 1)
    return padded or bool(before or _WITHIN_AFTER.match(text, said.start + len(digits)))


def _readings(said: Said, text: str) -> Iterator[tuple[str, Sort]]:
    """Yield each number that is said, plain, and as what: a half is 50 percent, and in "half as many" 0.5 times."""
    as_much = _AS_MUCH.match(text, said.end)
    if said.sort is Sort.SHARE:
        for value in said.values:
            told = (percent(value.numerator, value.denominator, places) for places in _DECIMALS)
            yield from ((plain(str(number)), Sort.PERCENT) for number in told)
            if as_much:
                yield plain(str(round_half_up(value.numerator, value.denominator, _DECIMALS[-1]))), Sort.TIMES
        yield from ((str(part), Sort.COUNT) for part in said.parts)
    elif said.sort is Sort.TIMES:
        yield from ((str(value), Sort.TIMES) for value in said.values)
        yield from ((str(value), Sort.COUNT) for value in said.values if not as_much)
    elif said.sort is not Sort.ORDINAL:
        digits = [str(Decimal(n.numerator) / n.denominator) for n in said.values] if said.in_words else [said.words]
        yield from ((plain(number), said.sort) for number in digits)


def plain(value: str) -> str:
    """Return a number in digits without what does not change it: ``1,234`` as ``1234``, ``2.0`` as ``2``."""
    number = Decimal(value.replace(",", ""))
    return str(int(number)) if number == number.to_integral_value() else str(number.normalize())


def _words(text: str) -> list[str]:
    text = _RANGE_IN_ID.sub(r"\1to\2", text.lower())
    text = _UNDER.sub(r"under\1", _RANGE.sub(r"\1to\2", text))
    return [_stem(word) for word in _WORD.findall(text) if word not in _STOP]


@cache
def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    if len(word) > 3:
        word = word.removesuffix("s")
    return word[:-1] if len(word) > 3 and word.endswith("ed") else word
