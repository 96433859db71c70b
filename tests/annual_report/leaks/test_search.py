"""Leaks of every kind, each planted in a small but real site, and each caught by name."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import nbformat
import pikepdf
import pytest
from tests.annual_report.leaks.conftest import Plant
from tests.conftest import ROOT
from tests.support.ledgers import published_ledger
from tests.support.small_sites import MACHINE, repack, small_release, small_secrets

from annual_report.errors import CheckError
from annual_report.leaks.models import Kind, Leak
from annual_report.leaks.search import require_no_leaks, search_site
from annual_report.press.downloads.workbook import workbook

PAGE, CHART, PDF = "book/index.html", "charts/children.ethnicity.svg", "report.pdf"
WORKBOOK = "downloads/annual-report-2020-tables.xlsx"
CHILD = "SYN-2020-0001-1"  # 7, male, black
FINGERPRINT = next(item.members for item in published_ledger().statistics if item.id == "children.ethnicity.other")


def hidden_in(leaks: tuple[Leak, ...], place: str = "") -> set[str]:
    """Return the ids of the hidden numbers that were found, where the place holds these words."""
    found = [leak for leak in leaks if leak.kind is Kind.HIDDEN_NUMBER and place in leak.place]
    return {leak.message.split()[2] for leak in found}


def kinds(leaks: tuple[Leak, ...]) -> set[Kind]:
    return {leak.kind for leak in leaks}


def words(old: str, new: str) -> Callable[[Path], None]:
    """Return what puts ``new`` before the first ``old`` of a text file."""

    def change(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new + old, 1), encoding="utf-8")

    return change


# -- nothing is found where nothing leaks -----------------------------------------------------------------------------


def test_the_small_site_leaks_nothing(clean_site: Path) -> None:
    assert search_site(clean_site, small_secrets()) == ()
    require_no_leaks(clean_site, small_secrets())


@pytest.mark.parametrize(
    "sentence",
    [
        "Children of other ethnic groups are described in 2020, in Table 8, paragraphs 7 and 8, and on 8 May.",
        "The bands are 5 to 9 and 10 to 14, and children of other ethnic groups are in each.",
        "Fatal incidents are those of children aged 5 to 9, and of all other ages.",
        "Children of other ethnic groups aged 5 to 9 are one of the groups.",
        "The 2 reviews were of children of every ethnic group.",
        "Some 514 children, 8,000 of 10,000, of other ethnic groups.",
        "Both boys and girls aged 10 to 14 were of other ethnic groups.",
        "Children aged 10 to 14 of other ethnic groups: neither age nor group says more than any other pair of them.",
        "Children aged 10 to 14 of other ethnic groups were twice as likely to be known.",
        "Both gang violence and county lines were looked for.",
        "Of a single agency, children aged 5 to 9 of other ethnic groups had no need.",
    ],
)
def test_ages_dates_and_other_counts_are_no_leaks(plant: Plant, sentence: str) -> None:
    assert plant(PAGE, words("<p>", f"<p>{sentence}</p>")) == ()


@pytest.mark.parametrize(
    ("words_", "name"),
    [
        ("Both of the children aged 10 to 14 of other ethnic groups", "children.census_band.10_to_14.other"),
        ("Children aged 10 to 14 of other ethnic groups: both were known", "children.census_band.10_to_14.other"),
        ("A pair of children aged 10 to 14 of other ethnic groups", "children.census_band.10_to_14.other"),
        ("A&nbsp;couple of children aged 10 to 14 of other ethnic groups", "children.census_band.10_to_14.other"),
        ("Neither of the children aged 10 to 14 of other ethnic groups", "children.census_band.10_to_14.other"),
        ("Children aged 10 to 14 of other ethnic groups were met twice", "children.census_band.10_to_14.other"),
        ("A single child aged 5 to 9 of other ethnic groups", "children.census_band.5_to_9.other"),
        ("A trio of children aged 5 to 9 of black ethnic groups", "children.census_band.5_to_9.black"),
        (
            "A tenth of risk-taking or violent behaviour: both gang violence and county lines",
            "risk_taking.evidence.both",
        ),
        (
            "Both gang violence and county lines: one in ten of risk-taking or violent behaviour",
            "risk_taking.evidence.both",
        ),
    ],
)
def test_a_hidden_number_is_told_by_any_words_that_count(plant: Plant, words_: str, name: str) -> None:
    assert name in hidden_in(plant(PAGE, words("<p>", f"<h2>{words_}</h2>")))


@pytest.mark.parametrize(
    ("words_", "name"),
    [
        ("Both of the Asian or Asian British children aged 5 to 9", "children.census_band.5_to_9.asian"),
        ("A trio of children aged 5 to 9 of black ethnic groups", "children.census_band.5_to_9.black"),
        ("No one but a single child aged 5 to 9 of other ethnic groups", "children.census_band.5_to_9.other"),
    ],
)
def test_a_hidden_number_is_told_by_words_in_a_text_alternative(plant: Plant, words_: str, name: str) -> None:
    leaks = plant(PAGE, words("<p>", f'<img src="x.svg" alt="{words_}">'))
    assert name in hidden_in(leaks, "attribute alt")


def test_a_hidden_number_is_told_by_words_in_the_title_of_a_chart(plant: Plant) -> None:
    title = "<title>A trio of children aged 5 to 9 of black ethnic groups</title>"
    assert hidden_in(plant(CHART, words("</svg>", title)), "<title>") == {"children.census_band.5_to_9.black"}


# -- the narrative, the notebooks and the charts, as the press makes them ---------------------------------------------


def test_a_hidden_count_typed_in_the_narrative(leaking_site: Path) -> None:
    leaks = tuple(leak for leak in search_site(leaking_site, small_secrets()) if leak.file == PAGE)
    assert hidden_in(leaks) == {"children.census_band.10_to_14.other", "children.type.fatal.5_to_9"}
    assert all(leak.place.startswith("line ") for leak in leaks)


def test_a_frame_that_a_notebook_prints(leaking_site: Path) -> None:
    leaks = tuple(leak for leak in search_site(leaking_site, small_secrets()) if leak.file.startswith("notebooks/"))
    assert hidden_in(leaks, "row “other”") == {f"children.census_band.{band}.other" for band in _BANDS}


_BANDS = ("0_to_4", "5_to_9", "10_to_14")


def test_a_chart_drawn_from_the_true_ledger(leaking_site: Path) -> None:
    leaks = tuple(leak for leak in search_site(leaking_site, small_secrets()) if leak.file == CHART)
    assert hidden_in(leaks, "a comment") == {"children.ethnicity.other"}


def test_a_hidden_count_in_the_text_of_the_pdf(leaking_site: Path) -> None:
    leaks = tuple(leak for leak in search_site(leaking_site, small_secrets()) if leak.file == PDF)
    assert hidden_in(leaks, "page ") == {"children.type.fatal.5_to_9"}


def test_the_gate_stops_the_build_and_names_each_leak(leaking_site: Path) -> None:
    with pytest.raises(CheckError, match=r"(?s)book/index\.html: line \d+: the number .*Nothing was published\."):
        require_no_leaks(leaking_site, small_secrets())


# -- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<p>There were eight children of other ethnic groups.</p>", ""),
        ("<p>Of other ethnic groups: 8 children.</p>", ""),
        ("<p>Children of other ethnic groups were 2% of all.</p>", ""),
        ("<p>Children of other ethnic groups were 1.6 per cent of all.</p>", ""),
        ("<ul><li>other ethnic group: <b>8</b></li></ul>", ""),
        ("<h2>Eight children of other ethnic groups</h2>", ""),
        ("<!-- children.ethnicity.other was 8 -->", "a comment"),
        ('<div data-id="children.ethnicity.other" data-count="8"></div>', "data of <div>"),
        ('<div data-note="other ethnic group, 8"></div>', "attribute data-note of <div>"),
        ('<img src="x.svg" alt="Other ethnic group: 8">', "attribute alt of <img>"),
        ('<meta name="description" content="8 children of other ethnic groups">', "attribute content of <meta>"),
        ('<script>var d = {"id": "children.ethnicity.other", "count": 8}</script>', "a script"),
        ('<script type="application/json">[{"label": "other ethnic group", "n": 8}]</script>', "a script"),
        ("<table><tr><th>Ethnic group</th><th>n</th></tr><tr><td>Other</td><td>8</td></tr></table>", "row “Other”"),
    ],
)
def test_a_hidden_count_anywhere_in_a_page(plant: Plant, markup: str, place: str) -> None:
    assert "children.ethnicity.other" in hidden_in(plant(PAGE, words("<p>", markup)), place)


def test_a_cell_of_a_released_table(plant: Plant) -> None:
    def fill(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        start = text.index("Both gang violence and county lines")
        file.write_text(text[:start] + text[start:].replace("[c]", "5", 1), encoding="utf-8")

    assert hidden_in(plant(PAGE, fill), "row “Both gang violence") == {"risk_taking.evidence.both"}


def test_a_number_that_a_role_did_not_place_counts_even_if_it_looks_so(plant: Plant) -> None:
    forged = (
        '<p>Other ethnic groups: <a class="placed-number" href="numbers.html#statistic-children-ethnicity-other">'
        '<span class="placed">8</span></a> children</p>'
    )
    assert hidden_in(plant(PAGE, words("<p>", forged))) == {"children.ethnicity.other"}


def test_a_hidden_ratio(plant: Plant) -> None:
    row = "<table><tr><th>Ethnic group</th><th>Ratio, 5 to 9</th></tr><tr><th>Other</th><td>1.75</td></tr></table>"
    assert hidden_in(plant(PAGE, words("<p>", row))) == {"ethnicity_ratio.5_to_9.other"}


def test_the_search_index(plant: Plant) -> None:
    entry = '"8 children of other ethnic groups": [[0, "id1"]], '
    leaks = plant("searchindex.js", words('"A small report"', entry))
    assert hidden_in(leaks) == {"children.ethnicity.other"}


# -- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<text>Other ethnic group 8</text>", "<text>"),
        ("<desc>Ethnic group: Other (8)</desc>", "<desc>"),
        ("<metadata><dc>eight children of other ethnic groups</dc></metadata>", "<dc>"),
        ('<g aria-label="Other ethnic group, 8 children"/>', "attribute aria-label of <g>"),
        ('<g data-category="Other ethnic group" data-value="8"/>', "data of <g>"),
        ("<text>8</text>", "<text>"),
    ],
)
def test_a_hidden_count_in_a_picture(plant: Plant, markup: str, place: str) -> None:
    assert hidden_in(plant(CHART, words("</svg>", markup)), place) == {"children.ethnicity.other"}


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


@pytest.mark.parametrize(
    "chunk",
    [
        _chunk(b"tEXt", b"Comment\0Other ethnic group: 8"),
        _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Other ethnic group: 8")),
        _chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"Other ethnic group: 8")),
    ],
)
def test_the_words_of_a_png(plant: Plant, chunk: bytes) -> None:
    def add(file: Path) -> None:
        data = file.read_bytes()
        file.write_bytes(data[:33] + chunk + data[33:])  # after the header chunk

    assert hidden_in(plant("_static/plus.png", add), "chunk ") == {"children.ethnicity.other"}


# -- downloads --------------------------------------------------------------------------------------------------------


def test_a_cell_of_a_csv(plant: Plant) -> None:
    def fill(file: Path) -> None:
        file.write_text(file.read_text(encoding="utf-8").replace("[c]", "8", 1), encoding="utf-8")

    assert hidden_in(plant("downloads/children.ethnicity.csv", fill), "line ") == {"children.ethnicity.other"}


def _sheet_of(title: str) -> str:
    number = [table.title for table in small_release().ledger.tables].index(title) + 1
    return f"xl/worksheets/sheet{number + 3}.xml"  # cover, contents and notes come first


def test_a_hidden_sheet_with_the_true_table(plant: Plant, tmp_path: Path) -> None:
    title = "Incidents of risk-taking or violent behaviour by evidence of gangs or county lines, England, 2020"
    true = tmp_path / "true.xlsx"
    true.write_bytes(workbook(small_release().model_copy(update={"ledger": published_ledger()})))

    def hide_sheets(file: Path) -> None:
        def change(name: str, content: bytes) -> bytes:
            if name == "xl/workbook.xml":
                return content.replace(b'<sheet name="Table', b'<sheet state="hidden" name="Table')
            return content

        file.write_bytes(true.read_bytes())
        repack(file, change)

    leaks = plant(WORKBOOK, hide_sheets)
    assert "risk_taking.evidence.both" in hidden_in(leaks, "sheet “Table")
    assert title in {table.title for table in small_release().ledger.tables}


@pytest.mark.parametrize(
    ("part", "content", "place"),
    [
        ("xl/comments1.xml", "<comments><text><t>Other ethnic group: 8</t></text></comments>", "xl/comments1.xml"),
        ("docProps/custom.xml", "<p><v>8 children of other ethnic groups</v></p>", "docProps/custom.xml"),
        ("customXml/item1.xml", '<i note="8 children of other ethnic groups"/>', "customXml/item1.xml"),
    ],
)
def test_parts_of_a_workbook_that_no_reader_sees(plant: Plant, part: str, content: str, place: str) -> None:
    leaks = plant(WORKBOOK, lambda file: repack(file, lambda _, old: old, {part: content.encode()}))
    assert hidden_in(leaks, place) == {"children.ethnicity.other"}


@pytest.mark.parametrize(
    ("part", "old", "new", "place"),
    [
        (
            "xl/workbook.xml",
            "</sheets>",
            "<definedNames><definedName>8 of other ethnic group</definedName></definedNames>",
            "",
        ),
        ("docProps/core.xml", "</cp:coreProperties>", "<k>8 children of other ethnic groups</k>", "docProps/core.xml"),
        (
            "xl/worksheets/sheet1.xml",
            "</sheetData>",
            '<row r="99"><c r="A99" t="str"><f>N("other ethnic group")</f><v>8</v></c></row>',
            "A99",
        ),
        ("xl/worksheets/sheet1.xml", "</worksheet>", "<oddFooter>Other ethnic group: 8</oddFooter>", "outside"),
    ],
)
def test_what_a_workbook_keeps_beside_its_cells(plant: Plant, part: str, old: str, new: str, place: str) -> None:
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old.encode() in content
        return content.replace(old.encode(), (new + old).encode())

    assert hidden_in(plant(WORKBOOK, lambda file: repack(file, change)), place) == {"children.ethnicity.other"}


# -- the PDF ----------------------------------------------------------------------------------------------------------


def _in_pdf(change: Callable[[pikepdf.Pdf], object]) -> Callable[[Path], None]:
    def changed(file: Path) -> None:
        with pikepdf.open(file, allow_overwriting_input=True) as document:
            change(document)
            document.save(file)

    return changed


def _set_subject(document: pikepdf.Pdf) -> None:
    document.docinfo["/Subject"] = "8 children of other ethnic groups"


def _set_xmp(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:description"] = "8 children of other ethnic groups"


def _attach(document: pikepdf.Pdf) -> None:
    document.attachments["notes.csv"] = pikepdf.AttachedFileSpec(document, b"group,n\nOther ethnic group,8\n")


def _note(document: pikepdf.Pdf) -> None:
    words = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    words.Contents = pikepdf.String("8 children of other ethnic groups")
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(words)])


@pytest.mark.parametrize(
    ("change", "place"),
    [(_set_subject, "/Subject"), (_set_xmp, "XMP"), (_attach, "attachment notes.csv"), (_note, "/Contents")],
)
def test_a_hidden_count_in_the_pdf_beside_its_pages(
    plant: Plant, change: Callable[[pikepdf.Pdf], None], place: str
) -> None:
    assert hidden_in(plant(PDF, _in_pdf(change)), place) == {"children.ethnicity.other"}


# -- notebooks --------------------------------------------------------------------------------------------------------


def _notebook(folder: Path, change: Callable[[nbformat.NotebookNode], object]) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Words.")])
    change(notebook)
    site = folder / "site"
    site.mkdir()
    nbformat.write(notebook, site / "section.ipynb")
    return site


def _attachment(notebook: nbformat.NotebookNode) -> None:
    notebook.cells[0]["attachments"] = {"n.csv": {"text/csv": "group,n\nOther ethnic group,8\n"}}


def _metadata(notebook: nbformat.NotebookNode) -> None:
    notebook.metadata["review"] = {"id": "children.ethnicity.other", "true": 8}


def _printed(notebook: nbformat.NotebookNode) -> None:
    printed = "age_years    7\nsex    male\nethnic_group    black\n"
    output = nbformat.v4.new_output("stream", text=printed)
    notebook.cells.append(nbformat.v4.new_code_cell("child", outputs=[output]))


@pytest.mark.parametrize(
    ("change", "kind"), [(_attachment, Kind.HIDDEN_NUMBER), (_metadata, Kind.HIDDEN_NUMBER), (_printed, Kind.MICRODATA)]
)
def test_what_a_notebook_carries(tmp_path: Path, change: Callable[[nbformat.NotebookNode], object], kind: Kind) -> None:
    assert kind in kinds(search_site(_notebook(tmp_path, change), small_secrets()))


# -- records, fingerprints, the machine -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        (f"<p>As in {CHILD}, the review found</p>", Kind.RECORD_ID),
        (f'<a href="#case-{CHILD.lower()}">a case</a>', Kind.RECORD_ID),
        ("<p>RR-SYN-2020-0001</p>", Kind.RECORD_ID),
        ("<pre>0   7   male   black</pre>", Kind.MICRODATA),
        ("<table><tr><td>7</td><td>male</td><td>black</td></tr></table>", Kind.MICRODATA),
        ("<p>InputError: row 12: 2020-01-04, serious_harm is wrong</p>", Kind.MICRODATA),
        ('<script>x = {"age_years": 7, "sex": "male", "ethnic_group": "black"}</script>', Kind.MICRODATA),
        ('<pre>Traceback (most recent call last):\n  File "a.py", line 3, in run</pre>', Kind.TRACEBACK),
        (f"<p>{FINGERPRINT}</p>", Kind.FINGERPRINT),
        ('<img src="/home/maria/report/x.svg">', Kind.PATH),
        ("<p>C:\\Users\\maria\\report</p>", Kind.PATH),
        ("<p>file:///data/x.csv</p>", Kind.PATH),
        (f"<p>{MACHINE.folders[1]}/book</p>", Kind.PATH),
        ("<p>built by root@press-7.example</p>", Kind.MACHINE),
        ("<p>built at office@press-7.example</p>", Kind.MACHINE),
    ],
)
def test_what_is_a_leak_wherever_it_stands(plant: Plant, markup: str, kind: Kind) -> None:
    assert kind in kinds(plant(PAGE, words("<p>", markup)))


def test_what_as_many_records_share_as_the_threshold_is_no_row(plant: Plant) -> None:
    """Six incidents of serious harm have this day."""
    assert plant(PAGE, words("<p>", "<p>On 2020-01-01, serious_harm was notified.</p>")) == ()


def test_a_row_is_told_with_its_table_columns_and_records_and_the_ways_out(plant: Plant) -> None:
    leaks = plant(PAGE, words("<p>", "<pre>0   7   male   black</pre><pre>1   7   male   black</pre>"))
    (leak,) = [leak for leak in leaks if leak.kind is Kind.MICRODATA]  # each selection of columns once
    assert leak.place.startswith("line ")
    for part in (
        "3 values side by side, the first “7”, as only 1 record has them",
        "in the columns age_years, sex, ethnic_group of the table children",
        "wider bands or categories merged, or take one of these columns out",
        '[disclosure.chance]: "children: age_years, sex, ethnic_group" = "why"',
    ):
        assert part in leak.message
    assert "black" not in leak.message  # of the record's values only the first is repeated


def test_the_user_is_told_by_a_documents_properties_but_the_word_alone_tells_nothing(plant: Plant) -> None:
    def set_author(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = "root"

    assert kinds(plant(PDF, _in_pdf(set_author))) == {Kind.MACHINE}


def test_the_word_root_in_a_sentence_is_no_leak(plant: Plant) -> None:
    assert plant(PAGE, words("<p>", "<p>At the root of it lay poverty.</p><root></root>")) == ()


def test_a_documents_subject_may_hold_the_word_root(plant: Plant) -> None:
    def set_subject(document: pikepdf.Pdf) -> None:
        document.docinfo["/Subject"] = "The root of it"

    assert plant(PDF, _in_pdf(set_subject)) == ()


def test_a_record_id_in_a_files_name(tmp_path: Path) -> None:
    (tmp_path / f"{CHILD}.txt").write_text("nothing")
    assert kinds(search_site(tmp_path, small_secrets())) == {Kind.RECORD_ID}


# -- files that cannot be read ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("data.parquet", b"PAR1"),
        ("page.html", b"\xff\xfe"),
        ("picture.png", b"GIF89a"),
        ("chart.svg", b"<svg><text></svg>"),
        ("tables.xlsx", b"no zip"),
        ("report.pdf", b"no pdf"),
        ("data.json", b"{"),
        ("font.ttf", b"MZ"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (leak,) = search_site(tmp_path, small_secrets())
    assert (leak.file, leak.kind) == (name, Kind.UNKNOWN_FILE)


def test_what_follows_the_end_of_a_picture(plant: Plant) -> None:
    leaks = plant("_static/plus.png", lambda file: file.write_bytes(file.read_bytes() + b"more"))
    assert kinds(leaks) == {Kind.UNKNOWN_FILE}


def test_files_within_files_are_read(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.json", json.dumps({"id": "children.ethnicity.other", "count": 8}))
        archive.writestr("b.exe", b"MZ")
    site = tmp_path / "site"
    site.mkdir()
    with zipfile.ZipFile(site / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")
    leaks = search_site(site, small_secrets())
    assert hidden_in(leaks, "inner.zip, a.json") == {"children.ethnicity.other"}
    assert [leak.place for leak in leaks if leak.kind is Kind.UNKNOWN_FILE] == ["inner.zip, b.exe, the file"]


def test_every_kind_of_leak_is_shown_here() -> None:
    """A kind without a test would be a promise that nothing holds."""
    text = (ROOT / "tests" / "annual_report" / "leaks" / "test_search.py").read_text(encoding="utf-8")
    assert [kind.name for kind in Kind if f"Kind.{kind.name}" not in text] == []
