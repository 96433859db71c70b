"""The PDF of a small book: accessible, complete, the same each time, and laid out as print is read."""

import shutil
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from tests.support.fixture_book import NOTICE
from tests.support.pdf_reading import attribute, elements, missing_words, outline, page_texts
from tests.support.verapdf import JAVA, check_pdf_ua

from annual_report.errors import MissingError
from annual_report.press.pdf import Cover, make_pdf
from annual_report.press.pdf.cleaning import clean

needs_java = pytest.mark.skipif(JAVA is None, reason="veraPDF needs a JDK, and no java is on PATH")


@pytest.mark.java
@needs_java
def test_it_keeps_every_rule_of_pdf_ua(pdf: Path) -> None:
    verdict = check_pdf_ua(pdf)
    assert verdict.rules == 106
    assert verdict.failures == ()


@pytest.mark.java
@needs_java
def test_the_checker_sees_a_figure_without_words(pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf) as document:
        del next(elements(document.Root.StructTreeRoot, "Figure"))["/Alt"]
        document.save(tmp_path / "silent.pdf")
    assert [failure.partition(":")[0] for failure in check_pdf_ua(tmp_path / "silent.pdf").failures] == ["7.3-1"]


def test_two_folders_give_the_same_bytes(single_page: Path, pdf: Path, cover: Cover, tmp_path: Path) -> None:
    top = single_page.parent.parent
    shutil.copytree(top, tmp_path / "elsewhere")
    make_pdf(tmp_path / "elsewhere" / single_page.relative_to(top), tmp_path / "again.pdf", cover)
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()


def test_no_word_of_the_chapters_is_missing(single_page: Path, pdf: Path) -> None:
    assert not missing_words(single_page, pdf)


def test_a_lost_word_would_be_seen(single_page: Path, pdf: Path, tmp_path: Path) -> None:
    longer = single_page.read_text(encoding="utf-8").replace("Text after the chart.", "Text forgotten after the chart.")
    (tmp_path / "page.html").write_text(longer, encoding="utf-8")
    assert missing_words(tmp_path / "page.html", pdf) == {"forgotten": 1}


def test_bookmarks_name_chapters_and_sections(pdf: Path) -> None:
    assert outline(pdf) == [
        (0, "Annual Report"),
        (1, "Key figures"),
        (0, "Child deaths"),
        (1, "What the reviews say"),
        (2, "A third level of heading"),
        (1, "Further"),
        (0, "Serious harm"),
        (1, "Further"),
        (0, "Every number"),
        (0, "Glossary"),
    ]


def test_every_picture_carries_its_words(single_page: Path, pdf: Path) -> None:
    page = BeautifulSoup(single_page.read_text(encoding="utf-8"), "html.parser")
    with pikepdf.open(pdf) as document:
        figures = [str(figure.Alt) for figure in elements(document.Root.StructTreeRoot, "Figure")]
    assert figures == [image["alt"] for image in page.select("article figure img")]


def test_first_cells_are_headers_of_rows(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        tables = list(elements(document.Root.StructTreeRoot, "Table"))
        rows = [list(elements(next(elements(table, "TBody")), "TR")) for table in tables]
        kinds = {tuple(str(cell.S) for cell in row.K) for row in rows[0]}
        scopes = {attribute(row.K[0], "Scope") for table in rows for row in table}
        heads = {attribute(head, "Scope") for head in elements(next(elements(tables[0], "THead")), "TH")}
    assert [len(table) for table in rows] == [3, 52, 58]
    assert kinds == {("/TH", "/TD", "/TD")}
    assert scopes == {"/Row"}
    assert heads == {"/Column"}


def test_a_hidden_number_is_shorthand_that_leads_to_its_working(single_page: Path, pdf: Path) -> None:
    assert "Of these, [c] of 520 had another cause." in " ".join(" ".join(page_texts(pdf)).split())
    printed = BeautifulSoup(clean(single_page.read_text(encoding="utf-8"), "book/index.html").html, "html.parser")
    (link,) = [mark.find_parent("a") for mark in printed.select("p abbr")]
    assert link is not None
    assert printed.find(id=str(link["href"]).removeprefix("#"))


def test_properties_are_the_imprint(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert str(document.docinfo["/Title"]) == "Annual Report 2020"
        assert str(document.docinfo["/Author"]) == "The Panel"
        assert str(document.docinfo["/CreationDate"]).startswith("D:20210514000000")
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_typefaces_are_the_wheels_own(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        names = {str(item.FontName) for item in document.objects if _is(item, "/FontDescriptor")}
    families = {name.partition("+")[2].partition("-")[0] for name in names}
    assert families == {"SourceSansPro", "SourceSerifPro"}


def _is(item: pikepdf.Object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


def test_nothing_in_it_names_a_folder_of_this_machine(single_page: Path, pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf) as document:
        document.save(tmp_path / "open.pdf", compress_streams=False, qdf=True)
    text = (tmp_path / "open.pdf").read_bytes()
    assert b"Annual Report 2020" in text
    assert str(Path(single_page.anchor) / single_page.parts[1]).encode() + b"/" not in text


def test_the_notice_is_on_the_cover_and_at_every_foot(pdf: Path) -> None:
    pages = page_texts(pdf)
    assert [" ".join(page.split()).count(NOTICE) for page in pages] == [1] * len(pages)


def test_the_cover_says_what_and_whose_it_is(pdf: Path) -> None:
    cover = page_texts(pdf)[0]
    for words in ("The Panel", "Annual Report 2020", "Reviews of", "1 January to 31 December 2020", "14 May 2021"):
        assert words in cover


def test_the_running_head_names_the_chapter_of_its_own_page(pdf: Path) -> None:
    heads = [page.strip().splitlines()[0].removeprefix("Annual Report 2020 ") for page in page_texts(pdf)[1:]]
    assert list(dict.fromkeys(heads)) == [
        "Contents",
        "Annual Report",
        "Child deaths",
        "Serious harm",
        "Every number",
        "Glossary",
    ]


def test_contents_group_the_chapters_by_part(pdf: Path) -> None:
    contents = page_texts(pdf)[1]
    order = ["Annual Report", "The report", "Child deaths", "Serious harm", "Appendices", "Every number", "Glossary"]
    places = [contents.index(words, contents.index("Contents\n") + 1) for words in order]
    assert places == sorted(places)


def test_chapters_begin_on_a_new_page(pdf: Path) -> None:
    openings = [page.strip().splitlines()[1] for page in page_texts(pdf)[1:]]
    chapters = ["Contents", "Annual Report", "Child deaths", "Serious harm", "Every number", "Glossary"]
    assert [words for words in openings if words in chapters] == chapters


def test_a_long_table_repeats_its_header(pdf: Path) -> None:
    pages = [page for page in page_texts(pdf) if "10 2%" in page and "Week 1 10 incidents" not in page]
    assert len([page for page in pages if "Week Incidents Percent" in page]) == 2


def test_a_long_name_breaks_rather_than_run_into_the_next_column(pdf: Path) -> None:
    name = "incidents.pair.domestic_abuse_and_parental_mental_ill_health"
    page = next(page for page in page_texts(pdf) if "incidents.pair" in page)
    assert name not in page
    assert name in page.replace("\n", "")


def test_a_headline_stays_with_its_chart(pdf: Path) -> None:
    page = next(page for page in page_texts(pdf) if "No week stood apart" in page)
    assert "Figure 3 Number of incidents, England, by kind" in page


def test_what_belongs_to_the_web_is_left_out(pdf: Path) -> None:
    text = "\n".join(page_texts(pdf))
    assert "Notebook of child deaths" not in text
    assert "(CSV)" not in text


def test_links_lead_to_the_web_or_to_a_place_in_it(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        links = [note for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        addresses = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
    assert addresses == {"https://www.gov.uk/", "https://www.gov.uk/guidance"}
    assert len(links) > 20


def test_a_page_that_is_not_there_is_named(tmp_path: Path, cover: Cover) -> None:
    with pytest.raises(MissingError, match=r"index\.html: no single page there"):
        make_pdf(tmp_path / "index.html", tmp_path / "report.pdf", cover)
