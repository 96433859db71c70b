"""Faults of ``_toc.yml`` and ``_config.yml`` are told with their line, in ``check`` and before a notebook runs."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.lint.contents import check, require_readable

TOC = """\
format: jb-book
root: book/index
parts:
  - caption: The report
    chapters:
      - file: book/one
      - file: book/two.md
      - file: notebooks/01-first
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("index", "one", "two"):
        (tmp_path / "book").mkdir(exist_ok=True)
        (tmp_path / "book" / f"{name}.md").write_text(f"# {name}\n\nText.\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01-first.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "_toc.yml").write_text(TOC, encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: A\n", encoding="utf-8")
    return Project(tmp_path)


def changed(project: Project, old: str, new: str) -> None:
    assert old in TOC
    (project.root / "_toc.yml").write_text(TOC.replace(old, new), encoding="utf-8")


def test_sound_contents_have_no_fault(project: Project) -> None:
    assert check(project) == []
    require_readable(project)


def test_a_byte_order_mark_is_taken(project: Project) -> None:
    (project.root / "_toc.yml").write_bytes(b"\xef\xbb\xbf" + TOC.encode())
    (project.root / "_config.yml").write_bytes(b"\xef\xbb\xbftitle: A\n")
    assert check(project) == []


WRONG = [
    ("      - file: book/one", "\t- file: book/one", 6, "a tab stands here"),
    ("- file: book/two.md", "- file: book/one", 7, "book/one: this chapter stands in line 6 already: keep one"),
    ("- file: book/two.md", "- file: book/one.md", 7, "this chapter stands in line 6 already"),
    ("- file: book/one", "- file: book/index", 6, "this chapter stands in line 2 already"),
    ("book/two.md", "book/twos", 7, "there is no such chapter: book/twos.md. Did you mean book/two?"),
    ("notebooks/01-first", "notebooks/01-frist", 8, "Did you mean notebooks/01-first?"),
    ("root: book/index", "root: book/home", 2, "there is no such chapter: book/home.md"),
    ("format: jb-book", "format: jb-novel", 1, "'format' key value not recognised"),
    ("- file: book/one", "- flie: book/one", 6, "entry does not contain one of"),
    ("    chapters:", "    chapter:", 4, "entry not a mapping containing 'chapters' key"),
    ("- file: book/one", "- book/one", 6, "entry not a mapping type"),
    ("root: book/index\n", "", 1, "'root' key not found"),
    ("- file: book/one", "- file: [book/one", 6, "not readable as YAML"),
    ("root: book/index", "root: book/index\n<<<<<<< HEAD", 3, "a merge was left unfinished"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG)
def test_a_fault_of_the_contents_is_told_with_its_line(
    project: Project, old: str, new: str, line: int, words: str
) -> None:
    changed(project, old, new)
    (found,) = check(project)
    assert words in found.message
    assert (found.file, found.line) in {("_toc.yml", line), ("_toc.yml", line + 1)}
    with pytest.raises(InputError, match=r"_toc\.yml:\d+:1: "):
        require_readable(project)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the chapter is empty"),
        ("\n\n", "the chapter is empty"),
        ("Text alone.\n", "the chapter has no heading"),
        ("% # a remark\n\nText.\n", "the chapter has no heading"),
    ],
)
def test_a_chapter_that_can_have_no_title_is_told_at_its_line_of_the_contents(
    project: Project, text: str, words: str
) -> None:
    (project.book / "one.md").write_text(text, encoding="utf-8")
    (found,) = check(project)
    assert (found.line, found.file) == (6, "_toc.yml")
    assert words in found.message


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml"])
@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"a: b\n# caf\xe9\n", 2, "is not UTF-8. Save the file as UTF-8"),
        (b"a: b\n  c: d\n", 2, "not readable as YAML"),
        (b"\xff\xfea\0", 1, "UTF-16"),
        (b"- a\n- b\n", 1, "it must hold settings"),
        (b"", 1, "it must hold settings"),
    ],
)
def test_a_file_that_is_no_yaml_of_settings_is_told_with_its_line(
    project: Project, name: str, content: bytes, line: int, words: str
) -> None:
    (project.root / name).write_bytes(content)
    (found,) = check(project)
    assert (found.file, found.line) == (name, line)
    assert words in found.message


ODD: list[Callable[[Path], object]] = [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")]


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml", "book/one.md"])
@pytest.mark.parametrize("make", ODD)
def test_what_is_no_plain_file_is_told_and_not_waited_for(
    project: Project, make: Callable[[Path], object], name: str
) -> None:
    (project.root / name).unlink()
    make(project.root / name)
    assert check(project)
