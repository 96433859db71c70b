"""A heading that skips a level is found with its line, before Jupyter Book refuses it."""

import pytest

from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import structure


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# One\n\n### Three\n", 3, "a heading of level 3 follows one of level 1: it must be of level 2, ##"),
        ("# One\n\n## Two\n\n#### Four\n", 5, "follows one of level 2"),
    ],
)
def test_a_level_that_is_skipped_is_found(text: str, line: int, words: str) -> None:
    (found,) = structure.check(read_markdown("book/one.md", text))
    assert (found.file, found.line) == ("book/one.md", line)
    assert words in found.message


def test_what_is_sound_is_not_found() -> None:
    text = "# One\n\n## Two\n\n### Three\n\n## Two\n"
    assert list(structure.check(read_markdown("book/one.md", text))) == []
