"""The words in which numbers are said, and the pattern that finds one, with a group for each form."""

import re
from collections.abc import Mapping

from num2words import num2words

from annual_report.numerals.cardinals import CARDINAL, DIGITS, FIRST_WORDS
from annual_report.numerals.roman import ROMAN

#: Where in a row: "third".
ORDINALS: Mapping[str, int] = {str(num2words(number, lang="en", to="ordinal")): number for number in range(1, 21)}
#: Into how many parts a whole is cut.
PARTS: Mapping[str, int] = {
    **{name: number for name, number in ORDINALS.items() if number > 2},
    "half": 2,
    "halve": 2,
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
}
#: How many times, or times as much.
TIMES = {
    **dict.fromkeys(("twice", "double", "twofold"), 2),
    **dict.fromkeys(("thrice", "treble", "triple", "threefold"), 3),
    **{f"{num2words(number, lang='en')}fold": number for number in range(4, 11)},
    "quadruple": 4,
}
#: Words that count without being numbers. Of two, "neither" says none, and that there are two.
FEW: Mapping[str, tuple[int, ...]] = {
    "pair": (2,),
    "couple": (2,),
    "brace": (2,),
    "duo": (2,),
    "twosome": (2,),
    "trio": (3,),
    "threesome": (3,),
    "quartet": (4,),
    "foursome": (4,),
    "quintet": (5,),
    "sextet": (6,),
    "threescore": (60,),
    "fourscore": (80,),
    "both": (2,),
    "neither": (0, 2),
    "either": (2,),
    "no": (0,),
    "none": (0,),
    "nil": (0,),
    "nought": (0,),
    "naught": (0,),
    "nobody": (0,),
    "single": (1,),
    "sole": (1,),
    "lone": (1,),
}
#: Those of them that mostly count nothing: "no doubt", "a single agency".
ORDINARY = frozenset({"no", "none", "nil", "nobody", "single", "sole", "lone"})
#: What "half" and "third" are words of without being part of anything.
_NO_PART = r"(?![\s-]+(?:(?:sister|brother|sibling|term|sector)s?|part(?:y|ies))\b)"
#: Of these only "a pair" and "the pair" count: "any other pair", "the most frequent pair" are of what can be paired.
_TOGETHER = (
    "pair",
    "couple",
    "brace",
    "duo",
    "twosome",
    "trio",
    "threesome",
    "quartet",
    "foursome",
    "quintet",
    "sextet",
)
#: "both the police and the school" joins two things and counts no others; "neither asks nor tells" likewise.
_JOINS = r"(?:\s+[\w'\N{RIGHT SINGLE QUOTATION MARK}-]+)"


def _longest(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MANY = rf"(?:{CARDINAL}|an?)"
_BEFORE_PAIR = ("a", "an", "the", "this", "that", "another", "only")
#: Looked for first: at most words of a text no number begins.
_BEGINS = "|".join(
    sorted({*FIRST_WORDS, *ORDINALS, *TIMES, *FEW, *_BEFORE_PAIR, "half", "dozen"}, key=len, reverse=True)
)
_PLAIN_FEW = "|".join(word for word in FEW if word not in {*_TOGETHER, "both", "neither", "either"})
#: Finds a number, in the form that its groups name.
FORMS = re.compile(
    r"(?P<over>\d+)\N{FRACTION SLASH}(?P<under>\d+)"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|\b(?P<roman>{ROMAN})"
    rf"|\b(?=(?:{_BEGINS})\b)(?:"
    rf"(?P<of>{_MANY})\s+in\s+(?P<every>{_MANY})"
    rf"|(?:(?P<dozens>half|{CARDINAL}|a)[\s-]+)?(?:a\s+)?(?P<dozen>dozen)"
    rf"|(?P<many>{_MANY})[\s-]+(?P<part>{_longest(PARTS)})s?\b{_NO_PART}"
    rf"|(?P<half>half)\b{_NO_PART}"
    rf"|(?P<times>{_longest(TIMES)})"
    rf"|(?P<ordinal>{_longest(ORDINALS)})"
    rf"|(?P<cardinal>{CARDINAL})(?:\s+point(?P<point>(?:\s+(?:{'|'.join(DIGITS)}))+))?"
    rf"|(?P<few>both(?=\s+of\b)|both(?!{_JOINS}{{1,3}}\s+and\b)|neither(?!{_JOINS}{{1,8}}\s+nor\b)|either(?=\s+of\b)"
    rf"|{_PLAIN_FEW})"
    rf"|(?:(?:an?(?:\s+[\w-]+)?|the|this|that|another|only)\s+|^)(?P<together>{'|'.join(_TOGETHER)})"
    r")\b",
    re.IGNORECASE,
)
#: Follows a percentage.
OF_HUNDRED = re.compile(r"\s*(?:%|per\s?cent\b)", re.IGNORECASE)
#: Stands in every text that says a number, and in few others.
HINT = re.compile(
    rf"\d|\N{{FRACTION SLASH}}|\b(?:{'|'.join(sorted(FIRST_WORDS | {*FEW, *TIMES}, key=len, reverse=True))})"
    rf"|\b(?:half|dozen|hundred|thousand|[mb]illion|{_longest(PARTS)})|\b{ROMAN}",
    re.IGNORECASE,
)
