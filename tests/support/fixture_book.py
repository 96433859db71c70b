"""A small book with every construct that the real one uses, built as a single page."""

import shutil
from pathlib import Path

from tests.support.books import IMPRINT

from annual_report.press.charts import draw
from annual_report.press.processes import in_own_process
from annual_report.press.web import build_single_page
from annual_report.release import Release, write_release
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import merge
from annual_report.statistics.models import Cell, Chart, Form, Published, Row, Statistic, Table, Unit

BOOK = Path(__file__).parent.parent / "annual_report" / "press" / "pdf" / "fixture-book"
NOTICE = "Synthetic records: drawn from no real child, family or place."
_UNIT = Unit(one="incident", many="incidents")
_CAUSES = ("Sudden unexpected death in infancy", "Suicide", "Maltreatment within the family")
_WEEKS = tuple(f"Week {week}" for week in range(1, 53))


def build_fixture_book(folder: Path) -> Path:
    """Build the book in ``folder`` and return its single page."""
    release = _release()
    source = folder / "book"
    shutil.copytree(BOOK, source)
    write_release(release, folder / "release.json")
    (source / "charts").mkdir()
    for chart in release.ledger.charts:
        picture = draw(chart, release.ledger.table(chart.table), release.ledger.values, "Synthetic records.")
        (source / "charts" / f"{chart.id}.svg").write_bytes(picture)
    return in_own_process(build_single_page, source, source, release.imprint)


def _release() -> Release:
    total = Statistic(id="incidents", label="Incidents", unit=_UNIT, count=520)
    causes = [_part(f"deaths.{name}", label, 63) for name, label in zip(("sudi", "b", "c"), _CAUSES, strict=True)]
    long = "incidents.pair.domestic_abuse_and_parental_mental_ill_health"
    weeks = [_part(f"weeks.{week}", label, 10) for week, label in enumerate(_WEEKS, start=1)]
    few = _part("deaths.other", "Other", 3)
    items: list[Published] = [
        total,
        *causes,
        few,
        _part(long, "Domestic abuse and parental mental ill-health", 9),
        *weeks,
    ]
    items += [_table("deaths", "Deaths by cause", "Cause", causes), _table("months", "By week", "Week", weeks)]
    items += [_chart("deaths", "Causes of death"), _chart("months", "No week stood apart")]
    ledger = merge("2020", [("03-child-deaths", item) for item in items], synthetic=True)
    return Release(imprint=IMPRINT, notice=NOTICE, ledger=hide(ledger, [what_is_left(few)]), verdicts=())


def _part(name: str, label: str, count: int) -> Statistic:
    return Statistic(id=name, label=label, unit=_UNIT, count=count, base="incidents", base_count=520)


def _table(name: str, title: str, header: str, items: list[Statistic]) -> Table:
    rows = (
        Row(label=item.label, cells=tuple(Cell(statistic=item.id, form=form) for form in (Form.COUNT, Form.PERCENT)))
        for item in items
    )
    return Table(id=name, title=title, header=header, columns=("Incidents", "Percent"), rows=tuple(rows))


def _chart(name: str, title: str) -> Chart:
    return Chart(
        id=name,
        table=name,
        kind=ChartKind.BAR,
        title=title,
        subtitle="Number of incidents, England, by kind",
        columns=("Incidents",),
        axis="Number of incidents",
    )
