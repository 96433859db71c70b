"""All tables of an edition as one accessible workbook: cover, contents, notes and a table a sheet, by gptables.

Made to the Government Analysis Function's checklist for accessible spreadsheets: marked-up tables, one header row of
unique names, no merged or blank cells, numbers as numbers, notes apart.
"""

from datetime import UTC, datetime, time
from io import BytesIO

from annual_report.errors import InputError
from annual_report.press.downloads.notes import ROUNDING, mark, notes_table
from annual_report.press.downloads.quiet import Cover, no_deprecations, produce_workbook
from annual_report.press.downloads.sheets import make_sheet
from annual_report.release import Release

# what a table says is text, even where it looks like a formula or a link
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def workbook(release: Release) -> bytes:
    """Return the workbook (XLSX), the same bytes for the same release: it is dated by the edition, not by today.

    Raises:
        InputError: if there is no table to put in it.
    """
    if not release.ledger.tables:
        raise InputError(f"edition {release.imprint.edition} has no table, so there is no workbook to make")
    with no_deprecations():
        return _write(release)


def _write(release: Release) -> bytes:
    sheets = {f"Table {n}": make_sheet(table, release) for n, table in enumerate(release.ledger.tables, start=1)}
    percentages = any(mark(ROUNDING) in sheet.subtitles[0] for sheet in sheets.values())
    stream = BytesIO()
    book = produce_workbook(
        stream,
        sheets,
        cover=_cover(release),
        contentsheet_options={"subtitles": [release.mark], "instructions": "This worksheet lists the tables."},
        notes_table=notes_table(release.notice, percentages=percentages),
        notesheet_options={"instructions": f"{release.mark} This worksheet contains one table."},
        workbook_options=_OPTIONS,
    )
    book.set_properties(_properties(release))
    book.close()
    return stream.getvalue()


def _cover(release: Release) -> Cover:
    imprint = release.imprint
    return Cover(
        title=f"{imprint.title}: tables",
        intro=[imprint.subtitle, release.notice],
        about=[
            f"{release.publication} {release.source_line}",
            *([imprint.footer] if imprint.footer else []),
            "Each worksheet after the notes holds one table of the report. The contents link to them.",
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
