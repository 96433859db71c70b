"""What is hidden is drawn alike whatever it is, and nothing else of the picture tells it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from tests.annual_report.press.test_charts import assert_legible, sheet_of, texts_of, words_of
from tests.support.charts import EXAMPLES, Example, example
from tests.support.hiding import hide_in

from annual_report.press.alternatives import alternative
from annual_report.press.charts import bars, draw, drawing
from annual_report.press.charts.sheet import Sheet
from annual_report.press.house_style import HIDDEN_HATCH, MARKERS
from annual_report.press.series import Plot
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.models import Chart, Form

NOTE = "[c] Hidden so that no child can be identified: "


def hidden_bars(sheet: Sheet) -> list[Rectangle]:
    return [bar for bar in sheet.axes.patches if isinstance(bar, Rectangle) and bar.get_hatch() == HIDDEN_HATCH]


def some_hidden(name: str, *rows: int) -> Example:
    """Return an example in which these rows of its first column are hidden."""
    return hide_in(EXAMPLES[name], *(f"part.r{row}.c0" for row in rows))


@pytest.mark.parametrize("name", ["bar", "bar_percent", "grouped_bar", "grouped_bar_three", "column_long"])
def test_a_hidden_bar_is_hatched_named_and_of_the_same_length_as_any_other(name: str) -> None:
    sheet = sheet_of(some_hidden(name, 1, 2))
    bars = hidden_bars(sheet)
    assert len(bars) == 2
    assert len({bar.get_width() for bar in bars}) == 1
    assert len({bar.get_facecolor() for bar in bars}) == 1
    assert [text.get_text() for text in texts_of(sheet)].count("[c]") == 2
    assert_legible(sheet)


@pytest.mark.parametrize("name", ["column", "column_bands", "grouped_column_few", "grouped_column"])
def test_a_hidden_column_is_hatched_and_of_the_same_height_as_any_other(name: str) -> None:
    sheet = sheet_of(some_hidden(name, 1, 3))
    bars = hidden_bars(sheet)
    assert len(bars) == 2
    assert len({bar.get_height() for bar in bars}) == 1
    assert [text.get_text() for text in texts_of(sheet)].count("[c]") == 2
    assert_legible(sheet)


def test_columns_side_by_side_share_a_symbol_where_no_value_is_written() -> None:
    sheet = sheet_of(hide_in(EXAMPLES["grouped_column"], "part.r1.c0", "part.r1.c1", "part.r4.c1"))
    assert len(hidden_bars(sheet)) == 3
    assert [text.get_text() for text in texts_of(sheet)].count("[c]") == 2


@pytest.mark.parametrize(("months", "series"), [(6, 0), (13, 0), (13, 1)])
def test_a_symbol_lies_on_no_column_beside_its_own(months: int, series: int) -> None:
    names = [f"M{month}" for month in range(months)]
    found = example("grouped_column", {name: [90, 95] for name in names}, ["One", "Other"], [100, 100])
    sheet = sheet_of(hide_in(found, f"part.r2.c{series}"))
    (symbol,) = (text for text in texts_of(sheet) if text.get_text() == "[c]")
    (hidden,) = hidden_bars(sheet)
    across = symbol.get_window_extent().intervalx
    beside = [bar.get_window_extent() for bar in sheet.axes.patches if bar is not hidden]
    assert all(across[1] <= box.x0 or box.x1 <= across[0] for box in beside if box.height)


def test_a_hidden_dot_is_an_empty_marker_off_the_scale() -> None:
    sheet = sheet_of(hide_in(EXAMPLES["dot_series"], "part.r1.c0", "part.r5.c3", symbol=Symbol.UNRELIABLE))
    markers = [line for line in sheet.axes.lines if line.get_marker() in MARKERS]
    assert [line.get_marker() for line in markers] == [MARKERS[0], MARKERS[3]]
    (x,) = {float(np.asarray(line.get_xdata())[0]) for line in markers}
    assert x > sheet.axes.get_xlim()[1]
    assert [text.get_text() for text in texts_of(sheet)].count("[u]") == 2
    assert_legible(sheet)


def test_a_hidden_part_is_not_stacked() -> None:
    found = hide_in(EXAMPLES["stacked_bar"], "part.r1.c1")
    sheet = sheet_of_drawn(found)
    assert len(hidden_bars(sheet)) == 1
    assert {bar.get_x() for bar in sheet.axes.patches} == {0}  # type: ignore[attr-defined]
    assert alternative(*found).startswith("Grouped bar chart:")
    assert alternative(*EXAMPLES["stacked_bar"]).startswith("Stacked bar chart:")


def sheet_of_drawn(found: Example) -> Sheet:
    """Return the sheet of the kind that ``draw`` takes for it."""
    chart, table, values = found
    return sheet_of((chart.model_copy(update={"kind": ChartKind.GROUPED_BAR}), table, values))


def test_the_picture_names_what_is_hidden_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    notices = []

    def draw_bars(chart: Chart, plot: Plot, notice: str | None) -> Sheet:
        notices.append(notice)
        return bars.draw_bars(chart, plot, notice)

    monkeypatch.setattr(drawing, "draw_bars", draw_bars)
    draw(*some_hidden("bar", 1), "Synthetic.")
    draw(*some_hidden("bar", 1))
    draw(*EXAMPLES["bar"])
    words = f"{NOTE}Assault outside the family."
    assert notices == [f"{words}\nSynthetic.", words, None]
    assert words in words_of(sheet_of(some_hidden("bar", 1), notices[0])).replace("\n", " ")


@pytest.mark.parametrize("kind", ChartKind)
def test_all_hidden_is_drawn_and_told(kind: ChartKind) -> None:
    found = example(kind, {"A": [3], "B": [4]}, ["Percent"], [9])
    found = hide_in(found, "part.r0.c0", "part.r1.c0")
    assert draw(*found)
    assert "All figures are hidden." in alternative(*found)
    assert f"{NOTE}A and B." in alternative(*found)


def test_what_is_not_hidden_but_has_no_number_is_not_hatched() -> None:
    assert not hidden_bars(sheet_of(EXAMPLES["bar_empty_base"]))
    found = hide_in(EXAMPLES["bar"], "part.r0.c0", symbol=Symbol.ROUNDS_TO_ZERO)
    assert not hidden_bars(sheet_of(found))
    assert "[k] Rounds to 0, but is not 0: Maltreatment within the family." in alternative(*found)


def test_a_rounded_count_is_drawn_as_printed() -> None:
    sheet = sheet_of(hide_in(EXAMPLES["bar"], "part.r2.c0", rounded=60, to=10))
    assert not hidden_bars(sheet)
    assert "60" in words_of(sheet)


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from(ChartKind), one=st.integers(0, 400), other=st.integers(0, 400), form=st.sampled_from(Form))
def test_no_byte_of_picture_or_words_depends_on_a_hidden_number(
    kind: ChartKind, one: int, other: int, form: Form
) -> None:
    if form in (Form.WHOLE, Form.WORDS, Form.SHARE):
        form = Form.COUNT
    pictures = set()
    for count in (one, other):
        rows = {"A": [7], "B": [count], "C": [90]}
        found = hide_in(example(kind, rows, ["Percent"], [400], form=form), "part.r1.c0")
        pictures.add((draw(*found, "Synthetic."), alternative(*found)))
    assert len(pictures) == 1
