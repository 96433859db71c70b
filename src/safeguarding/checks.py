"""Checks an edition's records and the reference tables they are read with."""

from annual_report.editions.models import Edition
from annual_report.faults import Fault
from annual_report.records.checking import Checked, check_tables
from safeguarding.relations import relations
from safeguarding.schemas import record_specs, reference_specs


def check_records(edition: Edition) -> Checked:
    """Return the typed tables by name and every fault, none raised."""
    checked = check_tables([*record_specs(edition), *reference_specs(edition)], relations())
    return Checked(checked.tables, sorted([*checked.faults, *_uncovered_years(edition, checked)]))


def _uncovered_years(edition: Edition, checked: Checked) -> list[Fault]:
    """Working days can only be counted in years whose bank holidays are known."""
    holidays = checked.tables.get("bank_holidays")
    if holidays is None or "date" not in holidays:
        return []
    known = set(holidays["date"].dropna().dt.year)
    needed = range(edition.period.start.year, edition.published.year + 1)
    return [
        Fault(
            "bank_holidays_england.csv", 0, "date", "", f"no bank holiday of {year} is listed: working days need them"
        )
        for year in needed
        if year not in known
    ]
