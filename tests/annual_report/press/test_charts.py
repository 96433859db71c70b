"""Every kind of chart: what is on it, that it can be read, and that its bytes are always the same."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.container import BarContainer
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from tests.support.charts import EXAMPLES, Example, example

from annual_report.errors import InputError
from annual_report.press.charts import draw, drawing
from annual_report.press.charts.sheet import Sheet
from annual_report.press.house_style import HATCHES, MARKERS, TALLEST, WIDTH, colours
from annual_report.press.series import plot_of
from annual_report.statistics.chart_kinds import ChartKind

ROOT = Path(__file__).parents[3]
NOTICE = "Illustration, not a finding. Synthetic records."
SVG = "{http://www.w3.org/2000/svg}"
names = pytest.mark.parametrize("name", sorted(EXAMPLES))


def sheet_of(found: Example, notice: str | None = NOTICE) -> Sheet:
    """Return the sheet before it is written, to look at what is on it."""
    chart, table, values = found
    with mpl.rc_context():
        drawing._settle("test")
        return drawing.way_to_draw(chart.kind)(chart, plot_of(chart, table, values), notice)


def texts_of(sheet: Sheet) -> list[Text]:
    return [text for text in (*sheet.figure.texts, *sheet.axes.texts) if text.get_text()]


def words_of(sheet: Sheet) -> str:
    return " ".join(text.get_text() for text in texts_of(sheet))


def assert_legible(sheet: Sheet) -> None:
    """Every text lies within the sheet, and no two overlap."""
    sheet.figure.set_dpi(72)
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts_of(sheet)]
    for text, box in boxes:
        assert box.x0 >= -2, text
        assert box.x1 <= WIDTH + 2, text
        assert box.y0 >= -2, text
        assert box.y1 <= sheet.height + 2, text
    for (one, first), (other, second) in combinations(boxes, 2):
        shared = Bbox.intersection(first, second)
        assert shared is None or min(shared.width, shared.height) < 3.5, (one, other)


@names
def test_svg_is_whole_and_named(name: str) -> None:
    chart, table, values = EXAMPLES[name]
    svg = draw(chart, table, values, NOTICE)
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.get("width") == "360pt"
    assert root.find(f".//{SVG}text") is None
    assert root.find(f".//{SVG}image") is None


@names
def test_svg_names_no_path_host_or_maker(name: str) -> None:
    svg = draw(*EXAMPLES[name], NOTICE).decode()
    assert set(re.findall(r"https?://[^\"<\s]+", svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
        "http://purl.org/dc/elements/1.1/",
        "http://creativecommons.org/ns#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    assert "matplotlib.org" not in svg
    assert "site-packages" not in svg
    assert str(Path.cwd()) not in svg


@names
def test_text_lies_within_the_sheet_and_does_not_overlap(name: str) -> None:
    assert_legible(sheet_of(EXAMPLES[name]))


@names
def test_categories_axis_and_notice_are_written(name: str) -> None:
    chart, table, _ = EXAMPLES[name]
    words = words_of(sheet_of(EXAMPLES[name]))
    assert chart.axis in words
    assert NOTICE in words
    assert chart.title not in words
    if "January" not in table.rows[0].label:
        assert all(row.label in words for row in table.rows if not row.total)
    assert not any(f" {row.label} " in words for row in table.rows if row.total)


@pytest.mark.parametrize("name", [name for name in sorted(EXAMPLES) if not name.startswith("stacked")])
def test_every_value_is_written_where_there_is_no_scale(name: str) -> None:
    if name == "grouped_column":
        return  # twenty-six columns: a scale stands beside them
    plot = plot_of(*EXAMPLES[name])
    shown = [text.get_text() for text in texts_of(sheet_of(EXAMPLES[name]))]
    for text in {text for series in plot.series for text in series.texts}:
        assert shown.count(text) >= sum(series.texts.count(text) for series in plot.series)


@pytest.mark.parametrize("name", ["bar", "bar_percent", "grouped_bar", "grouped_bar_three", "bar_zeros"])
def test_bars_are_as_long_as_the_numbers(name: str) -> None:
    plot = plot_of(*EXAMPLES[name])
    bars = [found for found in sheet_of(EXAMPLES[name]).axes.containers if isinstance(found, BarContainer)]
    drawn = [[bar.get_width() for bar in container] for container in bars]
    assert drawn == [pytest.approx(list(series.numbers)) for series in plot.series]


@pytest.mark.parametrize("name", ["column", "grouped_column", "grouped_column_few", "column_bands"])
def test_columns_are_as_high_as_the_numbers_and_begin_at_zero(name: str) -> None:
    plot = plot_of(*EXAMPLES[name])
    sheet = sheet_of(EXAMPLES[name])
    bars = [found for found in sheet.axes.containers if isinstance(found, BarContainer)]
    assert [[bar.get_height() for bar in b] for b in bars] == [pytest.approx(list(s.numbers)) for s in plot.series]
    assert sheet.axes.get_ylim()[0] == 0
    assert sheet.axes.get_ylim()[1] >= plot.highest


def test_stacked_parts_stand_end_to_end_and_run_to_a_hundred() -> None:
    found = example("stacked_bar", {"A": [1, 5], "B": [2, 1]}, ["Yes (%)", "No (%)"], [3, 6])
    axes = sheet_of(found).axes
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]  # type: ignore[attr-defined]
    assert ends[0] == pytest.approx((0, 100 / 3))
    assert ends[1] == pytest.approx((100 / 3, 100 / 3 + 500 / 6))
    assert axes.get_xlim()[1] >= 100


def test_stacked_values_that_do_not_fit_are_left_to_the_table() -> None:
    found = example("stacked_bar", {"A": [1, 199]}, ["Yes (%)", "No (%)"], [200, 200])
    assert "1%" not in [text.get_text() for text in texts_of(sheet_of(found))]


def test_series_differ_by_more_than_colour() -> None:
    bars = sheet_of(EXAMPLES["grouped_bar_three"]).axes.containers
    hatches = {(bar[0].get_facecolor()[:3], bar[0].get_hatch() or "") for bar in bars if isinstance(bar, BarContainer)}
    assert len(hatches) == 3
    assert {hatch for _, hatch in hatches} == set(HATCHES[:3])
    assert len(set(MARKERS)) == len(MARKERS)
    paths = sheet_of(EXAMPLES["dot_series"]).axes.collections[-1].get_paths()
    assert len({np.asarray(path.vertices).tobytes() for path in paths}) == 4


def test_the_key_names_every_series_in_order() -> None:
    shown = [text.get_text() for text in texts_of(sheet_of(EXAMPLES["grouped_bar_three"]))]
    places = [shown.index(name) for name in ("Fatal", "Serious harm", "Other")]
    assert places == sorted(places)
    assert "Incidents" not in words_of(sheet_of(EXAMPLES["bar"]))


def test_the_reference_line_says_what_it_means() -> None:
    sheet = sheet_of(EXAMPLES["dot"])
    assert "1 = same share as in the census" in words_of(sheet)
    assert list(np.asarray(sheet.axes.lines[0].get_xdata())) == [1.0, 1.0]


def test_dots_without_a_reference_are_measured_from_zero() -> None:
    chart, table, values = EXAMPLES["dot"]
    sheet = sheet_of((chart.model_copy(update={"reference": None}), table, values))
    assert sheet.axes.get_xlim()[0] == 0
    assert_legible(sheet)


def test_columns_whose_labels_do_not_fit_become_bars() -> None:
    assert len(sheet_of(EXAMPLES["column_long"]).axes.containers[0]) == 6
    assert sheet_of(EXAMPLES["column_long"]).axes.get_ylim()[0] > sheet_of(EXAMPLES["column_long"]).axes.get_ylim()[1]


def test_a_single_percentage_is_shown_against_the_whole() -> None:
    assert sheet_of(EXAMPLES["bar_one"]).axes.get_xlim() == (0, 100)


def test_without_a_notice_none_is_written() -> None:
    assert "Synthetic" not in words_of(sheet_of(EXAMPLES["bar"], notice=None))


def test_the_notice_changes_the_picture() -> None:
    assert draw(*EXAMPLES["bar"]) != draw(*EXAMPLES["bar"], NOTICE)


def test_seven_series_are_refused() -> None:
    found = example("grouped_bar", {"A": [1] * 7}, [f"c{n}" for n in range(7)], [9] * 7)
    with pytest.raises(InputError, match="7 series"):
        draw(*found)


def test_a_dollar_sign_is_no_formula() -> None:
    found = example("bar", {"Costs $5 to $6 & <more>": [1]}, ["Percent"], [2])
    assert "Costs $5 to $6 & <more>" in words_of(sheet_of(found))
    assert draw(*found)


label = st.lists(st.text("abcdefgh klmnoprstuy", min_size=1, max_size=14), min_size=1, max_size=9).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_labels_and_numbers_can_be_read(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(ChartKind))
    several = kind.for_series(2) is kind
    series = data.draw(st.integers(1, 5)) if several else 1
    labels = data.draw(st.lists(label.filter(str.strip), min_size=1, max_size=13, unique=True))
    rows = {f"x{text}": data.draw(st.lists(st.integers(0, 400), min_size=series, max_size=series)) for text in labels}
    found = example(kind, rows, [f"Series {n}" for n in range(series)], [400] * series)
    sheet = sheet_of(found)
    if sheet.height > TALLEST:
        with pytest.raises(InputError, match="times as tall as a page can show"):
            draw(*found, NOTICE)
        return
    assert_legible(sheet)
    assert draw(*found, NOTICE) == draw(*found, NOTICE)


def test_settings_do_not_leak() -> None:
    before = dict(mpl.rcParams)
    draw(*EXAMPLES["bar"])
    with pytest.raises(InputError):
        draw(*example("grouped_bar", {"A": [1] * 7}, [f"c{n}" for n in range(7)], [9] * 7))
    assert dict(mpl.rcParams) == before


def test_threads_draw_the_same() -> None:
    work = [EXAMPLES[name] for name in ("bar", "column", "dot_series", "stacked_bar")] * 2
    alone = [draw(*found) for found in work]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda found: draw(*found), work)) == alone


def test_bytes_are_the_same_in_every_process_folder_and_setting(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("svg.fonttype: none\nlines.solid_capstyle: round\nhatch.color: red\n")
    program = (
        "import sys; from hashlib import sha256; from tests.support.charts import EXAMPLES; "
        "from annual_report.press.charts import draw; "
        "print(sha256(b''.join(draw(*EXAMPLES[name], 'Synthetic') for name in sorted(EXAMPLES))).hexdigest())"
    )
    sums = set()
    for seed, folder in (("1", tmp_path), ("2", Path(__file__).parent)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, env=environment, check=True, capture_output=True, text=True
        )
        sums.add(run.stdout)
    assert len(sums) == 1


def test_colours_drawn_are_those_of_the_house() -> None:
    svg = draw(*EXAMPLES["grouped_bar_three"]).decode().lower()
    assert all(colour.lower() in svg for colour in colours(3))
