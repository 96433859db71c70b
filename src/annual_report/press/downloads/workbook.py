"""All tables of an edition as one accessible workbook: cover, contents, notes and a table a sheet, by gptables.

Made to the Government Analysis Function's checklist for accessible spreadsheets: marked-up tables, one header row of
unique names, no merged or blank cells, numbers as numbers, notes apart.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO

from annual_report.errors import InputError
from annual_report.press.downloads.notes import ROUNDING, mark, notes_table
from annual_report.press.downloads.quiet import Cover, no_deprecations, produce_workbook
from annual_report.press.downloads.sheets import make_sheet
from annual_report.press.numbering import Numbers
from annual_report.release import Release
from annual_report.statistics.models import Table

#: What sheets are called whose tables the book does not show.
_FURTHER = "Further table"
# what a table says is text, even where it looks like a formula or a link
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def workbook(release: Release, numbers: Numbers | None = None) -> bytes:
    """Return the workbook (XLSX), the same bytes for the same release: it is dated by the edition, not by today.

    Args:
        release: whose tables it holds.
        numbers: those that tables have in the book. Sheets have the same, in the same order; tables that the book does
            not show come after them. Without a book they are counted as they come.

    Raises:
        InputError: if there is no table to put in it.
    """
    if not release.ledger.tables:
        raise InputError(f"edition {release.imprint.edition} has no table, so there is no workbook to make")
    with no_deprecations():
        return _write(release, numbers)


def _write(release: Release, numbers: Numbers | None) -> bytes:
    named = _names(release.ledger.tables, numbers)
    sheets = {name: make_sheet(table, release, also) for name, table, also in named}
    percentages = any(mark(ROUNDING) in sheet.subtitles[0] for sheet in sheets.values())
    stream = BytesIO()
    book = produce_workbook(
        stream,
        sheets,
        cover=_cover(release, further=any(name.startswith(_FURTHER) for name in sheets)),
        contentsheet_options={"subtitles": [release.mark], "instructions": "This worksheet lists the tables."},
        notes_table=notes_table(release.notice, percentages=percentages),
        notesheet_options={"instructions": f"{release.mark} This worksheet contains one table."},
        workbook_options=_OPTIONS,
    )
    book.set_properties(_properties(release))
    book.close()
    return stream.getvalue()


def _names(tables: Sequence[Table], numbers: Numbers | None) -> list[tuple[str, Table, tuple[int, ...]]]:
    """Return each table with the name of its sheet and the further numbers that it has in the book."""
    if numbers is None:
        return [(f"Table {number}", table, ()) for number, table in enumerate(tables, start=1)]
    shown = sorted((table for table in tables if numbers.get(table.id)), key=lambda table: numbers[table.id][0])
    others = [table for table in tables if not numbers.get(table.id)]
    return [
        *((f"Table {numbers[table.id][0]}", table, numbers[table.id][1:]) for table in shown),
        *((f"{_FURTHER} {number}", table, ()) for number, table in enumerate(others, start=1)),
    ]


def _cover(release: Release, *, further: bool) -> Cover:
    imprint = release.imprint
    return Cover(
        title=f"{imprint.title}: tables",
        intro=[imprint.subtitle, release.notice],
        about=[
            f"{release.publication} {release.source_line}",
            *([imprint.footer] if imprint.footer else []),
            "Each worksheet after the notes holds one table. The contents link to them. A table has the number that it "
            "has in the report." + (" Further tables are not shown in the report's chapters." if further else ""),
            "Beside this workbook is a CSV file for each table, with the count and the base behind every percentage.",
        ],
    )


def _properties(release: Release) -> dict[str, object]:
    imprint = release.imprint
    return {
        "title": f"{imprint.title}: tables",
        "subject": imprint.subtitle,
        "author": release.author,
        "comments": f"{release.publication} {release.notice}",
        "created": datetime.combine(imprint.published, time(9, 30), UTC),
    }
