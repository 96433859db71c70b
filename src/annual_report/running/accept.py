"""Storing the notebooks' outputs anew, as the reference that nbval compares, and saying what that changes."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat

from annual_report.running.execute import Run, run_notebooks
from annual_report.running.gather import read_published
from annual_report.running.kernels import Kernels
from annual_report.statistics.display import as_text
from annual_report.statistics.models import Published, Ratio, Statistic
from annual_report.statistics.output import MIME
from annual_report.statistics.values import Values
from annual_report.together import replace_together


def accept(notebooks: Sequence[Path], finished: Callable[[Run], None]) -> list[str]:
    """Run the notebooks with their own default parameters and store their outputs in them.

    Nothing is stored unless all of them run. They run in plain kernels, for they are what is compared with. What is not
    a typed output (a frame, a picture, a print) may hold rows of records: it is not stored.

    Args:
        notebooks: the section notebooks.
        finished: called with each run as it ends.

    Returns:
        What changed, a line for each published item: added, removed or different; and for each output left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        runs = run_notebooks(notebooks, None, Path(folder), finished, kernels=Kernels.PLAIN)
        changes = []
        for notebook, run in zip(sorted(notebooks), runs, strict=True):
            changes += _compare(notebook.stem, _lines(notebook), _lines(run.file))
            changes += _strip_untyped(run.file)
        (place,) = {notebook.parent for notebook in notebooks}
        replace_together(place, {run.file.name: run.file.read_bytes() for run in runs})
    return changes


def _strip_untyped(file: Path) -> list[str]:
    """Take out of an executed notebook what is no typed output, and return a line for each."""
    notebook = nbformat.read(file, as_version=4)
    told = []
    for number, cell in enumerate(notebook.cells, 1):
        outputs = cell.get("outputs", [])
        untyped = [output for output in outputs if MIME not in output.get("data", {})]
        told += [
            f"{file.stem}: cell {number}: left out: {_what(output)}. Take it out of the cell" for output in untyped
        ]
        if untyped:
            cell.outputs = [output for output in outputs if MIME in output.get("data", {})]
    if told:
        nbformat.write(notebook, file)
    return told


def _what(output: nbformat.NotebookNode) -> str:
    """Return what an output is, in words: of its content nothing."""
    kinds = ", ".join(sorted(output.get("data", {})))
    return f"{output.output_type} ({kinds or output.get('name', 'no type')})"


def _lines(notebook: Path) -> dict[str, str]:
    """Return each published item's plain text by kind and id."""
    items = list(read_published(notebook))
    values = Values({item.id: item for item in items if isinstance(item, Statistic | Ratio)})
    return {f"{_kind(item)} {item.id}": as_text(item, values) for item in items}


def _kind(item: Published) -> str:
    return type(item).__name__.lower()


def _compare(notebook: str, old: dict[str, str], new: dict[str, str]) -> list[str]:
    removed = [f"{notebook}: removed {name}" for name in old if name not in new]
    added = [f"{notebook}: added {name}" for name in new if name not in old]
    changed = [
        f"{notebook}: changed {name}\n    was {old[name]}\n    is  {new[name]}"
        for name in new
        if name in old and new[name] != old[name]
    ]
    return removed + added + changed
