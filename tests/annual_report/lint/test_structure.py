"""A heading that skips a level and a picture that is not there are found with their line, before Jupyter Book."""

from pathlib import Path

import pytest

from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import structure


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# One\n\n### Three\n", 3, "a heading of level 3 follows one of level 1: it must be of level 2, ##"),
        ("## Two\n", 1, "a heading of level 2 begins the chapter: it must be of level 1, #"),
        ("# One\n\n## Two\n\n#### Four\n", 5, "follows one of level 2"),
        ("# One\n\n![a](none.png)\n", 3, "there is no picture none.png: it is looked for as book/none.png"),
        ("# One\n\n- an item\n\n  ![a](../none%20x.png)\n", 5, "looked for as none x.png"),
        ("# One\n\n```{figure} /book/none.png\n:alt: a\n```\n", 3, "looked for as book/none.png"),
        (":::{image} ../charts/unknown.svg\n:alt: a\n:::\n", 1, "looked for as charts/unknown.svg"),
    ],
)
def test_what_would_be_refused_later_is_found(tmp_path: Path, text: str, line: int, words: str) -> None:
    (found,) = structure.check(read_markdown("book/one.md", text), tmp_path, ["deaths"])
    assert (found.file, found.line) == ("book/one.md", line)
    assert words in found.message


def test_what_is_sound_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a b.png").touch()
    text = "# One\n\n## Two\n\n### Three\n\n## Two\n\n![a](a%20b.png)\n\n![a](../charts/deaths.svg)\n"
    assert list(structure.check(read_markdown("book/one.md", text), tmp_path, ["deaths"])) == []
