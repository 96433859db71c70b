"""What is too long or repeats itself is a finding within a second; a merge and unseen characters have their place."""

import time

import pytest

from annual_report.lint.reading import read_markdown
from annual_report.lint.source_text import LONGEST_FILE, LONGEST_STRETCH, MOST_DEFINITIONS, text_faults

ALIASES = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]" for n in range(1, 9))]
)
#: Each is short to write down, and would keep a reader of Markdown busy for minutes or days.
LONG = {
    "aliases": f"---\n{ALIASES}\n---\n# x\n",
    "nested lists in front matter": f"---\na: {'[' * 5_000}\n---\n",
    "roles half typed": "{count}`" * 20_000,
    "links half typed": "[" * 50_000,
    "pictures half typed": "![" * 20_000,
    "notes half typed": "[^" * 20_000,
    "addresses": "[a]: b\n" * 5_000,
    "addresses apart": "".join(f"[a{n}]: b\n\n" for n in range(5_000)),
    "lines": "x\n" * 20_000,
    "paragraphs": "x\n\n" * 100_000,
    "boxes in boxes": ":::{note}\n" * 400,
    "fences in fences": "```{note}\n" * 400,
    "colons in colons": "".join(f"{':' * n}{{note}}\n" for n in range(60, 3, -1)),
    "one word": "x" * 2_000_000,
    "emphasis": "*a_" * 20_000,
    "tags half typed": "<a " * 20_000,
    "comments half typed": "<!-- " * 20_000,
    "entities": "&amp;" * 20_000,
    "a row of cells": "a|b\n-|-\n" + "|" * 50_000,
    "claims half typed": "{claim}`most <" * 5_000,
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_too_long_or_repeats_itself_is_a_finding_within_a_second(name: str) -> None:
    started = time.process_time()
    page = read_markdown("book/x.md", LONG[name])
    assert time.process_time() - started < 1
    assert page.faults or any(not directive.closed for directive in page.directives)


@pytest.mark.parametrize(
    "pattern", ["[a", "![a", "*a_b ", "`a", "<a ", "&", "{count}`", "[a](b", "$", "a | b\n", "- a\n", "> "]
)
def test_a_chapter_as_long_as_may_be_is_read_in_a_few_seconds(pattern: str) -> None:
    stretch = (pattern * LONGEST_STRETCH)[: LONGEST_STRETCH - 1]
    if stretch.count("[") > 500:
        stretch = f"{pattern * 400}{'x' * LONGEST_STRETCH}"[: LONGEST_STRETCH - 1]
    text = "\n\n".join([stretch] * (LONGEST_FILE // LONGEST_STRETCH))[:LONGEST_FILE]
    started = time.process_time()
    read_markdown("book/x.md", text)
    assert time.process_time() - started < 5  # seconds of a processor, at the worst that may pass


def test_a_chapter_of_usual_length_is_read() -> None:
    text = "# x\n\n" + "A sentence of some words, and another. " * 200 + "\n\n[a]: b.md\n" * (MOST_DEFINITIONS // 2)
    assert "too-long" not in {fault.rule for fault in read_markdown("book/x.md", text).faults}


def places(text: str) -> list[tuple[str, int, int]]:
    return [(fault.rule, fault.line, fault.column) for fault in text_faults(text.split("\n"))]


def test_each_line_that_a_merge_left_is_named() -> None:
    text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n=======\n"
    assert places(text) == [("unfinished-merge", line, 1) for line in (2, 4, 6)]


@pytest.mark.parametrize("ending", ["\r", " "])
def test_a_merge_is_seen_whatever_ends_its_lines(ending: str) -> None:
    assert len(places(f"<<<<<<< HEAD{ending}\n======={ending}\n>>>>>>> x{ending}")) == 3


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\u200d", "\u2066", "\ufeff", "\ue001", "\ufffe"]
)
def test_a_character_that_no_reader_sees_is_named(character: str) -> None:
    assert places(f"ab{character}c") == [("character", 1, 3)]


def test_letters_accents_dashes_and_signs_are_seen() -> None:
    assert places("é \u2013 “x” … 日本 ½ ✓ \u00a0 \u2009 &eacute;&nbsp;&amp;") == []
