"""Sentences among the strings of a notebook's code are read like text: its page shows them."""

from pathlib import Path

import nbformat
import pytest
from tests.support.narratives import real_context

from annual_report.lint.check import check_page
from annual_report.lint.code_strings import strings_of
from annual_report.lint.notebook_cells import read_notebook


def texts(source: str) -> list[str]:
    return [text for text, _, _ in strings_of(source)]


@pytest.mark.parametrize(
    "source",
    [
        'print("There were many deaths of boys")',
        'ax.set_title("There were many deaths of boys")',
        'title = ("There were many "\n  "deaths of boys")',
        'f(x=["There were many deaths of boys"])',
        '"""There were many deaths of boys"""',
        '%matplotlib inline\nprint("There were many deaths of boys")',
        'show(publish, "There were many deaths of boys")',
    ],
)
def test_a_sentence_in_code_is_read(source: str) -> None:
    assert texts(source) == ["There were many deaths of boys"]


def test_of_a_sentence_with_values_in_it_what_is_typed_is_read() -> None:
    assert texts('print(f"There were {n} deaths of boys")') == ["There were … deaths of boys"]


@pytest.mark.parametrize(
    "source",
    [
        'x["incident_type"] == "fatal"',
        'pd.read_csv("../data/2020/things.csv")',
        'publish.total("a", r, label="All of the deaths of boys")',
        'publish.chart("a").show(title="All of the deaths of boys")',
        'LABELS = ["Parental mental ill-health"]',
        "if x:\n    %time\n    !ls",
        "this is no Python",
        "x = " + "(" * 500 + ")" * 500,
    ],
)
def test_names_paths_and_what_is_published_are_not(source: str) -> None:
    assert texts(source) == []


def test_what_a_notebook_says_in_code_is_judged_and_has_its_line(tmp_path: Path) -> None:
    cell = 'import x\nprint("There were 63 deaths, the majority of boys")\n'
    file = tmp_path / "x.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell, id="a")]), file)
    found = check_page(read_notebook(file, "notebooks/x.ipynb"), real_context())
    assert {finding.rule for finding in found} == {"typed-number", "majority"}
    line = file.read_text(encoding="utf-8").split("\n")[found[0].line - 1]
    assert "There were 63 deaths" in line
