"""Words and figures of a text in one plain form, so that what is printed can be compared with what is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from num2words import num2words

_STOPPED = "a an and as at by for from in into is of on or than that the their to was were which with"
_STOP = frozenset(_STOPPED.split())
_IRREGULAR = {"children": "child", "girls": "child", "boys": "child", "girl": "child", "boy": "child"}
_RANGE = re.compile(r"(?<![\w.,])(\d+)[\s_]*(?:to|and|-|\N{EN DASH})[\s_]*(\d+)(?![\w%]|\.\d)")
_RANGE_IN_ID = re.compile(r"(\d+)_to_(\d+)")
_UNDER = re.compile(r"\bunder[\s_]+(\d+)\b")
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")

#: Every number below a hundred by its words: "twenty-one".
_VALUE = {str(num2words(number)): number for number in range(100)}
_BELOW_10 = "|".join(words for words, number in _VALUE.items() if number < 10)
_BELOW_20 = "|".join(words for words, number in _VALUE.items() if 10 <= number < 20)
_TENS = "|".join(words for words, number in _VALUE.items() if number >= 20 and number % 10 == 0)
_BELOW_100 = rf"(?:{_TENS})(?:[\s-](?:{_BELOW_10}))?|{_BELOW_20}|{_BELOW_10}"
#: What every number in words has in it: most texts have none of these, and need no closer look.
_HINTS = (*_BELOW_10.split("|"), "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "teen", "hundred")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<digits>[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?P<decimals>\.\d+)?(?![\w]|[.,]\d|-[a-z])"
    rf"|\b(?P<words>(?:(?P<hundreds>{_BELOW_10}|a) hundred(?: and (?P<rest>{_BELOW_100}))?)|(?:{_BELOW_100}))\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)

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
    """A number that stands in a text, in digits or words. ``after`` are the words that follow it."""

    value: str
    percent: bool
    after: frozenset[str]
    spelt: bool


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, plain: lower case, without endings, a range such as "5 to 9" as one word."""
    return frozenset(_words(text))


def name_words(label: str) -> frozenset[str]:
    """Return the words by which a label is known: its words, without the year where something else is left."""
    found = words_of(label.replace("(%)", ""))
    return frozenset(word for word in found if not _YEAR.fullmatch(word)) or found


def figures_of(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text that can be counts, percentages or ratios."""
    text = _NO_COUNT.sub(" # ", text)
    for match in _FIGURE.finditer(text):
        percent = _PERCENT.match(text, match.end())
        after = text[percent.end() if percent else match.end() :][:60]
        value = _spelt(match) if match["words"] else match["digits"].replace(",", "") + (match["decimals"] or "")
        yield Figure(plain(value), percent is not None, frozenset(_words(after)[:3]), bool(match["words"]))


def has_figures(text: str) -> bool:
    """Say whether there may be a number in a text, of whatever kind."""
    if _DIGIT.search(text):
        return True
    lowered = text.lower()
    return any(hint in lowered for hint in _HINTS)


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


def _spelt(match: re.Match[str]) -> str:
    hundreds = match["hundreds"]
    if hundreds is None:
        return str(_below_100(match["words"]))
    rest = _below_100(match["rest"]) if match["rest"] else 0
    return str(100 * _VALUE.get(hundreds.lower(), 1) + rest)


def _below_100(words: str) -> int:
    return _VALUE[re.sub(r"\s", "-", words.lower())]
