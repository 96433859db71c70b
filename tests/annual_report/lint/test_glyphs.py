"""A character that no typeface has is found with chapter and line, in chapters and in what notebooks publish."""

import pytest
from tests.conftest import ROOT
from tests.support.ledgers import published_ledger

from annual_report.editions.models import load_edition
from annual_report.lint.bases import BaseNames
from annual_report.lint.context import Context
from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import glyphs
from annual_report.release import make_release
from annual_report.typefaces import lacking, outside_of_pictures

CONTEXT = Context(make_release(load_edition(ROOT / "data" / "2020"), published_ledger(), ()), BaseNames({}), ())


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
    found = next(iter(glyphs.check(read_markdown("book/one.md", text), CONTEXT)))
    assert (found.file, found.line, found.column) == ("book/one.md", *place)
    assert name in found.message


def test_what_the_typefaces_have_is_not_found() -> None:
    usual = "“Köln” \u2013 12 ½ € → ≤ Ω Ж ☃ naïve\u00a0\u2009\u200b"
    assert lacking([usual]) == frozenset()
    assert list(glyphs.check(read_markdown("book/one.md", f"# One\n\n{usual}\n"), CONTEXT)) == []


def test_pictures_have_one_typeface_alone() -> None:
    assert outside_of_pictures("Köln ☃") == {"☃"}
