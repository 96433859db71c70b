"""A notebook's page is made from the release: nothing that the run left reaches it."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from tests.support.books import small_release
from tests.support.hiding import hidden_release

from annual_report.errors import InputError, MissingError
from annual_report.press.notebook_pages import write_page
from annual_report.release import Release
from annual_report.statistics.models import Breakdown, Published
from annual_report.statistics.output import MIME, encode

V4 = nbformat.v4
SECRET = "SECRET"  # noqa: S105  what must not be seen, no password


def typed(item: Published, **said: object) -> NotebookNode:
    """Return a typed output, with the plain and HTML form that the run gave it."""
    data = {MIME: {**encode(item), **said}, "text/plain": f"{SECRET} 63", "text/html": f"<p>{SECRET} 63</p>"}
    output: NotebookNode = V4.new_output("display_data", data=data, metadata={"took": SECRET})
    return output


def page_of(folder: Path, cells: list[NotebookNode], release: Release, **metadata: Any) -> NotebookNode:
    """Return the page of a notebook of these cells."""
    executed = folder / "03-deaths.ipynb"
    nbformat.write(V4.new_notebook(cells=cells, metadata=metadata), executed)
    write_page(executed, release, folder / "page.ipynb")
    page: NotebookNode = nbformat.read(folder / "page.ipynb", as_version=4)
    nbformat.validate(page)
    return page


def htmls(page: NotebookNode) -> str:
    return " ".join(output.data["text/html"] for cell in page.cells for output in cell.get("outputs", []))


def test_typed_outputs_are_rendered_from_the_release_not_from_the_run(tmp_path: Path) -> None:
    release = hidden_release()
    shown = small_release().ledger
    items: list[Published] = [shown.statistics[2], *shown.tables, *shown.charts]
    assert items[0].id == "deaths.sudi"
    code = V4.new_code_cell("publish.share()", outputs=[typed(item) for item in items])
    page = page_of(tmp_path, [V4.new_markdown_cell("# Deaths"), code], release)
    text = json.dumps(page)
    assert "[c] incidents of 206" in htmls(page)
    assert SECRET not in text
    assert "63" not in text


def test_the_shorthand_on_the_page_is_explained_below_its_title_and_above_each_table(tmp_path: Path) -> None:
    release = hidden_release(provisional=True)
    table = V4.new_code_cell("publish.table()", outputs=[typed(small_release().ledger.tables[0])])
    page = page_of(tmp_path, [V4.new_markdown_cell("# Deaths"), table], release)
    meaning = '<p class="shorthand">[c] = confidential: hidden so that no child can be identified.</p>'
    assert page.cells[0].source == "# Deaths"
    assert page.cells[1].source.startswith(meaning)
    assert "[p] = provisional" in page.cells[1].source
    assert htmls(page).index(meaning) < htmls(page).index("<table")


def test_what_no_release_vouches_for_is_dropped_and_counted(tmp_path: Path) -> None:
    first = V4.new_code_cell(
        "print(1)",
        execution_count=7,
        metadata={"papermill": {"duration": 1.5, "exception": SECRET}, "tags": ["hide-input", SECRET], "note": SECRET},
        outputs=[
            V4.new_output("stream", name="stdout", text=f"{SECRET} 63"),
            V4.new_output("stream", name="stderr", text=SECRET),
            V4.new_output("execute_result", data={"text/html": SECRET, "text/plain": SECRET}, execution_count=7),
            V4.new_output("display_data", data={"image/png": "aGVsbG8=", "text/plain": SECRET}),
        ],
    )
    text = V4.new_markdown_cell("# Deaths\n\n![a](attachment:a.png) and ![b](data:image/png;base64,aGVsbG8=) end")
    text["attachments"] = {"a.png": {"image/png": "aGVsbG8="}}
    raw = V4.new_raw_cell(SECRET)
    last = V4.new_code_cell(
        "x",
        outputs=[
            V4.new_output("error", ename="E", evalue=SECRET, traceback=[SECRET]),
            V4.new_output("stream", name="stdout", text=SECRET),
            V4.new_output("display_data", data={"application/vnd.jupyter.widget-view+json": {"model_id": SECRET}}),
        ],
    )
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python", "path": SECRET},
        "language_info": {"name": "python", "version": SECRET, "pygments_lexer": "ipython3"},
        "papermill": {"input_path": SECRET},
        "widgets": {"state": SECRET},
        "authors": [SECRET],
    }
    page = page_of(tmp_path, [text, first, raw, last], small_release(), **metadata)
    written = (tmp_path / "page.ipynb").read_text(encoding="utf-8")
    assert SECRET not in written
    assert "aGVsbG8=" not in written
    assert page.cells[-1].source == (
        "Left out of this page: 2 embedded pictures (cell 1), 1 attachment (cell 1), 3 printed texts (cells 2 and 4), "
        "1 displayed value (cell 2), 1 picture (cell 2), 1 raw cell (cell 3), 1 error (cell 4), 1 widget (cell 4)."
    )
    assert page.cells[0].source == "# Deaths\n\n and  end"
    assert page.cells[1].metadata == {"tags": ["hide-input"]}
    assert page.cells[1].execution_count is None
    assert page.metadata == {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }


def test_where_nothing_is_left_out_nothing_is_said(tmp_path: Path) -> None:
    page = page_of(tmp_path, [V4.new_markdown_cell("# Deaths"), V4.new_code_cell("1 + 1")], small_release())
    assert [cell.source for cell in page.cells] == ["# Deaths", "1 + 1"]


@pytest.mark.parametrize("kind", ["statistic", "table", "chart", "breakdown"])
def test_what_is_not_in_the_release_stops_the_build(tmp_path: Path, kind: str) -> None:
    ledger = small_release().ledger
    items: dict[str, Published] = {
        "statistic": ledger.statistics[0],
        "table": ledger.tables[0],
        "chart": ledger.charts[0],
        "breakdown": Breakdown(id="deaths.cause", label="Cause", base="incidents", parts=("deaths.sudi",)),
    }
    code = V4.new_code_cell("x", outputs=[typed(items[kind], id="deaths.elsewhere")])
    with pytest.raises(MissingError, match=rf"03-deaths.ipynb, cell 1: there is no {kind} 'deaths.elsewhere'"):
        page_of(tmp_path, [code], small_release())


def test_a_breakdown_is_told_as_the_release_has_it(tmp_path: Path) -> None:
    release = small_release()
    merged = Breakdown(id="deaths.cause", label="Cause", base="incidents", parts=("deaths.sudi", "deaths.abuse"))
    release = release.model_copy(update={"ledger": release.ledger.model_copy(update={"breakdowns": (merged,)})})
    run = merged.model_copy(update={"parts": ("a", "b", "c")})
    page = page_of(tmp_path, [V4.new_code_cell("x", outputs=[typed(run)])], release)
    assert "2 parts add up to incidents" in htmls(page)


@pytest.mark.parametrize("text", ["[a]: attachment:a.png", "<object data='data:image/png;base64,aa'></object>"])
def test_a_file_carried_in_a_form_that_is_not_known_stops_the_build(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"03-deaths.ipynb, cell 1: the text carries a file within itself"):
        page_of(tmp_path, [V4.new_markdown_cell(text)], small_release())


def test_the_page_is_the_same_each_time(tmp_path: Path) -> None:
    cells = [V4.new_markdown_cell("# Deaths"), V4.new_code_cell("1 + 1")]
    pages = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        page_of(tmp_path / name, cells, small_release())
        pages.add((tmp_path / name / "page.ipynb").read_bytes())
    assert len(pages) == 1
