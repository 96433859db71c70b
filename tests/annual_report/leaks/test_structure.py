"""Structure is not content: ids, references, positions and counts side by side are no row of a record."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.small_sites import MACHINE

from annual_report.leaks.models import Kind, Leak, Secrets
from annual_report.leaks.reading.structure import (
    is_structure_of_aria,
    is_structure_of_office,
    is_structure_of_pdf,
    is_structure_of_picture,
)
from annual_report.leaks.search import search_site
from annual_report.leaks.traces import traces_of
from annual_report.subject import Written

COLLISION = pd.DataFrame([("6", "slight", "7", "C-0001")], columns=["hour", "severity", "vehicles", "id"], dtype="str")
SECRETS = Secrets(traces_of([Written(COLLISION, frozenset({"id"}), "collisions")]), frozenset(), MACHINE)
_SHEET = "xl/worksheets/sheet1.xml"


def kinds(leaks: tuple[Leak, ...]) -> set[Kind]:
    return {leak.kind for leak in leaks}


def in_file(folder: Path, name: str, text: str) -> set[Kind]:
    (folder / name).write_text(text, encoding="utf-8")
    return kinds(search_site(folder, SECRETS))


def in_workbook(folder: Path, parts: Mapping[str, str]) -> set[Kind]:
    with zipfile.ZipFile(folder / "tables.xlsx", "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return kinds(search_site(folder, SECRETS))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (
            "xl/tables/table4.xml",
            '<table ref="A6:C7"><tableColumn id="6" name="Slight"/><tableColumn id="7" name="Slight (%)"/></table>',
        ),
        ("xl/workbook.xml", '<sheets><sheet sheetId="6" name="Slight"/><sheet sheetId="7" name="Serious"/></sheets>'),
        ("xl/styles.xml", '<a><cellStyle xfId="6" name="Slight" builtinId="7"/></a>'),
        ("xl/sharedStrings.xml", '<sst count="6"><si><t>Slight</t></si><si phonetic="7"/></sst>'),
        ("xl/drawings/drawing1.xml", "<a><col>6</col><to>Slight</to><row>7</row></a>"),
        ("xl/drawings/vmlDrawing1.vml", "<a><Anchor>6</Anchor><b>Slight</b><Anchor>7, 0</Anchor></a>"),
        (_SHEET, '<w><dimension ref="6"/><sheetView tabColor="Slight"/><col width="7"/><sheetData/></w>'),
    ],
)
def test_ids_and_counts_in_the_parts_of_a_workbook_are_no_row(tmp_path: Path, part: str, text: str) -> None:
    assert in_workbook(tmp_path, {part: text}) == set()


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (
            "xl/tables/table4.xml",
            '<t><tableColumn id="1" name="6"/><tableColumn id="2" name="Slight"/><tableColumn name="7"/></t>',
        ),
        ("customXml/item1.xml", '<row hour="6" severity="slight" vehicles="7"/>'),
        ("xl/comments1.xml", "<c><t>6</t><t>Slight</t><t>7</t></c>"),
        ("xl/workbook.xml", '<a><definedName comment="6, Slight, 7"/></a>'),
        (_SHEET, "<w><sheetData><row><c><v>6</v></c><c><v>Slight</v></c><c><v>7</v></c></row></sheetData></w>"),
        (_SHEET, '<w><sheetData/><dataValidation prompt="6, Slight, 7"/></w>'),
        ("xl/drawings/drawing1.xml", '<a><pic descr="6, Slight, 7"/></a>'),
    ],
)
def test_what_the_parts_of_a_workbook_say_is_read(tmp_path: Path, part: str, text: str) -> None:
    assert in_workbook(tmp_path, {part: text}) == {Kind.MICRODATA}


INDEX = (
    '{"alltitles": {"6": [[6, "slight"], [7, null]], "Slight": [[7, "6"]], "7": []}, "titles": ["A", "B"], "terms": %s}'
)


@pytest.mark.parametrize("terms", ['{"6": 6, "slight": 7, "7": [6, 7]}', '{"a": [6], "slight": [7, 6, 7]}', "{}"])
def test_positions_and_terms_of_the_search_index_are_no_row(tmp_path: Path, terms: str) -> None:
    assert in_file(tmp_path, "searchindex.js", f"Search.setIndex({INDEX % terms})") == set()


def test_the_id_of_a_record_in_the_search_index_is_found(tmp_path: Path) -> None:
    terms = '{"c-0001": 7}'
    assert in_file(tmp_path, "searchindex.js", f"Search.setIndex({INDEX % terms})") == {Kind.RECORD_ID}


def test_data_in_any_other_script_are_read(tmp_path: Path) -> None:
    assert in_file(tmp_path, "data.js", 'load([6, "slight", 7])') == {Kind.MICRODATA}


@pytest.mark.parametrize(
    "markup",
    [
        '<text font-size="6" text-anchor="slight" stroke-width="7"/>',
        '<g id="6"><g id="slight"/><g id="7"/></g>',
        '<marker refX="6" orient="slight" markerWidth="7"/>',
        '<use href="#6"/><use href="#slight"/><use href="url(#7)"/>',
        '<g aria-level="6" aria-labelledby="slight" aria-setsize="7"/>',
    ],
)
def test_coordinates_and_ids_of_a_picture_are_no_row(tmp_path: Path, markup: str) -> None:
    assert in_file(tmp_path, "chart.svg", f"<svg>{markup}</svg>") == set()


@pytest.mark.parametrize(
    "markup",
    [
        "<text>6</text><text>Slight</text><text>7</text>",
        '<g data-hour="6" data-severity="slight" data-vehicles="7"/>',
        '<g aria-label="6, slight, 7"/>',
        "<!-- 6, slight, 7 -->",
    ],
)
def test_what_a_picture_says_is_read(tmp_path: Path, markup: str) -> None:
    assert in_file(tmp_path, "chart.svg", f"<svg>{markup}</svg>") == {Kind.MICRODATA}


def test_an_xml_file_of_any_other_kind_is_all_content(tmp_path: Path) -> None:
    assert in_file(tmp_path, "data.xml", '<row id="6" role="slight" order="7"/>') == {Kind.MICRODATA}


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p id="6"></p><p id="slight"></p><p id="7"></p>', set()),
        ('<p aria-level="6"></p><p aria-describedby="slight"></p><p aria-posinset="7"></p>', set()),
        ('<p aria-label="6"></p><p aria-label="slight"></p><p aria-label="7"></p>', {Kind.MICRODATA}),
        ('<p aria-valuenow="6" aria-valuetext="slight" aria-description="7"></p>', {Kind.MICRODATA}),
        ("<p>6</p><p>slight</p><p>7</p>", {Kind.MICRODATA}),
    ],
)
def test_ids_and_states_of_a_page_are_no_row(tmp_path: Path, markup: str, found: set[Kind]) -> None:
    assert in_file(tmp_path, "page.html", f"<html>{markup}</html>") == found


@pytest.mark.parametrize(
    ("key", "found"),
    [("/ID", set()), ("/Headers", set()), ("/Lang", set()), ("/Alt", {Kind.MICRODATA}), ("/T", {Kind.MICRODATA})],
)
def test_names_of_elements_and_places_of_a_pdf_are_no_row(tmp_path: Path, key: str, found: set[Kind]) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        for number, value in enumerate(("6", "slight", "7")):
            named = document.make_indirect(pikepdf.Dictionary({key: pikepdf.String(value)}))
            document.Root[f"/Held{number}"] = named
        document.save(tmp_path / "report.pdf")
    assert kinds(search_site(tmp_path, SECRETS)) == found


@pytest.mark.parametrize("value", ["A1:C5", "$B$2", "A1:B2 C3:D4", "6", "", "rId6", "FF12436D", "frozen", "{0-A}"])
def test_references_and_settings_of_a_workbook_are_structure(value: str) -> None:
    assert is_structure_of_office("ref", value)
    assert not is_structure_of_office("name", value)


@given(st.text(), st.text())
def test_words_with_spaces_are_content_wherever_they_stand(first: str, last: str) -> None:
    words = f"{first}ab cd{last}"
    assert not is_structure_of_office("x", words)
    assert not is_structure_of_pdf("/Names", words)
    assert not is_structure_of_picture("aria-label", words)
    assert not is_structure_of_aria("aria-label")
