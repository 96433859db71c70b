"""Stored notebooks are public: what they hold is checked before anything is built."""

from collections.abc import Sequence
from pathlib import Path

from annual_report.errors import CheckError
from annual_report.running.gather import read_shown
from annual_report.statistics.models import Statistic


def require_nothing_of_records(notebooks: Sequence[Path]) -> None:
    """Check that no stored output says which records a number counts.

    Raises:
        CheckError: naming each notebook with such outputs, and how many.
    """
    found = {file.name: sum(map(_tells, read_shown(file))) for file in notebooks}
    faults = [f"  notebooks/{name}: {count} output(s)" for name, count in found.items() if count]
    if faults:
        raise CheckError(
            "stored outputs say which records a number counts, and notebooks are committed. Run 'annual-report "
            "accept', which stores only what may be printed:\n" + "\n".join(faults)
        )


def _tells(item: object) -> bool:
    return isinstance(item, Statistic) and bool(item.members or item.behind or item.records or item.where)
