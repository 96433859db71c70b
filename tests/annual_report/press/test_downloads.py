"""The CSV files and the workbook: complete, marked, accessible, the same bytes each time."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.support.hiding import hidden_release
from tests.support.releases import release

from annual_report.errors import InputError
from annual_report.press.downloads import table_csv, workbook, workbook_name, write_downloads
from annual_report.press.downloads.tidy import COLUMNS
from annual_report.release import _SIGNED_OFF, Release
from annual_report.statistics.models import Cell, Form, Pin, Ratio, Row, Statistic, Table, Unit

ROOT = Path(__file__).parents[3]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(made: Release, place: int) -> list[dict[str, str]]:
    ledger = made.ledger
    content = table_csv(ledger.tables[place], ledger.values, made.notice, synthetic=ledger.synthetic)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def sheets_of(content: bytes) -> dict[str, list[list[str]]]:
    """Return the text of each worksheet, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = ["".join(si.itertext()) for si in _xml(book, "xl/sharedStrings.xml")]
        names = [sheet.attrib["name"] for sheet in _xml(book, "xl/workbook.xml").iter(f"{MAIN}sheet")]
        return {
            name: [
                [_text(cell, strings) for cell in row]
                for row in _xml(book, f"xl/worksheets/sheet{number}.xml").iter(f"{MAIN}row")
            ]
            for number, name in enumerate(names, start=1)
        }


def _xml(book: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(book.read(name))  # noqa: S314 - our own workbook


def _text(cell: ET.Element, strings: list[str]) -> str:
    value = cell.findtext(f"{MAIN}v") or ""
    return strings[int(value)] if cell.get("t") == "s" else value


def test_a_row_for_each_cell_with_its_working() -> None:
    made = release()
    rows = rows_of(made, 1)
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == sum(len(row.cells) for row in made.ledger.tables[1].rows)
    first = rows[0]
    assert (first["synthetic"], first["row"], first["column"], first["shown"]) == ("yes", "Under 1", "Fatal (%)", "36%")
    assert (first["count"], first["base_count"], first["percent"], first["unit"]) == ("74", "206", "36", "incident")
    assert rows[-1]["total"] == "yes"
    assert {row["notice"] for row in rows} == {made.notice}


def test_ratios_and_empty_bases_in_csv() -> None:
    ratio = rows_of(release(), 2)[0]
    assert (ratio["ratio"], ratio["count"], ratio["percent"]) == ("0.93", "", "")
    empty = rows_of(release(), 3)[0]
    assert (empty["shown"], empty["count"], empty["base_count"], empty["percent"]) == ("[z]", "0", "0", "")


def test_real_records_are_not_called_synthetic() -> None:
    row = rows_of(release(synthetic=False), 0)[0]
    assert (row["synthetic"], row["pinned"]) == ("no", "")


@pytest.mark.parametrize(
    ("pin", "said"), [(Pin.COUNT, "count"), (Pin.PERCENT, "percent"), (Pin.BOUND, "bound"), (Pin.NOTHING, "no")]
)
def test_how_far_a_number_is_fixed_is_said_in_csv(pin: Pin, said: str) -> None:
    made = release()
    pinned = tuple(item.model_copy(update={"pinned": pin}) for item in made.ledger.statistics)
    made = made.model_copy(update={"ledger": made.ledger.model_copy(update={"statistics": pinned})})
    assert {row["pinned"] for row in rows_of(made, 0)} == {said}


def test_the_csv_is_plain() -> None:
    made = release()
    content = table_csv(made.ledger.tables[0], made.ledger.values, made.notice, synthetic=True)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.startswith(b"synthetic,table,row,")


def test_the_workbook_has_cover_contents_notes_and_a_table_a_sheet() -> None:
    made = release()
    sheets = sheets_of(workbook(made))
    assert list(sheets) == ["Cover", "Contents", "Notes", "Table 1", "Table 2", "Table 3", "Table 4"]
    assert len(sheets["Contents"]) == 4 + 4
    table = made.ledger.tables[0]
    assert ["Category", "Incidents"] in sheets["Table 1"]
    assert len(sheets["Table 1"]) == 4 + len(table.rows)
    assert ["Sudden unexpected death in infancy", "63"] in sheets["Table 1"]
    assert ["Mixed", "1.48"] in sheets["Table 3"]


def test_percentages_are_numbers_under_a_heading_with_their_unit() -> None:
    sheets = sheets_of(workbook(release()))
    assert ["Category", "Fatal (%)", "Serious harm (%)", "Other (%)"] in sheets["Table 2"]
    assert ["Under 1", "36", "35", "22"] in sheets["Table 2"]


def test_what_has_no_number_is_explained() -> None:
    sheet = sheets_of(workbook(release()))["Table 4"]
    assert ["Neglect", "[z]"] in sheet
    assert any(row[0].startswith("[z] = not applicable") for row in sheet)


@pytest.mark.parametrize("synthetic", [True, False])
def test_every_sheet_carries_the_notice(*, synthetic: bool) -> None:
    made = release(synthetic=synthetic)
    for name, rows in sheets_of(workbook(made)).items():
        assert any(made.source in cell for row in rows for cell in row), name


def test_sheets_have_the_numbers_that_tables_have_in_the_book_and_their_order() -> None:
    numbers = {"example.dot": (3,), "example.bar": (12, 20), "example.bar_empty_base": (7,)}
    sheets = sheets_of(workbook(release(), numbers))
    assert list(sheets)[3:] == ["Table 3", "Table 7", "Table 12", "Further table 1"]
    titles = {name: rows[0][0] for name, rows in sheets.items()}
    tables = {table.id: table.title for table in release().ledger.tables}
    assert titles["Table 3"].endswith(tables["example.dot"])
    assert titles["Table 12"].endswith(f"{tables['example.bar']} (also Table 20)")
    assert any("Further tables" in cell for row in sheets["Cover"] for cell in row)
    assert not any("Further table" in cell for row in sheets_of(workbook(release()))["Cover"] for cell in row)
    listed = [cell for row in sheets["Contents"] for cell in row]
    assert [name for name in listed if "able " in name and name in sheets] == list(sheets)[3:]


def share(name: str, count: int, base: int, decimals: int = 0) -> Statistic:
    children = Unit(one="child", many="children")
    return Statistic(id=name, label=name, unit=children, base="all", count=count, base_count=base, decimals=decimals)


def with_few(made: Release) -> Release:
    """Return a release of a share and a ratio that round to 0 and are not 0, beside a true 0."""
    shares = (share("few", 2, 514), share("none", 0, 514), share("tenth", 1, 9999, decimals=1))
    ratio = Ratio(id="ratio", label="ratio", part="few", against="few", numerator=1, denominator=900)

    def table(name: str, form: Form, ids: list[str]) -> Table:
        rows = tuple(Row(label=found, cells=(Cell(statistic=found, form=form),)) for found in ids)
        return Table(id=name, title="T", header="H", columns=("Percent",), rows=rows)

    tables = (table("shares", Form.PERCENT, [item.id for item in shares]), table("ratios", Form.RATIO, ["ratio"]))
    told = {"statistics": shares, "ratios": (ratio,), "tables": tables}
    return made.model_copy(update={"ledger": made.ledger.model_copy(update=told)})


def test_what_rounds_to_0_and_is_not_0_is_never_0_in_the_workbook() -> None:
    sheets = sheets_of(workbook(with_few(release())))
    shown = {row[0]: row[1] for row in sheets["Table 1"] if len(row) == 2}
    assert (shown["few"], shown["none"], shown["tenth"]) == ("[k]", "0", "[k]")
    assert any(row[0] == "[k] = rounds to 0, but is not 0" for row in sheets["Table 1"])
    assert ["ratio", "[k]"] in sheets["Table 2"]


def test_what_rounds_to_0_and_is_not_0_is_never_0_in_csv() -> None:
    made = with_few(release())
    few, none, tenth = rows_of(made, 0)
    assert [(row["shown"], row["count"], row["percent"]) for row in (few, none, tenth)] == [
        ("<1%", "2", ""),
        ("0%", "0", "0"),
        ("<0.1%", "1", ""),
    ]
    (ratio,) = rows_of(made, 1)
    assert (ratio["shown"], ratio["ratio"]) == ("<0.01", "")


def properties_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8") for name in book.namelist() if name.startswith("docProps/"))


def test_the_workbook_of_synthetic_tables_names_nobody_as_their_publisher() -> None:
    made = release()
    content = workbook(made.model_copy(update={"imprint": made.imprint.model_copy(update={"footer": "A footer."})}))
    cover = [cell for row in sheets_of(content)["Cover"] for cell in row]
    assert "This is not a publication of the Panel. Source: synthetic records." in cover
    assert "A footer." in cover
    assert not any("Published by" in cell for cell in cover)
    assert "<dc:creator>Made from synthetic records, not by the Panel</dc:creator>" in properties_of(content)
    assert "This is not a publication of the Panel." in properties_of(content)


def test_the_workbook_of_real_tables_names_the_publisher_once_they_are_signed_off() -> None:
    restricted = release(synthetic=False)
    signed = restricted.model_copy(update={"notice": f"Forms. {_SIGNED_OFF}", "records": "NHS forms"})
    published = "Published by the Panel on 14 May 2021. Source: NHS forms."
    assert published in [cell for row in sheets_of(workbook(signed))["Cover"] for cell in row]
    cover = [cell for row in sheets_of(workbook(restricted))["Cover"] for cell in row]
    assert "Not published: these figures have not been signed off for release. Source: unpublished records." in cover
    assert not any("Published by" in cell for cell in cover)


def test_an_illustration_says_so_on_its_sheet_only() -> None:
    sheets = sheets_of(workbook(release()))
    marked = [name for name, rows in sheets.items() if any("Illustration, not a finding" in "".join(r) for r in rows)]
    assert marked == ["Table 2"]


def test_tables_are_marked_up_and_nothing_is_merged() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(release()))) as book:
        tables = [name for name in book.namelist() if name.startswith("xl/tables/")]
        assert len(tables) == 2 + 4
        assert not any(b"mergeCell" in book.read(name) for name in book.namelist())
        assert b"2021-05-14T09:30:00Z" in book.read("docProps/core.xml")


def test_a_label_that_looks_like_a_formula_is_text() -> None:
    made = release()
    table = made.ledger.tables[0]
    rows = (table.rows[0].model_copy(update={"label": "=HYPERLINK(1)"}), *table.rows[1:])
    tables = (table.model_copy(update={"rows": rows}), *made.ledger.tables[1:])
    made = made.model_copy(update={"ledger": made.ledger.model_copy(update={"tables": tables})})
    content = workbook(made)
    assert ["=HYPERLINK(1)", "35"] in sheets_of(content)["Table 1"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet4.xml")


def test_no_tables_no_workbook() -> None:
    made = release()
    empty = made.model_copy(update={"ledger": made.ledger.model_copy(update={"tables": ()})})
    with pytest.raises(InputError, match="has no table"):
        workbook(empty)


def test_all_downloads_are_written(tmp_path: Path) -> None:
    made = release()
    write_downloads(made, tmp_path / "downloads")
    written = sorted(file.name for file in (tmp_path / "downloads").iterdir())
    assert written == sorted([*(f"{table.id}.csv" for table in made.ledger.tables), workbook_name(made)])


def test_the_workbook_is_the_same_in_every_process() -> None:
    program = (
        "from hashlib import sha256; from tests.support.releases import release; "
        "from annual_report.press.downloads import workbook; print(sha256(workbook(release())).hexdigest())"
    )
    sums = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
        )
        sums.add(run.stdout)
    assert len(sums) == 1


def test_of_a_hidden_number_the_csv_tells_its_symbol_and_no_value() -> None:
    made = hidden_release()
    ledger = made.ledger
    content = table_csv(ledger.table("deaths"), ledger.values, made.notice, synthetic=True).decode("utf-8")
    count, percent = list(csv.DictReader(io.StringIO(content, newline="")))[:2]
    assert (count["shown"], percent["shown"]) == ("[c]", "[c]")
    assert (count["count"], count["percent"], count["ratio"], count["pinned"]) == ("", "", "", "")
    assert (count["unit"], count["base"], count["base_count"]) == ("incident", "incidents", "206")
    assert "63" not in content


def test_of_a_hidden_number_the_workbook_has_its_symbol_as_text_explained_above() -> None:
    content = workbook(hidden_release(provisional=True, revised=("deaths.spring",)))
    sheet = sheets_of(content)["Table 1"]
    assert ["SUDI", "[c]", "[c]"] in sheet
    head = [row[0] for row in sheet[: sheet.index(["Cause", "Incidents", "Percent (%)"])]]
    assert "[c] = confidential: hidden so that no child can be identified" in head
    assert "[p] = provisional: the figures may still be revised" in head
    assert "[r] = revised since an earlier release: Spring" in head
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b'state="' not in book.read("xl/workbook.xml")  # no sheet is hidden
        assert not any(b"<v>63</v>" in book.read(name) for name in book.namelist() if "worksheets" in name)
