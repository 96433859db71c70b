"""Every hidden number is found wherever the press prints it, were the press given the true ledger."""

from functools import lru_cache
from pathlib import Path

import pytest
from tests.support.books import IMPRINT
from tests.support.ledgers import published_ledger
from tests.support.small_sites import MACHINE

from annual_report.leaks.models import Leak, Secrets
from annual_report.leaks.search import search_site
from annual_report.leaks.secrets import make_secrets
from annual_report.leaks.traces import Traces
from annual_report.press.charts import draw
from annual_report.press.downloads import write_downloads
from annual_report.release import Release
from annual_report.statistics.display import table_html
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.models import Chart, Table

_TRUE = published_ledger()
_SMALL = {item.id for item in _TRUE.statistics if 0 < item.count < 10 and item.unit.one in ("child", "incident")}
_RATIOS = {item.id for item in _TRUE.ratios if {item.part, item.against} & _SMALL}


@lru_cache(maxsize=1)
def release() -> Release:
    gone = _SMALL | _RATIOS
    hidden = [what_is_left(_TRUE.values.statistic(name), gone) for name in sorted(_SMALL)]
    hidden += [what_is_left(_TRUE.values.ratio(name), gone) for name in sorted(_RATIOS)]
    return Release(imprint=IMPRINT, notice="Synthetic records. Made up.", ledger=hide(_TRUE, hidden), verdicts=())


@lru_cache(maxsize=1)
def secrets() -> Secrets:
    return make_secrets(_TRUE, release(), Traces(), MACHINE)


def named(leaks: tuple[Leak, ...]) -> set[str]:
    return {leak.message.split()[2] for leak in leaks}


def hidden_cells(table: Table, columns: tuple[str, ...], *, totals: bool) -> set[str]:
    """Return the hidden numbers that stand in these columns."""
    places = [table.columns.index(column) for column in columns]
    rows = [row for row in table.rows if totals or not row.total]
    return {row.cells[place].statistic for row in rows for place in places} & (_SMALL | _RATIOS)


@pytest.mark.parametrize("chart", _TRUE.charts, ids=lambda chart: chart.id)
def test_in_a_chart_each_by_itself(chart: Chart, tmp_path: Path) -> None:
    table, file = _TRUE.table(chart.table), tmp_path / f"{chart.id}.svg"
    file.write_bytes(draw(chart, release().ledger.table(table.id), release().ledger.values, "Made up."))
    assert search_site(tmp_path, secrets()) == ()
    file.write_bytes(draw(chart, table, _TRUE.values, "Made up."))
    assert named(search_site(tmp_path, secrets())) == hidden_cells(table, chart.columns, totals=False)


@pytest.mark.parametrize("table", _TRUE.tables, ids=lambda table: table.id)
def test_in_a_table_of_a_page(table: Table, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(table_html(table, release().ledger.values), encoding="utf-8")
    assert search_site(tmp_path, secrets()) == ()
    file.write_text(table_html(table, _TRUE.values), encoding="utf-8")
    assert named(search_site(tmp_path, secrets())) == hidden_cells(table, table.columns, totals=True)


def test_in_the_workbook_and_in_the_csv_files(tmp_path: Path) -> None:
    write_downloads(release(), tmp_path / "released")
    assert search_site(tmp_path / "released", secrets()) == ()
    write_downloads(release().model_copy(update={"ledger": _TRUE}), tmp_path / "true")
    leaks = search_site(tmp_path / "true", secrets())
    in_tables = {name for table in _TRUE.tables for name in hidden_cells(table, table.columns, totals=True)}
    assert in_tables == named(tuple(leak for leak in leaks if leak.file.endswith(".xlsx")))
    assert in_tables == named(tuple(leak for leak in leaks if leak.file.endswith(".csv")))


def test_the_percentage_of_what_lost_its_base(tmp_path: Path) -> None:
    base = "serious_harm.kind.risk_taking"
    hidden = [what_is_left(_TRUE.values.statistic(base), {base})]
    without = release().model_copy(update={"ledger": hide(_TRUE, hidden)})
    (tmp_path / "page.html").write_text(
        "<p>Both gang violence and county lines: 10% of risk-taking or violent behaviour</p>"
    )
    part = next(item for item in _TRUE.statistics if item.base == base and item.id.endswith(".both"))
    leaks = search_site(tmp_path, make_secrets(_TRUE, without, Traces(), MACHINE))
    assert part.percent() == 10
    assert part.id in named(leaks)


def test_a_number_that_the_release_leaves_out_altogether(tmp_path: Path) -> None:
    ledger, name = release().ledger, "children.ethnicity.other"
    tables = tuple(
        table for table in ledger.tables if name not in {c.statistic for row in table.rows for c in row.cells}
    )
    kept = {table.id for table in tables}
    left = ledger.model_copy(
        update={
            "hidden": tuple(item for item in ledger.hidden if item.id != name),
            "tables": tables,
            "charts": tuple(chart for chart in ledger.charts if chart.table in kept),
        }
    )
    page = table_html(_TRUE.table("children.ethnicity"), _TRUE.values)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    leaks = search_site(tmp_path, make_secrets(_TRUE, release().model_copy(update={"ledger": left}), Traces(), MACHINE))
    assert name in named(leaks)
