"""What others wrote is shown on a terminal and never steers it."""

import pytest

from annual_report.faults import Fault
from annual_report.visible import odd_characters, quoted, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07x", "\\x1b]0;owned\\x07x"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31mred", "\\u009b31mred"),  # the same, as one character
        ("over\rwritten", "over\\x0dwritten"),
        ("a\u202eb", "a\\u202eb"),  # what follows is shown backwards
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("a\x7f\x08b", "a\\u007f\\x08b"),
        ("tag\U000e0041", "tag\\udb40\\udc41"),
    ],
)
def test_what_steers_a_terminal_or_is_not_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["two\nlines\tand a tab", "Köln, 北京, “quoted”", "a\u00a0b", ""])
def test_what_is_plain_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("m\u0430le", "U+0430 CYRILLIC SMALL LETTER A"),
        ("AREA-001\u00a0", "U+00A0 NO-BREAK SPACE"),
        ("\ufeffis_synthetic", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("a\x1b", "U+001B control character"),
    ],
)
def test_a_character_that_looks_like_another_is_named(text: str, name: str) -> None:
    assert name in odd_characters(text)
    assert name in str(Fault("a.csv", 2, "kind", text, "must be male"))


def test_a_usual_letter_is_not_named() -> None:
    assert odd_characters("Köln is naïve") == ""


def test_a_long_value_is_cut() -> None:
    assert quoted("x" * 100).endswith("(100 characters)'")


def test_a_column_is_quoted_where_its_name_is_odd() -> None:
    told = str(Fault("a.csv", 1, "\x1b]0;owned\x07", "", "no such column"))
    assert told == "a.csv, row 1, column '\\x1b]0;owned\\x07': no such column"
