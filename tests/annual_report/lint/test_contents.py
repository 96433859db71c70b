"""Chapters are Markdown below ``book/`` and the notebooks, nothing else; faults of the contents have their line."""

import pytest

from annual_report.lint.contents import Contents, read_contents

FILES = ("book/index.md", "book/a.md", "book/b.md", "book/part/c.md", "notebooks/01-x.ipynb")
SOUND = """format: jb-book
root: book/index
parts:
  - caption: The report
    chapters:
      - file: book/a
      - file: book/b.md
        sections:
          - file: book/part/c
          - glob: notebooks/*
"""


def contents(text: str) -> Contents:
    return read_contents(text, FILES)


def told(text: str) -> list[tuple[int, str]]:
    return [(found.line, f"{found.rule}: {found.message}") for found in contents(text).findings]


def test_sound_contents_name_their_chapters_and_the_words_of_the_menu() -> None:
    found = contents(SOUND)
    assert found.findings == ()
    assert found.chapters == ("book/index.md", "book/a.md", "book/b.md", "book/part/c.md", "notebooks/01-x.ipynb")
    (caption,) = found.page.passages
    assert (caption.text, caption.place(0)) == ("The report", (4, 14))


@pytest.mark.parametrize("ending", ["", "\n", "\n\n# a remark\n"])
def test_a_remark_or_a_byte_order_mark_is_nothing_wrong(ending: str) -> None:
    assert told(SOUND + ending) == []


@pytest.mark.parametrize(
    "entry",
    [
        "file: book/evil.rst",
        "file: book/evil.ipynb",
        "file: book/evil.txt",
        "file: notebooks/evil.md",
        "file: README",
        "file: docs/author.md",
        "file: ../elsewhere/a",
        "file: book/../README",
        "file: book/./a",
        "file: book//a",
        "file: /book/a",
        "file: ~/a",
        "file: book",
        "url: https://example.org/",
        "glob: docs/*",
        "glob: '**'",
        "glob: book/../docs/*",
    ],
)
def test_what_is_no_chapter_of_the_book_is_foreign_and_has_its_line(entry: str) -> None:
    ((line, message),) = told(SOUND.replace("file: book/a\n", f"{entry}\n"))
    assert line == 6
    assert message.startswith("foreign: ")


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ("file: book/pandemics", 6, "there is no book/pandemics.md"),
        ("file: book/b", 7, "book/b.md stands on line 6 already"),
        ("file: 2020", 6, "2020 is no chapter"),
        ("file: [book/a]", 6, "this is no chapter"),
        ("book/a", 6, "this is no chapter. Write: - file: book/name"),
        ("file: book/a\n        hidden: true", 7, "the key hidden has no place here"),
        ("file: book/a\n        file: book/b", 7, "'file' is given twice"),
        ("glob: book/z*", 6, "no chapter is called like book/z*"),
        ("&a file: book/a", 6, "it repeats a value by its name"),
        ("file: !!str book/a", 6, "a value has a tag"),
        ("\tfile: book/a", 6, "Use spaces, not a tab"),
        ("file: 'book/a", 6, "not YAML"),
    ],
)
def test_a_fault_of_the_contents_has_its_line_and_says_what_to_write(entry: str, line: int, said: str) -> None:
    found = told(SOUND.replace("file: book/a\n", f"{entry}\n"))
    assert any(said in message for _, message in found), found
    assert line in [place for place, _ in found] or "not YAML" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it names no chapters"),
        ("- a\n", "it names no chapters"),
        ("root: book/index\n", "the format is not known"),
        ("format: jb-book\n", "the front page is missing"),
        ("format: jb-book\nroot: book/index\nchapters: []\n", "chapters is no list"),
        ("format: jb-book\nroot: book/index\nchapters: {a: b}\n", "chapters is no list"),
        ("format: jb-book\n---\nroot: book/index\n", "a second part begins here"),
        (f"a: {'[' * 200}", "it is nested too deeply"),
        (f"a: {'x' * 200_000}", "it is too long"),
        ("format: jb-book\nroot: book/index\n<<<<<<< HEAD\n", "a merge was not finished"),
        ("format: jb-book\nroot: book/in\x00dex\n", "a reader does not see this character"),
        ("format: jb-book\nroot: book/index\nparts:\n  - caption: <b>x</b>\n", "words alone stand here"),
    ],
)
def test_contents_that_cannot_be_read_are_a_finding(text: str, said: str) -> None:
    assert any(said in message for _, message in told(text)), told(text)
