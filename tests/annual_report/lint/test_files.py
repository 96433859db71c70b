"""Below ``book/`` lie the book's own files, of known kinds, and no way out of it."""

import os
from pathlib import Path

import pytest

from annual_report.lint.files import find_files, notebook_findings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project's folder with a chapter, beside it a file that is none of the report's."""
    root = tmp_path / "project"
    (root / "book" / "part").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "book" / "a.md").write_text("# A\n")
    (root / "book" / "part" / "b.md").write_text("# B\n")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "c.md").write_text("# C\n")
    return root


def told(root: Path) -> dict[str, str]:
    return {found.file: found.message for found in find_files(root).findings}


def test_chapters_settings_pictures_and_tables_are_the_books_own(root: Path) -> None:
    for name in ("bases.toml", "words.csv", "notes.txt", "picture.png"):
        (root / "book" / name).write_text("")
    assert told(root) == {}
    assert find_files(root).chapters == ("book/a.md", "book/part/b.md")


@pytest.mark.parametrize(
    "name", ["evil.rst", "evil.ipynb", "evil.html", "x.js", "x.css", "x.MD", "x", "x.docx", "x.jpg"]
)
def test_a_file_of_another_kind_has_no_place(root: Path, name: str) -> None:
    (root / "book" / "part" / name).write_text("")
    assert "a book holds no file of this kind" in told(root)[f"book/part/{name}"]


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", "a.md.orig", ".DS_Store"])
def test_what_editors_leave_is_no_part_of_the_book(root: Path, name: str) -> None:
    (root / "book" / name).write_text("")
    assert told(root) == {}


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/hostname", "../../nowhere.txt", "link.txt"])
def test_a_link_out_of_the_book_or_to_nothing_has_no_place(root: Path, target: str) -> None:
    (root / "book" / "link.txt").symlink_to(target)
    assert "link" in told(root)["book/link.txt"]
    assert "book/link.txt" not in find_files(root).names


def test_a_chapter_that_is_a_link_out_of_the_book_has_no_place(root: Path) -> None:
    (root / "book" / "c.md").symlink_to(root.parent / "folder" / "c.md")
    assert "it is a link" in told(root)["book/c.md"]
    assert "book/c.md" not in find_files(root).chapters


def test_a_folder_that_is_a_link_has_no_place(root: Path) -> None:
    (root / "book" / "linked").symlink_to(root.parent / "folder")
    assert "it is a link" in told(root)["book/linked"]
    (root / "book" / "linked").unlink()
    (root / "book" / "linked").symlink_to(root / "book" / "part")
    assert "no plain file" in told(root)["book/linked"]


def test_a_link_within_the_book_is_the_file_that_it_leads_to(root: Path) -> None:
    (root / "book" / "c.md").symlink_to("part/b.md")
    assert told(root) == {}
    (root / "book" / "d.txt").symlink_to("picture.jpg")
    (root / "book" / "picture.jpg").write_text("")
    assert set(told(root)) == {"book/d.txt", "book/picture.jpg"}


def test_a_book_that_is_a_link_is_not_the_reports_own(root: Path) -> None:
    (root / "book").rename(root.parent / "elsewhere")
    (root / "book").symlink_to(root.parent / "elsewhere")
    assert "book is a link" in told(root)["book"]
    assert find_files(root).names == ()


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "book" / "pipe.md")
    assert "no plain file" in told(root)["book/pipe.md"]


def test_a_picture_that_runs_or_loads_something_has_no_place(root: Path) -> None:
    (root / "book" / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')
    assert "<script> has no place in it" in told(root)["book/x.svg"]


def test_a_notebook_that_is_a_link_is_not_the_reports_own(root: Path) -> None:
    (root / "notebooks" / "x.ipynb").symlink_to(root.parent / "secret.txt")
    (found,) = notebook_findings(root)
    assert (found.file, found.rule) == ("notebooks/x.ipynb", "foreign")
