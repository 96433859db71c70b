"""A character that no typeface has is found with chapter and line, in chapters and in what notebooks publish."""

import pytest

from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import glyphs
from annual_report.typefaces import lacking, outside_of_pictures


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("# One\n\nThe word 日本 stands here.\n", (3, 10), "U+65E5 CJK UNIFIED IDEOGRAPH-65E5"),
        ("# One\n\n- an item\n- a \U0001f9d2\n", (4, 5), "U+1F9D2 CHILD"),
        ("# One\n\n| A | B |\n|---|---|\n| x | 本 |\n", (5, 7), "U+672C"),
        ("# 본 One\n", (1, 3), "U+BCF8 HANGUL SYLLABLE BON"),
    ],
)
def test_a_character_that_cannot_be_printed_is_found(text: str, place: tuple[int, int], name: str) -> None:
    found = next(iter(glyphs.check(read_markdown("book/one.md", text), None)))  # type: ignore[arg-type]  not looked at
    assert (found.file, found.line, found.column) == ("book/one.md", *place)
    assert name in found.message


def test_what_the_typefaces_have_is_not_found() -> None:
    usual = "“Köln” \u2013 12 ½ € → ≤ Ω Ж ☃ naïve\u00a0\u2009\u200b"
    assert lacking([usual]) == frozenset()
    assert list(glyphs.check(read_markdown("book/one.md", f"# One\n\n{usual}\n"), None)) == []  # type: ignore[arg-type]


def test_pictures_have_one_typeface_alone() -> None:
    assert outside_of_pictures("Köln ☃") == {"☃"}
