import json
from pathlib import Path

import pytest
from tests.conftest import ROOT

from annual_report.errors import InputError
from annual_report.lint.notebook_cells import read_notebook


def test_a_place_leads_to_the_line_of_the_notebooks_file() -> None:
    file = ROOT / "notebooks" / "03-child-deaths.ipynb"
    lines = file.read_text(encoding="utf-8").split("\n")
    page = read_notebook(file, "notebooks/03-child-deaths.ipynb")
    assert page.passages
    for passage in page.passages:
        first = passage.text.split(". ")[0].split(" `")[0].split("{")[0].strip()
        assert first[:20] in lines[passage.place(0)[0] - 1].replace("*", "").replace("`", "")


def test_only_markdown_cells_are_read(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Head\n", "\n", "Text"]},
        {"cell_type": "code", "id": "b", "metadata": {}, "source": "x = 63", "outputs": [], "execution_count": None},
    ]
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1))
    assert [passage.text for passage in read_notebook(file, "a").passages] == ["Head", "Text"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3, "nbformat": 4}', "{}"])
def test_what_is_no_notebook_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(content)
    with pytest.raises(InputError, match=r"notebooks/a\.ipynb: not readable as a notebook"):
        read_notebook(file, "notebooks/a.ipynb")
