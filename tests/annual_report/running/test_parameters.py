from pathlib import Path

import nbformat
import pytest

from annual_report.errors import InputError
from annual_report.running.parameters import check_notebook, check_parameters


def notebook(folder: Path, source: str | None) -> Path:
    cells = [nbformat.v4.new_markdown_cell("# A section")]
    if source is not None:
        cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]}))
    file = folder / "section.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), file)
    return file


def test_known_parameters_are_taken() -> None:
    assert check_parameters({"edition": "2020"}).area == "all"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"edition": "2020", "aera": "all"}, "'aera', which no notebook takes. Did you mean 'area'"),
        ({"edition": "2020", "zzz": "1"}, "'zzz', which no notebook takes. Known: edition, area"),
        ({"area": "all"}, "'edition' is missing, and needed"),
        ({"edition": "../2020"}, "'edition' must be letters, digits and hyphens"),
    ],
)
def test_wrong_parameters_are_errors(given: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_parameters(given)


def test_all_wrong_parameters_are_named_at_once() -> None:
    with pytest.raises(InputError, match=r"(?s)'edition'.*'aera'"):
        check_parameters({"aera": "all"})


def test_a_sound_notebook_passes(tmp_path: Path) -> None:
    check_notebook(notebook(tmp_path, 'edition = "2020"\narea = "all"'))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (None, "no cell tagged 'parameters'"),
        ('edition = "2020"', "lacks 'area'"),
        (
            'edition = "2020"\naera = "all"',
            "lacks 'area' and has 'aera', which no notebook takes. Did you mean 'area'",
        ),
        ('edition = "2020"\narea = "all"\ntop = 3', "has 'top'"),
    ],
)
def test_a_notebook_must_declare_just_the_known_parameters(tmp_path: Path, source: str | None, message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_notebook(notebook(tmp_path, source))


@pytest.mark.parametrize(
    "metadata",
    [{}, {"language_info": {"name": "python"}}, {"kernelspec": {"name": "conda-env", "display_name": "my own"}}],
)
def test_a_notebook_need_not_name_the_kernel_that_it_is_run_in(tmp_path: Path, metadata: dict[str, object]) -> None:
    file = notebook(tmp_path, 'edition = "2020"\narea = "all"')
    whole = nbformat.read(file, as_version=4)
    whole.metadata = nbformat.from_dict(metadata)
    nbformat.write(whole, file)
    check_notebook(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xef\xbb\xbf{}", r"section\.ipynb: begins with a byte order mark"),
        (b'{\n"cells": [caf\xe9]}', r"section\.ipynb, line 2: 0xe9: byte 15 is not UTF-8"),
        (b'{\n<<<<<<< HEAD\n"cells": []}', r"section\.ipynb, line 2: .*a merge was left unfinished"),
        (b'{\n"cells": [}', r"section\.ipynb: not readable as a notebook: no JSON from line 2, column 11"),
        (b"", r"section\.ipynb: not readable as a notebook"),
    ],
)
def test_what_is_no_notebook_is_named_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "section.ipynb").write_bytes(content)
    with pytest.raises(InputError, match=message):
        check_notebook(tmp_path / "section.ipynb")


@pytest.mark.parametrize("edition", ["2020", 2020])
def test_digits_may_come_as_a_number(edition: object) -> None:
    assert check_parameters({"edition": edition}).edition == "2020"


@pytest.mark.parametrize("edition", [2020.0, float("nan"), True, None, ["2020"]])
def test_a_parameter_that_is_no_text_is_refused_in_words(edition: object) -> None:
    with pytest.raises(InputError, match=r"the parameter 'edition' is .*, which is no text\. Give it as text"):
        check_parameters({"edition": edition})


def test_the_cell_of_the_parameters_is_code(tmp_path: Path) -> None:
    file = notebook(tmp_path, 'edition = "2020"\narea = "all"')
    whole = nbformat.read(file, as_version=4)
    whole.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(whole, file)
    with pytest.raises(InputError, match=r"section\.ipynb, cell 1: is tagged 'parameters', and is no code"):
        check_notebook(file)
