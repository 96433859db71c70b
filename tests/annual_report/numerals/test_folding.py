"""Characters that only look otherwise are the plain ones; all others are left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.numerals.folding import folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\N{NO-BREAK SPACE}pair\N{NARROW NO-BREAK SPACE}of", "a pair of"),
        ("twenty\N{NON-BREAKING HYPHEN}one\N{HYPHEN}two", "twenty-one-two"),
        ("ha\N{SOFT HYPHEN}lf\N{ZERO WIDTH JOINER}", "half"),
        ("\N{FULLWIDTH DIGIT EIGHT}\N{ARABIC-INDIC DIGIT THREE}\N{MATHEMATICAL BOLD DIGIT TWO}", "832"),
        ("\N{CIRCLED DIGIT SIX}\N{CIRCLED NUMBER TEN}\N{DIGIT ONE FULL STOP}", "6101."),
        ("2\N{VULGAR FRACTION ONE HALF}", "2 1\N{FRACTION SLASH}2"),
        ("8\N{SUPERSCRIPT TWO} of", "8  of"),
        (
            "5\N{EN DASH}9, caf\N{LATIN SMALL LETTER E WITH ACUTE}",
            "5\N{EN DASH}9, caf\N{LATIN SMALL LETTER E WITH ACUTE}",
        ),
    ],
)
def test_characters_become_plain(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_a_folded_text_is_folded_no_further(text: str) -> None:
    assert folded(folded(text)) == folded(text)
