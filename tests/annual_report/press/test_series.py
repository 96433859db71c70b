"""What a chart draws of its table."""

import pytest
from tests.support.charts import EXAMPLES, example

from annual_report.errors import InputError, MissingError
from annual_report.press.series import plot_of
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.models import Cell, Chart, Form, Row


def test_total_rows_are_left_out() -> None:
    chart, table, values = EXAMPLES["bar"]
    plot = plot_of(chart, table, values)
    assert table.rows[-1].total
    assert len(plot.categories) == len(table.rows) - 1
    assert plot.series[0].texts == ("35", "11", "63", "42", "27", "28")
    assert plot.highest == 63
    assert plot.lowest == 11
    assert not plot.percent


def test_numbers_are_exact_and_texts_rounded() -> None:
    plot = plot_of(*EXAMPLES["bar_one"])
    assert plot.series[0].numbers[0] == pytest.approx(100 / 3)
    assert plot.series[0].texts == ("33%",)
    assert plot.percent


def test_an_empty_base_gives_no_number() -> None:
    plot = plot_of(*EXAMPLES["bar_empty_base"])
    assert plot.series[0].numbers == (None, None)
    assert plot.series[0].texts == ("[z]", "[z]")
    assert (plot.lowest, plot.highest) == (0, 0)


def test_names_lose_what_the_axis_says() -> None:
    assert [s.name for s in plot_of(*EXAMPLES["grouped_bar"]).series] == ["Rapid reviews", "LCSPRs"]
    assert plot_of(*EXAMPLES["dot_series"]).series[0].name == "0 to 4"
    mixed = example("grouped_bar", {"A": [1, 2]}, ["Boys, aged 5", "Girls, aged 5"], [9, 9])
    assert [s.name for s in plot_of(*mixed).series] == ["Boys, aged 5", "Girls, aged 5"]


def test_months_are_time() -> None:
    assert plot_of(*EXAMPLES["column"]).time
    assert not plot_of(*EXAMPLES["column_bands"]).time


def _changed(chart: Chart, **update: object) -> Chart:
    return chart.model_copy(update=update)


def test_faults_are_named() -> None:
    chart, table, values = EXAMPLES["bar"]
    with pytest.raises(MissingError, match=r"has no column 'Deaths'\. It has: Incidents"):
        plot_of(_changed(chart, columns=("Deaths",)), table, values)
    with pytest.raises(InputError, match="is drawn from table other"):
        plot_of(_changed(chart, table="other"), table, values)
    with pytest.raises(InputError, match="names no column"):
        plot_of(_changed(chart, columns=()), table, values)
    only_totals = table.model_copy(update={"rows": table.rows[-1:]})
    with pytest.raises(InputError, match="no row but totals"):
        plot_of(chart, only_totals, values)


def test_one_series_kinds_refuse_two_columns() -> None:
    chart, table, values = EXAMPLES["grouped_bar"]
    with pytest.raises(InputError, match=r"a bar chart draws one column\. Use grouped_bar"):
        plot_of(_changed(chart, kind=ChartKind.BAR), table, values)


def test_counts_and_percentages_do_not_share_a_scale() -> None:
    chart, table, values = EXAMPLES["bar_one"]
    row = table.rows[0]
    count = Cell(statistic=row.cells[0].statistic, form=Form.COUNT)
    mixed = table.model_copy(
        update={"columns": ("Percent", "Incidents"), "rows": (Row(label="A", cells=(row.cells[0], count)),)}
    )
    with pytest.raises(InputError, match="mixes count, percent on one scale"):
        plot_of(_changed(chart, kind=ChartKind.GROUPED_BAR, columns=("Percent", "Incidents")), mixed, values)
