"""Storing the notebooks' outputs anew, as the reference that nbval compares, and saying what that changes.

Stored notebooks are committed, so they hold only what may be printed, and nothing of the records behind it.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from annual_report.build import gather_pinned
from annual_report.disclosure.earlier import read_earlier
from annual_report.editions.given import ALL
from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError
from annual_report.press.charts import draw
from annual_report.private import publish
from annual_report.releasing import release_from
from annual_report.reuse.digests import name_within
from annual_report.running.execute import Run, find_notebooks, run_notebooks
from annual_report.running.gather import read_published, read_shown
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters, check_notebook, defaults_of
from annual_report.statistics.display import as_text, bundle_of
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import to_json
from annual_report.statistics.models import Published, Ratio, Statistic, Table
from annual_report.statistics.outlet import Accepted, Releasable, accepted_of
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.values import Values
from annual_report.together import replace_together


def accept(project: Project, finished: Callable[[Run], None], *, released_only: bool = False) -> list[str]:
    """Run the notebooks with their own default parameters and store in them what may be printed of their outputs.

    Nothing is stored unless all of them run. They run in plain kernels, for they are what is compared with. What is not
    a typed output (a frame, a picture, a print) may hold rows of records: it is not stored.

    Args:
        project: where the report lies.
        finished: called with each run as it ends.
        released_only: of real records: store what the latest release that was signed off printed, and nothing else.

    Returns:
        What changed, a line for each published item: added, removed or different; and for each output left out.

    Raises:
        InputError: if the notebooks do not all read one whole edition by default.
        CheckError: if the records are real and nothing says which values were released, or control refuses.
    """
    notebooks = find_notebooks(project.notebooks)
    edition = project.edition(_common(notebooks).edition)
    released = None if edition.records.synthetic else _released(edition, released_only=released_only)
    with tempfile.TemporaryDirectory() as folder:
        runs = run_notebooks(notebooks, None, Path(folder), finished, kernels=Kernels.PLAIN)
        if released is None:
            released = accepted_of(release_from(edition, gather_pinned(edition, runs)).release.ledger)
        outlet = Releasable(released, edition.records.synthetic)
        changes = []
        for notebook, run in zip(notebooks, runs, strict=True):
            changes += _strip(run.file, outlet)
            changes += _compare(notebook.stem, _lines(notebook), _lines(run.file))
        root = project.root.resolve()
        files = {f"{project.notebooks.name}/{run.file.name}": run.file.read_bytes() for run in runs}
        files[name_within(edition.accepted_file, root)] = to_json(released).encode("utf-8")
        replace_together(root, files)
    publish(edition.accepted_file)
    return changes


def _common(notebooks: Sequence[Path]) -> Parameters:
    """Return the parameters that all notebooks have by default.

    Raises:
        InputError: if they are not the same, or are of one area: its numbers are for nobody else.
    """
    defaults = {}
    for notebook in notebooks:
        check_notebook(notebook)
        defaults[notebook] = defaults_of(notebook)
    first = defaults[notebooks[0]]
    for notebook, parameters in defaults.items():
        if parameters != first or parameters.area != ALL:
            raise InputError(
                f"{notebook.name}: by default it is told {parameters.model_dump()}, and {notebooks[0].name} "
                f"{first.model_dump()}. To be stored, all notebooks read the same edition, and area 'all'. Change the "
                "parameters cell"
            )
    return first


def _released(edition: Edition, *, released_only: bool) -> Accepted:
    """Return what of real records was released.

    Raises:
        CheckError: if nobody asked for that alone, or nothing was signed off.
    """
    if not released_only:
        raise CheckError(
            f"edition {edition.name} has real records. Notebooks are committed, so only values that were signed off "
            "may be stored in them: run 'annual-report accept --released-only'"
        )
    earlier = read_earlier(edition.releases_folder)
    if not earlier:
        raise CheckError(
            f"edition {edition.name} has real records, and no release of it was signed off: there is nothing that may "
            f"be stored. Run 'annual-report release-pack {edition.name}' and have it signed off first"
        )
    return accepted_of(earlier[-1].release.ledger)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one notebook published, as it may be shown."""

    values: Values
    tables: Mapping[str, Table]

    def bundle(self, item: Published | Hidden, *, drawn: bool) -> dict[str, object]:
        """Return the typed output that a kernel which tells nothing private would give."""
        if isinstance(item, Statistic | Ratio):
            return bundle_of(self.values.item(item.id), self.values, self.tables)
        return bundle_of(item, self.values, self.tables, draw if drawn else None)


def _strip(file: Path, outlet: Releasable) -> list[str]:
    """Leave in an executed notebook what may be printed, and return a line for each output that was taken out."""
    items = list(read_published(file))
    shown = _Shown(
        Values({item.id: outlet(item) for item in items if isinstance(item, Statistic | Ratio)}),
        {item.id: item for item in items if isinstance(item, Table)},
    )
    notebook = nbformat.read(file, as_version=4)
    told = []
    for number, cell in enumerate(notebook.cells, 1):
        typed = []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if MIME not in data:
                told.append(f"{file.stem}: cell {number}: left out: {_what(output)}. Take it out of the cell")
                continue
            bundle = shown.bundle(decode(data[MIME]), drawn="image/svg+xml" in data)
            typed.append(nbformat.v4.new_output("display_data", data=bundle))
        if "outputs" in cell:
            cell.outputs = typed
    nbformat.write(notebook, file)
    return told


def _what(output: nbformat.NotebookNode) -> str:
    """Return what an output is, in words: of its content nothing."""
    kinds = ", ".join(sorted(output.get("data", {})))
    return f"{output.output_type} ({kinds or output.get('name', 'no type')})"


def _lines(notebook: Path) -> dict[str, str]:
    """Return each shown item's plain text by kind and id."""
    items = list(read_shown(notebook))
    values = Values({item.id: item for item in items if isinstance(item, Statistic | Ratio | Hidden)})
    return {f"{_kind(item)} {item.id}": as_text(item, values) for item in items}


def _kind(item: Published | Hidden) -> str:
    if isinstance(item, Hidden):
        return "ratio" if item.is_ratio else "statistic"
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
