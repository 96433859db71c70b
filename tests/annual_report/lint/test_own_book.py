"""Nothing foreign gets into the book: what a project's files bring in is found by the check, and stops a build."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import ROOT, copy_project
from tests.support.narratives import real_context

from annual_report.build import build
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError
from annual_report.lint.book import read_whole, require_own
from annual_report.lint.check import check_book
from annual_report.lint.files import find_files
from annual_report.lint.findings import Finding, Report
from annual_report.lint.formats import as_text
from annual_report.press.stage import stage_narrative


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


def report(project: Project) -> Report:
    return check_book(project, real_context().release)


def told(project: Project) -> list[tuple[str, int, str]]:
    return [(found.file, found.line, found.rule) for found in report(project).findings]


def add(project: Project, text: str, name: str = "book/pandemic.md") -> int:
    """Add text to a chapter, and return the line on which it starts."""
    file = project.root / name
    old = file.read_text(encoding="utf-8")
    file.write_text(f"{old}\n{text}\n", encoding="utf-8")
    return old.count("\n") + 2


def replace_in(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def outside(project: Project, name: str) -> str:
    """Write a file outside the project, and return its path from ``book/``."""
    (project.root.parent / name).write_text("secret words, here\n", encoding="utf-8")
    return f"../../{name}"


READING = {
    "literalinclude": "```{{literalinclude}} {txt}\n```",
    "csv-table": "```{{csv-table}} Words\n:file: {csv}\n```",
    "image": "```{{image}} {png}\n:alt: Words\n```",
    "figure": "```{{figure}} {png}\n:alt: Words\n\nWords\n```",
    "a picture": "![Words]({png})",
    "download": "{{download}}`the words <{txt}>`",
    "a link": "[the words]({txt})",
    "a link defined apart": "[the words][words]\n\n[words]: {txt}",
    "diff": "```{{literalinclude}} bases.toml\n:diff: {txt}\n```",
    "in a box": "::::{{note}}\n```{{literalinclude}} {txt}\n```\n::::",
    "in a list": "- words\n\n  ```{{csv-table}} Words\n  :file: {csv}\n  ```",
    "in a glossary": "```{{glossary}}\nWord\n\n    {{download}}`the words <{txt}>`\n```",
    "in a cell": '```{{csv-table}} Words\n"{{download}}`words <{txt}>`"\n```',
    "between colons": "::: words\n{{download}}`the words <{txt}>`\n:::",
}


@pytest.mark.parametrize("way", READING)
def test_no_directive_role_or_link_reads_a_file_outside_the_book(project: Project, way: str) -> None:
    names = {kind: outside(project, f"secret.{kind}") for kind in ("txt", "csv", "png")}
    line = add(project, READING[way].format(**names))
    found = told(project)
    assert {(file, rule) for file, _, rule in found} == {("book/pandemic.md", "foreign")}
    assert all(line <= place <= line + 4 for _, place, _ in found)
    with pytest.raises(CheckError, match=r"book/pandemic\.md"):
        require_own(project)


@pytest.mark.parametrize("name", ["secret.txt", "secret.csv", "secret.png"])
def test_no_directive_reads_by_a_link_what_lies_outside_the_book(project: Project, name: str) -> None:
    (project.book / name).symlink_to(project.root / "book" / outside(project, name))
    way = {"txt": "literalinclude", "csv": "csv-table", "png": "image"}[name[-3:]]
    add(project, READING[way].format(txt=name, csv=name, png=name))
    files = {(file, rule) for file, _, rule in told(project)}
    assert files == {(f"book/{name}", "foreign"), ("book/pandemic.md", "foreign")}
    with pytest.raises(CheckError, match=f"book/{name}"):
        stage_narrative(project, real_context().release, project.root / "stage")
    assert not (project.root / "stage").exists()


def test_files_below_the_book_may_be_shown_and_given_away_and_those_that_no_rule_reads_are_listed(
    project: Project,
) -> None:
    (project.book / "files").mkdir()
    (project.book / "files" / "query.sql").write_text("select 63\n")
    (project.book / "files" / "words.csv").write_text("Word,Meaning\nArea,a place\n")
    line = add(
        project,
        "```{literalinclude} files/query.sql\n```\n\n"
        "```{csv-table} Words\n:file: files/words.csv\n:header-rows: 1\n```\n\n"
        "Get {download}`the words <files/words.csv>`.\n\n```sh\nannual-report check\n```",
    )
    found = report(project)
    assert found.findings == ()
    assert [(item.line - line, item.what) for item in found.unread] == [
        (0, "the file files/query.sql"),
        (8, "the file files/words.csv"),
        (10, "a block of code"),
    ]
    assert f"book/pandemic.md:{line}: the file files/query.sql: no rule reads it, a person must" in as_text(found)
    assert found.tally.endswith("19 silences, 3 unread, 0 findings")


def test_the_rows_of_a_file_are_read_like_text_and_have_their_place_in_it(project: Project) -> None:
    (project.book / "words.csv").write_text('Word,Meaning\nArea,"There were 63, the majority"\nB,<script>x</script>\n')
    add(project, "```{csv-table} Words\n:file: words.csv\n```")
    assert told(project) == [
        ("book/words.csv", 2, "typed-number"),
        ("book/words.csv", 2, "majority"),
        ("book/words.csv", 3, "foreign"),
    ]


def test_a_file_that_is_not_there_is_named(project: Project) -> None:
    line = add(project, "![Bars for each cause](pictures/bars.png)")
    (found,) = report(project).findings
    assert (found.line, found.spot) == (line, "pictures/bars.png")
    assert "there is no file book/pictures/bars.png" in found.message


@pytest.mark.parametrize("name", ["evil.rst", "evil.ipynb"])
def test_a_chapter_of_another_kind_is_refused_though_it_is_in_the_contents(project: Project, name: str) -> None:
    (project.book / name).write_text("There were 63 deaths, most of them boys.\n")
    replace_in(project, "_toc.yml", "file: book/pandemic\n", f"file: book/{name}\n")
    assert {(file, rule) for file, _, rule in told(project)} == {(f"book/{name}", "foreign"), ("_toc.yml", "foreign")}


def test_a_chapter_of_another_kind_beside_one_of_the_same_name_is_refused(project: Project) -> None:
    """Sphinx would take it in the place of the Markdown."""
    (project.book / "pandemic.rst").write_text("There were 63 deaths.\n")
    assert told(project) == [("book/pandemic.rst", 1, "foreign")]


def test_a_folder_that_is_a_link_is_refused_though_its_chapters_are_in_the_contents(project: Project) -> None:
    elsewhere = project.root.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "y.md").write_text("# Y\n\nThere were 63 deaths.\n")
    (project.book / "linked").symlink_to(elsewhere)
    replace_in(project, "_toc.yml", "file: book/pandemic\n", "file: book/linked/y\n")
    assert ("book/linked", 1, "foreign") in told(project)


def test_words_of_the_menu_are_read_like_text(project: Project) -> None:
    replace_in(project, "_toc.yml", "caption: The report", "caption: The 63 deaths, the majority of boys")
    assert told(project) == [("_toc.yml", 4, "typed-number"), ("_toc.yml", 4, "majority")]


@pytest.mark.parametrize("text", ["", "The pandemic closed schools.\n", "## The pandemic\n"])
def test_a_chapter_without_a_title_is_named(project: Project, text: str) -> None:
    (project.book / "pandemic.md").write_text(text)
    assert told(project) == [("book/pandemic.md", 1, "one-title")]


def test_a_file_that_is_not_utf_8_is_named(project: Project) -> None:
    for name in ("_toc.yml", "_config.yml", "notebooks/01-pandemic.ipynb"):
        file = project.root / name
        good = file.read_bytes()
        file.write_bytes(good + b"\n# caf\xe9\n")
        with pytest.raises(InputError, match=rf"{Path(name).name}, line \d+: 0xe9: byte \d+ is not UTF-8"):
            report(project)
        file.write_bytes(good)


def test_a_byte_order_mark_is_nothing_wrong(project: Project) -> None:
    for name in ("_toc.yml", "book/pandemic.md"):
        file = project.root / name
        file.write_text(f"\ufeff{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert told(project) == []


def test_missing_contents_are_a_finding(project: Project) -> None:
    (project.root / "_toc.yml").unlink()
    assert told(project) == [("_toc.yml", 1, "contents")]


def test_the_checks_read_markdown_as_the_book_does(project: Project) -> None:
    assert told(project) == []
    replace_in(project, "_config.yml", "[colon_fence, deflist]", "[colon_fence, deflist, substitution]")
    ((file, line, rule),) = told(project)
    assert (file, rule) == ("_config.yml", "contents")
    assert "substitution" in (project.root / "_config.yml").read_text(encoding="utf-8").split("\n")[line - 1]


def _in_notebook(project: Project, text: str) -> tuple[list[str], Callable[[], list[Finding]]]:
    file = project.notebooks / "01-pandemic.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": text.splitlines(keepends=True)}
    )
    file.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").split("\n"), lambda: list(report(project).findings)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("```{include} ../../secret.md\n```", "broken-syntax"),
        ("```{literalinclude} ../data/2020/edition.toml\n```", "foreign"),
        ("words <script>x()</script>", "foreign"),
        ("![Bars](https://example.org/x.png)", "foreign"),
        ("words\n\n# Another title", "one-title"),
        ("the <angle> of it", "lost-words"),
    ],
)
def test_a_notebooks_explanations_are_held_to_the_same(project: Project, text: str, rule: str) -> None:
    lines, findings = _in_notebook(project, text)
    (found,) = findings()
    assert (found.file, found.rule) == ("notebooks/01-pandemic.ipynb", rule)
    assert json.dumps(text.split("\n")[-1 if rule == "one-title" else 0])[1:-1] in lines[found.line - 1]


def test_a_picture_that_a_notebook_carries_is_no_finding_since_it_reaches_no_page(project: Project) -> None:
    _, findings = _in_notebook(project, "words ![Bars](attachment:bars.png)")
    assert findings() == []


def test_a_merge_that_was_not_finished_in_a_notebook_has_its_line(project: Project) -> None:
    file = project.notebooks / "01-pandemic.ipynb"
    file.write_text(f"{{\n<<<<<<< HEAD\n{file.read_text(encoding='utf-8')}")
    with pytest.raises(InputError, match=r"01-pandemic\.ipynb, line 2: '<<<<<<<': a merge was left unfinished"):
        report(project)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("book/pandemic.md", "# ", "<script>x()</script>\n\n# "),
        ("_toc.yml", "file: book/pandemic\n", "file: book/pandemics\n"),
        ("_toc.yml", "file: book/pandemic\n", "file: book/child-deaths\n"),
    ],
)
def test_what_is_foreign_stops_a_build_before_a_notebook_runs(project: Project, name: str, old: str, new: str) -> None:
    replace_in(project, name, old, new)
    steps: list[str] = []
    with pytest.raises(CheckError, match=f"{name}:"):
        build(project, "2020", {}, steps.append)
    assert steps == ["records checked"]
    assert not project.output("2020").exists()
    assert not project.draft("2020").exists()


def test_the_book_of_2020_holds_nothing_foreign_and_no_code_that_is_not_read() -> None:
    book = read_whole(Project(ROOT))
    assert book.findings == ()
    assert [fault for page in book.pages for fault in page.faults] == []
    assert [found for page in book.pages for found in page.unread] == []
    assert find_files(ROOT).findings == ()
