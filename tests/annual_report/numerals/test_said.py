from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from annual_report.numerals.cardinals import cardinal
from annual_report.numerals.folding import folded
from annual_report.numerals.said import (
    Sort,
    counts_said,
    has_numbers,
    numbers_said,
    percentages_said,
    said_in,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("over 40%", [("40", {40})]),
        ("9.7 percent", [("9.7", {Fraction("9.7")})]),
        ("two fifths", [("two fifths", {40, Fraction(2, 5)})]),
        ("a third of them", [("a third", {Fraction(100, 3), Fraction(1, 3)})]),
        ("half", [("half", {50, Fraction(1, 2)})]),
        ("one in five", [("one in five", {20, Fraction(1, 5)})]),
        ("twice as many", [("twice", {2})]),
        ("a second peak, then a third", [("second", {2}), ("a third", {Fraction(100, 3), Fraction(1, 3)})]),
        ("the third largest", [("third", {3})]),
        ("sixty-three of two", [("sixty-three", {63}), ("two", {2})]),
        ("one in zero", [("one in zero", {100, 1})]),
        ("someone, tension and fortify", []),
        ("a hundred and five, two thousand and six", [("a hundred and five", {105}), ("two thousand and six", {2006})]),
        ("a thousand, two of them", [("a thousand", {1000}), ("two", {2})]),
        ("one million, two hundred thousand", [("one million, two hundred thousand", {1_200_000})]),
        ("half a dozen, two dozen", [("half a dozen", {6}), ("two dozen", {24})]),
        ("one point seven five", [("one point seven five", {Fraction("1.75")})]),
        ("the twenty-fifth", [("twenty-fifth", {25})]),
        (
            "an eighth, TWO-THIRDS",
            [("an eighth", {Fraction(25, 2), Fraction(1, 8)}), ("TWO-THIRDS", {Fraction(200, 3), Fraction(2, 3)})],
        ),
        ("a half-sister, the half term", []),
        ("1,024 and 2.5", [("1,024", {1024}), ("2.5", {Fraction("2.5")})]),
        ("both, a pair, none, neither", []),
    ],
)
def test_the_numbers_that_words_say_are_read(text: str, said: list[tuple[str, set[Fraction]]]) -> None:
    assert [(found.words, set(found.numbers)) for found in numbers_said(text)] == said


@pytest.mark.parametrize(
    ("text", "counts", "percentages"),
    [
        ("four of 1,024", {4, 1024}, set()),
        ("none, a single one, a pair", {0, 1, 2}, set()),
        ("the second of twice as many", {2}, set()),
        ("the third time", set(), set()),
        ("2% and 9.7 per cent", set(), {2, Fraction("9.7")}),
        ("a third, half, one in five", set(), {Fraction(100, 3), 50, 20}),
        ("noon, pairing", set(), set()),
        ("both of the police and the school, both were", {2}, set()),
        ("both the police and the school", set(), set()),
        ("neither of them, neither child", {0, 2}, set()),
        ("neither asks nor tells, either asks or tells", set(), set()),
        ("either of them", {2}, set()),
        ("a pair of brothers", {2}, set()),
        ("the couple, a sibling pair, this trio", {2, 3}, set()),
        ("any other pair, the most frequent pair", set(), set()),
        ("A\N{NO-BREAK SPACE}PAIR\N{NO-BREAK SPACE}OF, a dozen", {2, 12}, set()),
        ("no other child, a single one, the sole case, nobody", {0, 1}, set()),
        ("thrice, a fivefold rise", {3, 5}, set()),
        ("LXIII deaths, xiv more, MMXX", {63, 14, 2020}, set()),
        ("a DCI, a CD, I, mix, civil, vivid, Li", set(), set()),
        ("IV per cent", set(), {4}),
        ("threescore, a quartet, this brace, nought", {60, 4, 2, 0}, set()),
        ("a quarter of, two per cent", set(), {25, 2}),
        ("\N{VULGAR FRACTION ONE HALF} of \N{FULLWIDTH DIGIT EIGHT}", {8}, {50}),
    ],
)
def test_counts_and_shares_are_told_apart(text: str, counts: set[int], percentages: set[Fraction]) -> None:
    assert counts_said(text) == counts
    assert percentages_said(text) == percentages


@given(st.integers(0, 10**9), st.sampled_from([" ", "\N{NO-BREAK SPACE}", "-"]))
def test_every_whole_number_in_words_is_one_number(number: int, gap: str) -> None:
    words = str(num2words(number, lang="en"))
    assert cardinal(words) == number
    (said,) = said_in(
        f"of {words.replace(', ', ',  ').replace(' ', gap).replace(f',{gap}{gap}', ', ')} children".title()
    )
    assert (said.sort, said.values) == (Sort.COUNT, (Fraction(number),))


@given(st.integers(1, 12), st.integers(3, 20))
def test_every_share_in_words_is_one_share(part: int, whole: int) -> None:
    names = f"{num2words(part)} {num2words(whole, to='ordinal')}s"
    (said,) = said_in(f"and {names} of the children")
    assert (said.sort, said.values) == (Sort.SHARE, (Fraction(part, whole),))
    (same,) = said_in(f"{num2words(part)} in {num2words(whole)} of the children")
    assert (same.sort, same.values, same.parts) == (Sort.SHARE, said.values, (part, whole))


_WORDS = "both half a third of pair and in one five hundred point dozen neither nor no 1,0 2 % - ,"
WORDS = st.sampled_from(_WORDS.split())


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_any_text_can_be_read_and_what_is_said_stands_where_it_is_told(text: str) -> None:
    plain = folded(text)
    said = list(said_in(text))
    assert has_numbers(text) or not said
    assert all(plain[one.start :].startswith(one.words) and one.end >= one.start + len(one.words) for one in said)
    assert all(before.end <= after.start for before, after in pairwise(said))
    counts_said(text)
    percentages_said(text)


@given(st.integers(0, 100))
def test_every_cardinal_up_to_a_hundred_is_read(number: int) -> None:
    assert cardinal(str(num2words(number, lang="en"))) == number
    assert cardinal(str(num2words(number, lang="en")).replace("-", " ").upper()) == number


def test_what_is_no_cardinal_is_none() -> None:
    assert cardinal("umpteen") is None
    assert cardinal("") is None
    assert cardinal("two children") is None
