"""Times whole builds, from records to the searched site, of records as CSV and as Parquet of 1, 10 and 100 MB.

``python -m benchmarks.whole_builds`` measures all; with sizes in MB after it, these alone. The report is a small one,
of one notebook and one page, so that what is measured is what records cost. Prints a line a build, and writes them as
JSON to ``_build/benchmarks/whole_builds.json``.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat
from benchmarks.large_edition import write_edition
from benchmarks.measuring import ROOT, keep

from annual_report.build import build
from annual_report.editions.project import Project

SIZES = (1, 10, 100)
#: Incidents whose table has about one megabyte as CSV.
A_MEGABYTE = 9_500
_PUBLISHED = "id,paragraph,statement,printed,form,decimals,statistic,status,note\n"
_TOC = "format: jb-book\nroot: book/index\nchapters:\n  - file: book/every-number\n  - glob: notebooks/*\n"
_INDEX = "# A large report\n\nThere were {count}`incidents`.\n\n```{table} incidents.type\n```\n"
_EVERY = "# The numbers\n\n```{every-number}\n```\n"
_CELLS = (
    """
from safeguarding.section import open_section
records, publish = open_section(edition, area)
""",
    """
publish.total("incidents", records.incidents, label="Incidents")
publish.breakdown(
    "incidents.type", records.incidents, by="incident_type", of="incidents", title="Incidents by type", header="Type"
)
""",
    """
publish.total("children", records.children, label="Children")
publish.breakdown("children.sex", records.children, by="sex", of="children", title="Children by sex", header="Sex")
""",
)


def write_report(folder: Path, incidents: int, *, parquet: bool) -> Project:
    """Write a small report of so many invented incidents into an empty folder."""
    edition = write_edition(folder, incidents, parquet=parquet)
    settings = (edition / "edition.toml").read_text(encoding="utf-8")  # without what is said of other statistics
    (edition / "edition.toml").write_text(settings.partition("[disclosure")[0], encoding="utf-8")
    (edition / "published.csv").write_text(
        f"{_PUBLISHED}P1,1,There were incidents,{incidents},count,0,incidents,reproduced,\n", encoding="utf-8"
    )
    (folder / "_toc.yml").write_text(_TOC, encoding="utf-8")
    (folder / "book").mkdir()
    (folder / "book" / "index.md").write_text(_INDEX, encoding="utf-8")
    (folder / "book" / "every-number.md").write_text(_EVERY, encoding="utf-8")
    (folder / "notebooks").mkdir()
    first = nbformat.v4.new_code_cell('edition = "2020"\narea = "all"', metadata={"tags": ["parameters"]})
    cells = [
        nbformat.v4.new_markdown_cell("# Incidents"),
        first,
        *(nbformat.v4.new_code_cell(cell.strip()) for cell in _CELLS),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    for place, cell in enumerate(notebook.cells):
        cell.id = f"cell-{place}"
    nbformat.write(notebook, folder / "notebooks" / "01-incidents.ipynb")
    return Project(folder)


def main(sizes: Sequence[int]) -> None:
    """Measure every size in both kinds of file, each in a process of its own."""
    found: dict[str, dict[str, float]] = {}
    for size in sizes:
        for kind in ("csv", "parquet"):
            command = [sys.executable, "-m", "benchmarks.whole_builds", kind, str(size)]
            taken = json.loads(subprocess.check_output(command, cwd=ROOT).splitlines()[-1])
            found[f"{size} MB as {kind}"] = taken
            print(f"{size:4} MB as {kind:8} {taken['seconds']:8.1f} s {taken['gigabytes']:6.2f} GB", flush=True)
    keep("whole_builds", found)


def child(kind: str, size: int) -> None:
    """Build one report and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        project = write_report(Path(folder), size * A_MEGABYTE, parquet=kind == "parquet")
        began = time.perf_counter()
        build(project, "2020", {}, lambda _: None)
        taken = {"seconds": time.perf_counter() - began}
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e6
    print(json.dumps({**taken, "gigabytes": peak}))


if __name__ == "__main__":
    if sys.argv[1:2] in (["csv"], ["parquet"]):
        child(sys.argv[1], int(sys.argv[2]))
    else:
        main([int(word) for word in sys.argv[1:]] or SIZES)
