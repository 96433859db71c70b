"""Canaries: every id of every record is made unmistakable, the whole report is built, and none comes out anywhere.

Ids are the only free text of the records. All other columns are codes of a list, days, whole numbers, or yes and no, so
that no other word can stand there. The search here is its own, apart from the gate's.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from tests.conftest import copy_project
from tests.support.pdf_reading import page_texts

from annual_report.build import build
from annual_report.editions.project import Project

pytestmark = pytest.mark.slow

CANARY = "QZXCANARY"
_IDS = ("area_code", "incident_id", "child_id", "rapid_review_id", "lcspr_id", "review_id", "yearly_report_id")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that a build of the report with canaries in its records leaves: site, release, ledger, executed notebooks."""
    project = copy_project(tmp_path_factory.mktemp("canaries"))
    assert put_canaries(project) > 2000
    return build(project, "2020", {}, lambda step: None).site.parent.parent


def put_canaries(project: Project) -> int:
    """Put the canary before every id, in all tables alike, and return how many fields were changed."""
    changed = 0
    for file in sorted((project.data / "2020").glob("SYNTHETIC_*.csv")):
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        for row in rows:
            for name in row.keys() & set(_IDS):
                row[name] = f"{CANARY}-{row[name]}"
                changed += 1
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        file.write_text(stream.getvalue(), encoding="utf-8")
    return changed


def canaries_in(folder: Path) -> list[str]:
    """Return where canaries stand: every file, and what is packed in it."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [
        f"{file.relative_to(folder).as_posix()}{where}"
        for file in files
        for where, content in _unpacked(file)
        if any(CANARY.lower().encode(code) in content.lower() for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def _unpacked(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file as it is and, of a ZIP or PDF, each part of it unpacked."""
    yield "", file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield from ((f"!{name}", archive.read(name)) for name in archive.namelist())
    if file.suffix == ".pdf":
        yield "!text", "\n".join(page_texts(file)).encode()
        with pikepdf.open(file) as document:
            for item in document.objects:
                if isinstance(item, pikepdf.Stream):
                    yield f"!object {item.objgen[0]}", item.read_bytes()
                yield f"!object {item.objgen[0]}", item.unparse(resolved=True)


def test_no_id_of_a_record_leaves_the_records(output: Path) -> None:
    assert (output / "site" / "report.pdf").is_file()
    # who checks the release is told which areas can narrow a number down
    assert set(canaries_in(output)) <= {"review.json"}
    ids = set(re.findall(rf"{CANARY}-([\w-]+)", (output / "review.json").read_text(encoding="utf-8")))
    assert {name for name in ids if not re.fullmatch(r"AREA-\d+", name)} == set()


def test_a_canary_in_a_page_in_a_sheet_and_packed_in_the_pdf_is_found(output: Path, tmp_path: Path) -> None:
    page = (output / "site" / "book" / "child-deaths.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(page.replace("<p>", f"<p>{CANARY}-SYN-2020-0001 ", 1), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "tables.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<si><t>{CANARY}</t></si>" * 9)
    with pikepdf.open(output / "site" / "report.pdf") as document:
        note = pikepdf.AttachedFileSpec(document, f"{CANARY} ".encode() * 99)
        document.attachments["note.txt"] = note
        document.docinfo["/Subject"] = CANARY
        document.save(tmp_path / "report.pdf", compress_streams=True, recompress_flate=True)
    found = canaries_in(tmp_path)
    assert {"page.html", "tables.xlsx!xl/sharedStrings.xml"} <= set(found)
    assert sum(place.startswith("report.pdf!object") for place in found) >= 2
