"""In a preview a finding stands beside its sentence, and what cannot be placed is shown as it was written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from tests.support.books import Book

from annual_report.lint.findings import Finding
from annual_report.narrative.margin import write_findings

Reader = Callable[..., Book]

TEXT = """First sentence
goes on here.

Second.

- An item
  on two lines
- Another item

## Part

> Quoted.

| head | two |
| ---- | --- |
| cell | 2   |

Term
: Definition.

```{chart} deaths
```

:::{note}
Noted.
:::

Last."""


def finding(line: int, message: str = "Say it otherwise.", replacement: str = "") -> Finding:
    return Finding("book/page.md", line, 1, "rule", "two", "one two three", 4, message, replacement)


def shown(book: Book) -> Tag:
    found = BeautifulSoup(book.html, "html.parser").select("div.finding")
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("First sentence", "p"),
        ("goes on here", "p"),
        ("Second.", "p"),
        ("on two lines", "p"),
        ("## Part", "h2"),
        ("> Quoted", "p"),
        ("| cell", "table"),
        (": Definition", "p"),
        ("```{chart}", "div"),
        ("Noted", "p"),
        ("Last", "p"),
    ],
)
def test_a_finding_stands_right_after_its_block(read: Reader, text: str, name: str) -> None:
    line = 3 + TEXT[: TEXT.index(text)].count("\n")  # the page's title and an empty line stand above
    before = shown(read(TEXT, [finding(line)])).find_previous_sibling()
    assert isinstance(before, Tag)
    assert before.name == name
    if name != "div":
        assert text.strip("#>|:- ") in " ".join(before.get_text().split())


def test_a_finding_says_the_reason_marks_the_spot_and_gives_what_to_write(read: Reader) -> None:
    note = shown(read(TEXT, [finding(3, "No claim.", "{claim}`most <a > b>`")]))
    assert note["role"] == "note"
    assert note["aria-label"] == "Finding in line 3"
    assert "Line 3: No claim." in note.get_text()
    assert note.select_one(".spot").get_text() == "two"  # type: ignore[union-attr]
    assert note.select_one("pre").get_text().strip() == "{claim}`most <a > b>`"  # type: ignore[union-attr]


def test_findings_of_one_block_keep_their_order(read: Reader) -> None:
    page = BeautifulSoup(read(TEXT, [finding(3, "One."), finding(4, "Two.")]).html, "html.parser")
    assert [note.p.get_text() for note in page.select("div.finding") if note.p] == ["Line 3: One.", "Line 4: Two."]


@pytest.mark.parametrize(
    "written", ["{count}`deaths.sudy`", "{fixed}`15 working days`", "{edition}`colour`", "{count}`deaths.spring`"]
)
def test_what_cannot_be_placed_is_shown_as_written(read: Reader, written: str) -> None:
    book = read(f"There were {written} of them, or 12.", [])
    assert not book.warnings
    raw = BeautifulSoup(book.html, "html.parser").select_one(".refused")
    assert raw is not None
    assert raw.get_text() == written


def test_a_directive_that_cannot_be_placed_is_shown_as_written(read: Reader) -> None:
    book = read("```{chart} death\n```", [])
    assert not book.warnings
    assert "death" in BeautifulSoup(book.html, "html.parser").select_one(".refused").get_text()  # type: ignore[union-attr]


def test_a_file_of_findings_changes_only_with_its_findings(tmp_path: Path) -> None:
    pages = ("book/page", "book/other")
    write_findings([finding(3)], pages, tmp_path)
    written = {page: (tmp_path / f"{page}.json").stat().st_mtime_ns for page in pages}
    write_findings([finding(4)], pages, tmp_path)
    changed = {page for page in pages if (tmp_path / f"{page}.json").stat().st_mtime_ns != written[page]}
    assert changed == {"book/page"}
