"""The 2020 report, built whole: what it must show, and that it can be built again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pikepdf
import pytest
from bs4 import BeautifulSoup
from tests.annual_report.press.test_downloads import properties_of, sheets_of
from tests.conftest import ROOT, copy_project
from tests.support.digests import digests
from tests.support.pdf_reading import page_texts

from annual_report.build import build
from annual_report.editions.project import Project
from annual_report.errors import CheckError
from annual_report.lint.check import check_book
from annual_report.release import Release, read_release
from annual_report.reuse.current import Built
from annual_report.running.execute import find_notebooks
from annual_report.running.gather import read_shown
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.models import Pin, Ratio, Statistic

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def release(built: Built) -> Release:
    return read_release(built.site.parent.parent / "release.json")


def test_every_figure_that_can_hold_does(release: Release) -> None:
    wrong = {verdict.id: verdict for verdict in release.verdicts if verdict.computed and not verdict.holds}
    assert set(wrong) == {"P10a", "P23a"}
    assert (wrong["P10a"].printed, wrong["P10a"].computed) == ("20%", "8.7%")
    assert (wrong["P23a"].printed, wrong["P23a"].computed) == ("most (43%)", "43%, not a majority")


def test_all_statements_of_the_summary_are_judged(release: Release) -> None:
    summary = pd.read_csv(ROOT / "data" / "2020" / "published.csv", dtype=str, keep_default_na=False)
    assert [verdict.id for verdict in release.verdicts] == list(summary["id"])
    assert len(release.verdicts) >= 61


def test_the_build_says_how_many_figures_were_reproduced(built: Built) -> None:
    assert "1 contradicted, 1 contradicted in words" in built.tally
    assert "reproduced" in built.tally
    assert "narrative only" in built.tally


def test_a_table_has_the_same_number_in_the_book_the_pdf_and_the_workbook(built: Built, built_site: Path) -> None:
    captions: dict[str, str] = {}
    for file in built_site.glob("book/*.html"):
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        for caption in page.select(".data-table caption"):
            text = caption.select_one(".caption-text").get_text()  # type: ignore[union-attr]
            captions[caption.select_one(".caption-number").get_text().strip()] = text  # type: ignore[union-attr]
    assert len(captions) >= 20
    sheets = sheets_of((built_site / "downloads" / "annual-report-2020-tables.xlsx").read_bytes())
    assert {name: rows[0][0] for name, rows in sheets.items() if name.startswith("Table ")} == captions
    printed = " ".join(" ".join(page_texts(built.pdf)).split())
    assert [f"{number} {title}" for number, title in captions.items() if f"{number} {title}" not in printed] == []


def test_no_file_says_that_the_body_published_synthetic_tables(built: Built, built_site: Path) -> None:
    content = (built_site / "downloads" / "annual-report-2020-tables.xlsx").read_bytes()
    workbook = " ".join([*(cell for row in sheets_of(content)["Cover"] for cell in row), properties_of(content)])
    cover = " ".join(page_texts(built.pdf)[0].split())
    with pikepdf.open(built.pdf) as document:
        subject = str(document.docinfo["/Subject"])
        author = str(document.docinfo["/Author"])
    for words in (workbook, cover, subject):
        assert "This is not a publication of the Child Safeguarding Practice Review Panel." in words
        assert "Synthetic records." in words
        assert "Published" not in words
    assert author == "Reproduced from a publication of the Child Safeguarding Practice Review Panel"
    assert f"<dc:creator>{author}</dc:creator>" in workbook


def test_the_contradiction_is_shown_to_readers(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "book" / "published-figures.html").read_text(encoding="utf-8"), "html.parser")
    row = next(row for row in page.select("table tr") if "20%" in row.get_text() and "8.7%" in row.get_text())
    assert "Contradicted" in row.get_text()
    row = next(row for row in page.select("table tr") if "most (43%)" in row.get_text())
    assert "Contradicted in words" in row.get_text()


def test_every_page_table_and_chart_says_that_records_are_synthetic(built_site: Path) -> None:
    pages = sorted(built_site.glob("book/*.html")) + sorted(built_site.glob("notebooks/*.html"))
    assert len(pages) >= 20
    for file in pages:
        page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        assert "Synthetic records" in page.select_one(".synthetic-notice").get_text(), file  # type: ignore[union-attr]
        assert "This is not a publication of the Child Safeguarding Practice Review Panel." in page.get_text(), file
        marked = len(page.select(".source-note"))
        assert marked == len(page.select("figure img")) + len(page.select("table.figures, .notebook-table table")), file


def test_no_page_is_published_in_source(built_site: Path) -> None:
    names = {file.suffix for file in built_site.rglob("*") if file.is_file()}
    assert not names & {".ipynb", ".md", ".py", ".pickle", ".doctree"}


def test_two_builds_in_two_folders_are_byte_identical(built_site: Path, tmp_path: Path) -> None:
    again = build(copy_project(tmp_path), "2020", {}, lambda step: None).site.parent
    assert digests(again) == digests(built_site)


def test_a_changed_record_stops_the_build_and_names_the_figures(project: Project) -> None:
    records = project.root / "data" / "2020" / "SYNTHETIC_incidents.csv"
    text = records.read_text(encoding="utf-8")
    assert ",suicide," in text
    records.write_text(text.replace(",suicide,", ",other_death,", 1), encoding="utf-8")
    site = project.output("2020") / "site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("the last good site")
    with pytest.raises(CheckError, match=r"P09d \(paragraph 9\): printed '42 \(20%\)', computed '41 \(20%\)'"):
        build(project, "2020", {}, lambda step: None)
    assert (site / "index.html").read_text() == "the last good site"


def recode(project: Project, count: int) -> None:
    """Move ``count`` sudden unexpected deaths in infancy to the deaths without a category."""
    records = project.root / "data" / "2020" / "SYNTHETIC_incidents.csv"
    text = records.read_text(encoding="utf-8")
    records.write_text(text.replace(",sudi,", ",other_death,", count), encoding="utf-8")


def test_one_record_makes_sentences_false_and_the_build_names_each(project: Project) -> None:
    """An edition in which the largest cause leads by one, and the record that ends it."""
    recode(project, 17)  # 46 against 45
    published = project.root / "data" / "2020" / "published.csv"
    printed = published.read_text(encoding="utf-8")
    printed = printed.replace(",63 (31%),", ",46 (22%),").replace("category,28,", "category,45,")
    published.write_text(printed, encoding="utf-8")
    recode(project, 1)
    with pytest.raises(CheckError) as caught:
        build(project, "2020", {}, lambda step: None)
    told = str(caught.value)
    assert "P09c (paragraph 9): printed '46 (22%)', computed '45 (22%)'" in told
    false = [line for line in told.split("\n") if "largest(deaths.cause.sudi) does not hold" in line]
    assert all("count(deaths.cause.sudi) is 45" in line and line.endswith("[false-claim]") for line in false)
    claiming = [file for file in project.book.glob("*.md") if "largest(deaths.cause.sudi)" in file.read_text("utf-8")]
    assert {line.split(":")[0] for line in false} == {
        *(f"book/{file.name}" for file in claiming),
        "notebooks/03-child-deaths.ipynb",
    }
    # what was computed is kept, so that the sentences can be mended without running a notebook
    report = check_book(project, read_release(project.last_release("2020")))
    assert sum("largest(deaths.cause.sudi) does not hold" in found.message for found in report.findings) == len(false)
    assert not project.output("2020").exists()


def test_a_missing_id_in_the_narrative_fails_the_build(project: Project, built: Built) -> None:
    """What the notebooks put out is in the store: only the narrative differs."""
    shutil.copytree(built.site.parents[2] / ".store", project.root / "_build" / ".store")
    chapter = project.book / "child-deaths.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\nThere were {{count}}`deaths.cause.sudy`.\n", encoding="utf-8")
    line = len(text.split("\n")) + 1
    with pytest.raises(
        CheckError, match=rf"book/child-deaths\.md:{line}:12: there is no statistic 'deaths\.cause\.sudy'"
    ):
        build(project, "2020", {}, lambda step: None)


def _nbval(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        "/dev/null",
        *more,
        "notebooks",
    ]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_nbval_passes_on_every_cell_of_the_stored_notebooks(project: Project) -> None:
    done = _nbval(project.root)
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout


def test_stored_notebooks_show_of_each_number_what_the_release_shows(release: Release) -> None:
    stored = [item for file in find_notebooks(ROOT / "notebooks") for item in read_shown(file)]
    shown = {item.id: item for item in stored if isinstance(item, Statistic | Ratio | Hidden)}
    numbers: tuple[Item, ...] = (*release.ledger.statistics, *release.ledger.ratios, *release.ledger.hidden)
    assert shown.keys() == {number.id for number in numbers}
    for number in numbers:
        later = {"notebook": "", "pinned": Pin.COUNT, "above": None}
        as_stored = {name: value for name, value in later.items() if name in type(number).model_fields}
        assert shown[number.id] == number.model_copy(update=as_stored)


def test_nbval_fails_when_one_record_is_changed(project: Project) -> None:
    records = project.root / "data" / "2020" / "SYNTHETIC_incidents.csv"
    text = records.read_text(encoding="utf-8")
    records.write_text(text.replace(",suicide,", ",other_death,", 1), encoding="utf-8")
    assert _nbval(project.root, "--exitfirst").returncode == 1
