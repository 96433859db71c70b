"""What stands in a pack: the area's numbers whole beside the released ones, in tables and charts made for it."""

from pathlib import Path

import nbformat
import pytest
from tests.support.facts import INCIDENT
from tests.support.incident_records import DataSet

from annual_report.packs.columns import Beside
from annual_report.packs.contents import Contents, contents_of_pack
from annual_report.packs.numbers import everywhere, numbers_of_pack, own, with_tables
from annual_report.packs.tables import chart_beside, tables_beside
from annual_report.release import Release, make_release
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Cell, Chart, Form, Published, Ratio, Row, Statistic, Table
from annual_report.statistics.output import MIME, encode
from annual_report.statistics.values import Values

KINDS = {"fatal": 1, "harm": 3, "other": 0}


def part(name: str, count: int, of: int) -> Statistic:
    return Statistic(
        id=f"type.{name}",
        label=name,
        unit=INCIDENT,
        count=count,
        base="all",
        base_count=of,
        members=f"mark-{name}",
        where="bits",
        incidents=count,
    )


def cells(*named: tuple[str, Form]) -> tuple[Cell, ...]:
    return tuple(Cell(statistic=name, form=form) for name, form in named)


def types_table(title: str = "Incidents by type, AREA-1, 2020") -> Table:
    rows = [Row(label=k, cells=cells((f"type.{k}", Form.COUNT), (f"type.{k}", Form.PERCENT))) for k in KINDS]
    total = Row(label="Total", cells=cells(("all", Form.COUNT), ("all", Form.WHOLE)), total=True)
    return Table(id="type", title=title, header="Type", columns=("Incidents", "Percent"), rows=(*rows, total))


def types_chart() -> Chart:
    return Chart(
        id="type",
        table="type",
        kind=ChartKind.BAR,
        title="More harm than death",
        subtitle="Percentage of incidents by type, AREA-1, 2020",
        columns=("Percent",),
        axis="Percentage of incidents",
        claim="count(type.harm) > count(type.fatal)",
    )


def ledger(times: int, *more: Published) -> Ledger:
    whole = sum(KINDS.values()) * times
    counted = [part(name, count * times, whole) for name, count in KINDS.items()]
    everything = Statistic(id="all", label="Incidents", unit=INCIDENT, count=whole, members="mark-all")
    items = [everything, *counted, types_table(), types_chart(), *more]
    return merge("2020", [("01", item) for item in items], synthetic=True)


@pytest.fixture
def release(data: DataSet) -> Release:
    nation = ledger(100)
    gone = [what_is_left(nation.values.statistic("type.fatal"))]
    return make_release(data.edition, hide(nation, gone), ())


def beside(few: int = 20) -> Beside:
    return Beside("AREA-1", "This area", "All areas", few)


def shown(table: Table, values: Values) -> list[list[str]]:
    return [[row.label, *(values.text(cell) for cell in row.cells)] for row in table.rows]


def test_an_areas_small_numbers_are_whole_and_hidden_ones_of_all_areas_stay_hidden(release: Release) -> None:
    area = ledger(1)
    (table,) = tables_beside(area.table("type"), area, beside())
    assert table.columns == ("This area: incidents", "All areas: incidents", "All areas: percent")
    assert shown(table, numbers_of_pack(area, release).values) == [
        ["fatal", "1", "[c]", "[c]"],
        ["harm", "3", "300", "75%"],
        ["other", "0", "0", "0%"],
        ["Total", "4", "400", "100%"],
    ]


def test_nothing_that_only_serves_disclosure_control_is_in_a_pack(release: Release) -> None:
    text = numbers_of_pack(ledger(1), release).model_dump_json()
    assert "mark-" not in text
    assert all(not item.where and item.incidents is None for item in numbers_of_pack(ledger(1), release).statistics)


def test_what_the_release_leaves_out_is_not_available(release: Release) -> None:
    more = Statistic(id="new", label="New", unit=INCIDENT, count=2)
    found = numbers_of_pack(ledger(1, more), release).values.item(everywhere("new"))
    assert isinstance(found, Hidden)
    assert numbers_of_pack(ledger(1, more), release).values.text(cells((found.id, Form.COUNT))[0]) == "[x]"


def test_percentages_of_an_area_are_printed_where_they_rest_on_enough_cases(release: Release) -> None:
    area = ledger(5)
    (table,) = tables_beside(area.table("type"), area, beside(20))
    assert table.columns[:2] == ("This area: incidents", "This area: percent")
    (table,) = tables_beside(area.table("type"), area, beside(21))
    assert table.columns == ("This area: incidents", "All areas: incidents", "All areas: percent")


def test_a_column_of_percentages_alone_shows_the_areas_counts(release: Release) -> None:
    area = ledger(1)
    only = types_table().model_copy(
        update={
            "columns": ("Share (%)",),
            "rows": tuple(row.model_copy(update={"cells": row.cells[1:]}) for row in types_table().rows[:3]),
        }
    )
    (table,) = tables_beside(only, area, beside())
    assert table.columns == ("This area: share", "All areas: share (%)")
    assert shown(table, numbers_of_pack(area, release).values)[1] == ["harm", "3", "75%"]


def test_a_wide_table_is_split_by_what_it_counts() -> None:
    area = ledger(1)
    wide = types_table().model_copy(
        update={
            "columns": ("Fatal", "Fatal (%)", "Harm", "Harm (%)"),
            "rows": (
                Row(
                    label="Row",
                    cells=cells(
                        ("type.fatal", Form.COUNT),
                        ("type.fatal", Form.PERCENT),
                        ("type.harm", Form.COUNT),
                        ("type.harm", Form.PERCENT),
                    ),
                ),
            ),
        }
    )
    one, other = tables_beside(wide, area, beside())
    assert (one.id, other.id) == ("type", "type.2")
    assert other.title.endswith(": harm")
    assert other.columns == ("This area: harm", "All areas: harm", "All areas: harm (%)")


def test_ratios_on_few_cases_are_left_out_and_a_reference_is_shown_once() -> None:
    reference = Statistic(
        id="census", label="Census", unit=INCIDENT, count=5, base="all", base_count=10, reference=True
    )
    compared = Ratio(id="ratio", label="Ratio", part="type.harm", against="census", numerator=3, denominator=2)
    area = ledger(1, compared).model_copy(update={"statistics": (*ledger(1).statistics, reference)})
    row = Row(
        label="Row",
        cells=cells(("type.harm", Form.PERCENT), ("census", Form.PERCENT), ("ratio", Form.RATIO)),
    )
    table = types_table().model_copy(update={"columns": ("Incidents (%)", "Census (%)", "Ratio"), "rows": (row,)})
    (shown_table,) = tables_beside(table, area, beside())
    assert shown_table.columns == ("This area: incidents", "All areas: incidents (%)", "Census (%)")
    lines = tables_beside(table, area, beside(few=4))
    assert [column for one in lines for column in one.columns][-2:] == ["This area: ratio", "All areas: ratio"]


def test_a_table_in_which_an_area_has_nothing_to_show_is_left_out() -> None:
    compared = Ratio(id="ratio", label="Ratio", part="type.harm", against="type.fatal", numerator=3, denominator=1)
    row = Row(label="Row", cells=cells(("ratio", Form.RATIO)))
    table = types_table().model_copy(update={"columns": ("Ratio",), "rows": (row,)})
    assert tables_beside(table, ledger(1, compared), beside()) == ()


def test_a_chart_draws_counts_of_few_cases_and_no_headline_about_the_nation(release: Release) -> None:
    area = ledger(1)
    made = chart_beside(types_chart(), area.table("type"), numbers_of_pack(area, release), area, beside())
    assert made is not None
    chart, table = made
    assert (chart.kind, chart.columns, chart.axis) == ("bar", ("This area: incidents",), "Number of incidents")
    assert "harm" not in chart.title
    assert not chart.claim
    assert table.id == chart.table


def test_a_chart_compares_percentages_where_they_rest_on_enough_cases(release: Release) -> None:
    area = ledger(5)
    made = chart_beside(types_chart(), area.table("type"), numbers_of_pack(area, release), area, beside())
    assert made is not None
    assert (made[0].kind, made[0].columns) == ("grouped_bar", ("This area: percent", "All areas: percent"))
    assert made[0].subtitle.endswith("AREA-1, 2020, beside all areas")


def test_nothing_is_drawn_where_all_is_nothing(release: Release) -> None:
    area = ledger(0)
    assert chart_beside(types_chart(), area.table("type"), numbers_of_pack(area, release), area, beside()) is None


def test_synthetic_numbers_of_an_area_are_all_marked_as_invented(release: Release) -> None:
    area = ledger(1)
    numbers = with_tables(numbers_of_pack(area, release), tables_beside(area.table("type"), area, beside()), ())
    assert numbers.tables[0].illustration
    assert numbers.values.statistic(own("type.harm")).pinned == "nothing"


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("count", [1, 5])
def test_a_pack_draws_the_kind_that_is_said_of_packs(kind: ChartKind, count: int, release: Release) -> None:
    chart = types_chart().model_copy(update={"kind": kind})
    area = ledger(count)
    made = chart_beside(chart, area.table("type"), numbers_of_pack(area, release), area, beside())
    assert made is not None
    counts = count == 1 or kind.traits.of_ratios  # few cases have no percentages, and this table no ratios
    assert made[0].kind is kind.in_packs(counts=counts).for_series(len(made[0].columns))


def contents_of_two_charts(folder: Path, times: int, release: Release) -> Contents:
    """Return what the pack of an area holds whose notebook draws its table twice."""
    second = types_chart().model_copy(update={"id": "type.counts", "subtitle": "Counts", "columns": ("Incidents",)})
    area = ledger(times, second)
    items: list[Published] = [*area.statistics, *area.tables, *area.charts]
    outputs = [nbformat.v4.new_output("display_data", data={MIME: encode(item)}) for item in items]
    file = folder / "01.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("publish", outputs=outputs)]), file)
    return contents_of_pack("AREA-1", [file], area, release)


def test_two_charts_of_one_table_have_each_a_table_of_its_own_in_a_pack(release: Release, tmp_path: Path) -> None:
    contents = contents_of_two_charts(tmp_path, 25, release)
    assert [(chart.id, chart.table) for chart in contents.ledger.charts] == [
        ("type", "type.drawn"),
        ("type.counts", "type.counts.drawn"),
    ]


def test_where_both_would_be_the_same_picture_a_pack_has_one(release: Release, tmp_path: Path) -> None:
    contents = contents_of_two_charts(tmp_path, 1, release)
    assert [(chart.id, chart.columns) for chart in contents.ledger.charts] == [("type", ("This area: incidents",))]
    assert [section.charts for page in contents.pages for section in page.sections] == [("type",)]
