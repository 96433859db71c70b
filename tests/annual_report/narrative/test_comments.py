"""Authors' HTML comments reach no page, no menu and no search."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.books import Book

from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown

Reader = Callable[[str], Book]
NOTE = "ask-about-the-draft"
COMMENT = f"<!-- {NOTE} -->"
PLACES = {
    "alone": COMMENT,
    "over lines": f"<!--\n{NOTE}\n\n- {NOTE}\n-->",
    "in a sentence": f"The records {COMMENT} are synthetic.",
    "in a heading": f"## The records {COMMENT}",
    "in a list": f"- one {COMMENT}\n- {COMMENT}",
    "in a table": f"| a {COMMENT} |\n|---|\n| b {COMMENT} |",
    "in a box": f"```{{note}}\nwords {COMMENT}\n```",
    "in a link": f"[words {COMMENT}](https://example.org/)",
    "in a note": f"words[^n]\n\n[^n]: a note {COMMENT}",
    "before words": f"{COMMENT} words",
    "beside HTML": f"<p>words {COMMENT}</p>",
    "in a glossary": f"```{{glossary}}\nWord\n  {COMMENT} meaning\n```",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_reaches_no_file_that_is_published(read: Reader, tmp_path: Path, place: str) -> None:
    book = read(f"{PLACES[place]}\n\nThe last words.")
    assert not book.warnings
    assert "The last words." in book.html
    for file in (tmp_path / "html").rglob("*"):
        if file.is_file() and "_sources" not in file.parts:  # which the book's settings leave out
            assert NOTE.encode() not in file.read_bytes(), file


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_where_it_is_left_out_is_no_finding(place: str) -> None:
    page: Page = read_markdown("book/x.md", f"# Title\n\n{PLACES[place]}\n")
    assert page.faults == ()
    assert not any(NOTE in passage.text for passage in page.passages)


def test_lines_below_a_comment_keep_their_numbers() -> None:
    page = read_markdown("book/x.md", "<!--\nnote\n-->\n\nwords 63")
    assert page.passages[-1].place(0) == (5, 1)


@pytest.mark.parametrize(
    "text",
    [
        f"```{{figure}} a.png\n:alt: Bars {COMMENT}\n\nWords\n```",
        f"![Bars {COMMENT}](a.png)",
        f"---\ndescription: Words {COMMENT}\n---\n# x",
        f"```{{admonition}} Words {COMMENT}\nwords\n```",  # of which docutils makes the name of a style
        f"```{{glossary}}\nWord {COMMENT}\n  meaning\n```",  # and Sphinx an anchor
        f"<!-- {NOTE} -- {NOTE} -->",
        f"<!-- {NOTE}",
        f"<!--> {NOTE} -->",
        f'<p title="{COMMENT}">words</p>',
    ],
)
def test_a_comment_that_could_not_be_left_out_is_a_finding(text: str) -> None:
    assert read_markdown("book/x.md", text).faults
