"""A small release, and what Sphinx made of a small book."""

from dataclasses import dataclass
from datetime import date

from annual_report.release import Imprint, Release
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.ledger import merge
from annual_report.statistics.models import Cell, Chart, Form, Pin, Published, Row, Statistic, Table, Unit

UNIT = Unit(one="incident", many="incidents")
IMPRINT = Imprint(
    edition="2020",
    title="Annual Report 2020",
    subtitle="Reviews",
    body="Panel",
    published=date(2021, 5, 14),
    period=(date(2020, 1, 1), date(2020, 12, 31)),
    extended_period=(date(2020, 4, 1), date(2020, 9, 30)),
)


def small_release() -> Release:
    """Three statistics, pinned in three ways, a table and a chart of two of them."""
    items: list[Published] = [
        Statistic(id="incidents", label="Incidents", unit=UNIT, count=206),
        Statistic(id="deaths.sudi", label="SUDI", unit=UNIT, count=63, base="incidents", base_count=206),
        Statistic(id="deaths.abuse", label="Abuse", unit=UNIT, count=84, base="incidents", base_count=206).model_copy(
            update={"pinned": Pin.PERCENT}
        ),
        Statistic(id="deaths.spring", label="Spring", unit=UNIT, count=50, base="incidents", base_count=206).model_copy(
            update={"pinned": Pin.NOTHING}
        ),
        Table(
            id="deaths",
            title="Deaths by cause",
            header="Cause",
            columns=("Incidents", "Percent"),
            rows=(
                Row(label="SUDI", cells=_cells("deaths.sudi")),
                Row(label="Spring", cells=_cells("deaths.spring")),
            ),
            illustration=True,
        ),
        Chart(
            id="deaths",
            table="deaths",
            kind=ChartKind.BAR,
            title="Causes of death",
            subtitle="Number of deaths by cause",
            columns=("Incidents",),
            axis="Deaths",
            illustration=True,
        ),
    ]
    ledger = merge("2020", [("03-child-deaths", item) for item in items], synthetic=True)
    return Release(imprint=IMPRINT, notice="Synthetic records. Made up.", ledger=ledger, verdicts=())


def _cells(name: str) -> tuple[Cell, ...]:
    return Cell(statistic=name, form=Form.COUNT), Cell(statistic=name, form=Form.PERCENT)


@dataclass(frozen=True)
class Book:
    """What Sphinx made of a page: its HTML and what it complained of."""

    html: str
    warnings: str
