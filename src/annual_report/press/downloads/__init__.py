"""The data behind the report, to take away: a tidy CSV file for each table and one accessible workbook of all."""

from pathlib import Path

from annual_report.press.downloads.tidy import table_csv
from annual_report.press.downloads.workbook import workbook
from annual_report.press.numbering import Numbers
from annual_report.release import Release

__all__ = ["table_csv", "workbook", "workbook_name", "write_downloads"]


def write_downloads(release: Release, folder: Path, numbers: Numbers | None = None) -> None:
    """Write ``<table>.csv`` for every table, and the workbook, into ``folder``.

    Args:
        release: what is written.
        folder: made if need be.
        numbers: those that tables have in the book; without a book the workbook counts its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ledger = release.ledger
    for table in ledger.tables:
        content = table_csv(table, ledger.values, release.notice, synthetic=ledger.synthetic)
        (folder / f"{table.id}.csv").write_bytes(content)
    (folder / workbook_name(release)).write_bytes(workbook(release, numbers))


def workbook_name(release: Release) -> str:
    """Return the file name of the workbook."""
    return f"annual-report-{release.imprint.edition}-tables.xlsx"
