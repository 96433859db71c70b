"""Every kind of chart that a notebook can publish is drawn and told in words, whatever is hidden."""

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.support.charts import EXAMPLES, example
from tests.support.hiding import hide_in

from annual_report.press.alternatives import alternative
from annual_report.press.charts import draw
from annual_report.press.series import drawn_as, plot_of
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.models import Chart
from annual_report.statistics.plain import why_not

kinds = pytest.mark.parametrize("kind", ChartKind)


@kinds
def test_every_kind_is_drawn_and_named_in_words(kind: ChartKind) -> None:
    found = example(kind, {"A": [3], "B": [4]}, ["Percent"], [9])
    assert draw(*found)
    assert alternative(*found).startswith(f"{kind.traits.words}: ")


@kinds
def test_the_words_name_the_kind_that_is_drawn_where_a_number_is_hidden(kind: ChartKind) -> None:
    found = hide_in(example(kind, {"A": [3], "B": [4]}, ["Percent"], [9]), "part.r0.c0")
    drawn = drawn_as(found[0], plot_of(*found))
    assert drawn.where_hidden is drawn
    assert alternative(*found).startswith(f"{drawn.traits.words}: ")


@kinds
@pytest.mark.parametrize("series", [1, 2])
def test_the_kind_for_a_number_of_series_draws_that_number(kind: ChartKind, series: int) -> None:
    found = example(kind.for_series(series), {"A": [3] * series}, ["Percent", "Other"][:series], [9] * series)
    assert len(plot_of(*found).series) == series


def test_the_documents_list_every_kind_and_no_other() -> None:
    text = (Path(__file__).parents[3] / "docs/author.md").read_text(encoding="utf-8")
    table = text.partition("| kind | for |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(ChartKind)


def test_a_release_with_an_unknown_kind_is_told_the_kinds_that_there_are() -> None:
    chart = EXAMPLES["bar"][0].model_dump(mode="json") | {"kind": "pie"}
    with pytest.raises(ValidationError) as caught:
        Chart.model_validate_json(json.dumps(chart))
    assert "kind is 'pie', and must be 'bar', 'grouped_bar'" in why_not(caught.value)
