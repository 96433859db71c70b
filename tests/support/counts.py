"""Ledgers of a few counts, given as numbers."""

from collections.abc import Sequence

from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Breakdown, Statistic, Unit

INCIDENT = Unit(one="incident", many="incidents")


def total(name: str, count: int, incidents: int | None = None) -> Statistic:
    """Return a count of its own."""
    return Statistic(id=name, label=name, unit=INCIDENT, count=count, incidents=incidents)


def part(name: str, count: int, base: str = "all", incidents: int | None = None) -> Statistic:
    """Return a count within a base of any size."""
    found = total(name, count, incidents)
    return found.model_copy(update={"base": base, "base_count": 1_000})


def ledger_of(statistics: Sequence[Statistic], *breakdowns: Breakdown) -> Ledger:
    """Return a ledger of these and nothing else."""
    return Ledger(
        edition="2020",
        synthetic=True,
        statistics=tuple(statistics),
        ratios=(),
        breakdowns=breakdowns,
        tables=(),
        charts=(),
    )
