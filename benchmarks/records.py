"""Times records from ten thousand rows to ten million, beside plain pandas on the same rows, in the same run.

``make bench`` runs it; ``python -m benchmarks.records 1e4 1e5`` measures these numbers of incidents alone. Each step is
a process of its own, so that its peak memory is its own too. Prints a table and writes it as JSON to
``_build/benchmarks/records.json``.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pandas as pd
from benchmarks.large_edition import draw, write_csv, write_edition
from benchmarks.measuring import ROOT, keep
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from annual_report.editions.models import Edition, load_edition
from annual_report.leaks.traces import traces_of_edition
from safeguarding.checks import check_records
from safeguarding.records import load, prepare

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 3
LONG = 1_000_000  # from here on a step is measured once
AREA = "AREA-069"
LIMIT_GB = 8
STEP, WRITE = "--step", "--write"  # the words that this program gives to itself

Measured = Mapping[str, float]


def main(sizes: Sequence[int]) -> None:
    """Measure every size and print what was measured."""
    found: dict[int, dict[str, Measured]] = {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            # by a process of its own: a process starts with the peak memory of the one that starts it
            run(WRITE, str(rows), folder)
            found[rows] = {step: measure(step, Path(folder), 1 if rows >= LONG else ROUNDS) for step in STEPS}
        show(rows, found[rows])
    growth(found)
    keep("records", found)


def measure(step: str, project: Path, rounds: int) -> Measured:
    """Return the medians of a step's wall and processor time, and its peak memory, each time in a fresh process."""
    taken = [json.loads(run(STEP, step, str(project))) for _ in range(rounds)]
    return {name: statistics.median(one[name] for one in taken) for name in taken[0]}


def run(*words: str) -> bytes:
    """Run this program with other words, and return what it prints."""
    return subprocess.check_output([sys.executable, "-m", "benchmarks.records", *words], cwd=ROOT)


def write(rows: int, project: Path) -> None:
    """Write an edition as Parquet, and its incidents as a CSV for plain pandas."""
    write_edition(project, rows, parquet=True)
    write_csv(draw(rows)["incidents"], project / "incidents.csv")


def child(step: str, project: Path) -> None:
    """Do one step and print what it took."""
    edition = load_edition(project / "data" / "2020")
    wall, processor = time.perf_counter(), time.process_time()
    STEPS[step](edition)
    taken = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - processor}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # kilobytes on Linux
    print(json.dumps({**taken, "gigabytes": peak}))


def prepare_anew(edition: Edition) -> None:
    """Check and prepare the records, whether or not they are."""
    shutil.rmtree(edition.prepared_folder, ignore_errors=True)
    prepare(edition)


def publish_all(edition: Edition, area: str = "all") -> None:
    """Run the code of every notebook in turn, as a kernel would: all that the report publishes."""
    os.chdir(edition.folder)
    InteractiveShell.instance()
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        with capture_output():
            exec(code.replace('area = "all"', f'area = "{area}"', 1), {})  # noqa: S102  the report's own notebooks


def plain(edition: Edition, area: str = "all") -> pd.DataFrame:
    """Read the incidents as a notebook without any of this would."""
    incidents = pd.read_csv(edition.folder.parent.parent / "incidents.csv", parse_dates=["incident_date"])
    return incidents if area == "all" else incidents[incidents["area_code"] == area]


#: In the order in which they are done: the first prepares what the others read.
STEPS: Mapping[str, Callable[[Edition], object]] = {
    "check alone": check_records,
    "check and prepare": prepare_anew,
    "what tells of records, for the gate": traces_of_edition,
    "incidents, nation": lambda edition: load(edition).incidents,
    "incidents, one area": lambda edition: load(edition, AREA).incidents,
    "all notebooks, nation": publish_all,
    "all notebooks, one area": lambda edition: publish_all(edition, AREA),
    "pandas.read_csv, nation": plain,
    "pandas.read_csv, one area": lambda edition: plain(edition, AREA),
}


def show(rows: int, found: Mapping[str, Measured]) -> None:
    """Print one size's steps."""
    print(f"\n{rows:,} incidents {'':21} {'wall s':>8} {'cpu s':>8} {'peak GB':>8} {'cpu s a million':>16}")
    for step, taken in found.items():
        share = taken["cpu"] / rows * 1e6
        print(
            f"{step:40} {taken['seconds']:8.2f} {taken['cpu']:8.2f} {taken['gigabytes']:8.2f} {share:16.2f}", flush=True
        )
    for kind in ("nation", "one area"):
        ratio = found[f"pandas.read_csv, {kind}"]["seconds"] / found[f"incidents, {kind}"]["seconds"]
        print(f"{f'read, {kind}: times as fast as pandas':40} {ratio:8.1f}")


def growth(found: Mapping[int, Mapping[str, Measured]]) -> None:
    """Print how each step's time grows with the rows, and whether the memory stays below its limit."""
    sizes = list(found)
    for less, more in pairwise(sizes):
        print(f"\nfrom {less:,} to {more:,} incidents, {more / less:.0f} times as many: processor time grows")
        for step in STEPS:
            print(f"{step:40} {found[more][step]['cpu'] / found[less][step]['cpu']:8.1f} times")
    peak = max(taken["gigabytes"] for steps in found.values() for taken in steps.values())
    print(f"\npeak memory of any step: {peak:.2f} GB, {'below' if peak < LIMIT_GB else 'ABOVE'} {LIMIT_GB} GB")


if __name__ == "__main__":
    if sys.argv[1:2] == [STEP]:
        child(sys.argv[2], Path(sys.argv[3]))
    elif sys.argv[1:2] == [WRITE]:
        write(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(float(word)) for word in sys.argv[1:]] or SIZES)
