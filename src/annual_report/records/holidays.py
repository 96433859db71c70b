"""Reads the file of bank holidays, checked like any table of records."""

from datetime import date
from pathlib import Path

from annual_report.editions.calendar import WorkingDays
from annual_report.faults import RecordsError
from annual_report.records.checking import check_tables
from annual_report.records.kinds import Day, Text
from annual_report.records.tables import TableSpec


def bank_holidays(file: Path) -> TableSpec:
    """Return what a file of bank holidays must be: ``date`` and ``name``."""
    day = Day(date(1900, 1, 1), date(2199, 12, 31), "years that a bank holiday can have")
    return TableSpec("bank_holidays", file, {"date": day, "name": Text()}, {"date": "a day stands only once"})


def load_working_days(file: Path) -> WorkingDays:
    """Read the bank holidays.

    Raises:
        RecordsError: if the file is faulty.
    """
    checked = check_tables([bank_holidays(file)], [])
    if checked.faults:
        raise RecordsError(checked.faults)
    return WorkingDays(tuple(day.date() for day in checked.tables["bank_holidays"]["date"]))
