"""Times what running a notebook costs, our way and with the plain tools, in turn, in one run.

The floor is the same code as a function in a newly forked process each, as many at a time as there are cores.
Each way runs in a process of its own, at two counts: the slope between them is what one more notebook costs.

    python -m benchmarks.notebooks [--rounds 3] [--ways floor ours pool]

Prints one table and writes ``_build/benchmarks/notebooks.json``. Takes some minutes.
"""

import argparse
import gc
import importlib
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import section
from benchmarks.measuring import CORES, JUPYTER_BOOK, ROOT, keep, run

PARAMETERS = {"edition": "2020", "area": "all"}
PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"


def floor(folder: Path, count: int) -> None:
    """Fork a process for each, with the libraries imported."""
    import matplotlib as mpl  # noqa: PLC0415  # each way imports only what it needs

    mpl.use("agg")
    for name in ("pandas", "matplotlib.pyplot", "seaborn"):
        importlib.import_module(name)
    as_function = section.as_function()
    gc.collect()
    gc.freeze()
    os.chdir(folder)
    running: set[int] = set()
    for number in range(count):
        if len(running) == CORES:
            running.discard(_waited())
        child = os.fork()
        if child == 0:
            as_function(folder / f"{number}.json")
            os._exit(0)
        running.add(child)
    while running:
        running.discard(_waited())


def _waited() -> int:
    child, status = os.wait()
    if status:
        raise SystemExit("a section failed")
    return child


def ours(folder: Path, count: int) -> None:
    """Our engine: warm kernels, cores + 1 at a time; each notebook checked, normalised and written."""
    from annual_report.running.execute import Run, run_notebooks  # noqa: PLC0415
    from annual_report.running.parameters import Parameters  # noqa: PLC0415

    output = folder / "output"
    output.mkdir()
    finished: list[Run] = []
    run_notebooks(section.write(folder, count), Parameters(edition="2020"), output, finished.append)


def variable(folder: Path, count: int) -> None:
    """Plain papermill side by side, but with the environment variable that makes its kernels warm."""
    os.environ[PROVISIONER] = "warm-kernels"
    _papermill(folder, count, CORES + 1)


def pool(folder: Path, count: int) -> None:
    """Plain papermill, as many at a time as cores."""
    _papermill(folder, count, CORES)


def loop(folder: Path, count: int) -> None:
    """Plain papermill, one after another in one process."""
    _papermill(folder, count, 1)


def _papermill(folder: Path, count: int, threads: int) -> None:
    import papermill  # noqa: PLC0415
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415

    def execute(number: int) -> None:
        papermill.execute_notebook(
            str(folder / "section-00.ipynb"),
            str(folder / f"out-{number}.ipynb"),
            PARAMETERS,
            progress_bar=False,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--log-level=50"],
        )
        ensure_event_loop().close()

    with ThreadPoolExecutor(threads) as executor:
        list(executor.map(execute, range(count)))


def command(folder: Path, count: int) -> None:
    """The papermill command for each, one after another."""
    for number in range(count):
        words = ("section-00.ipynb", f"out-{number}.ipynb", "-p", "edition", "2020", "-p", "area", "all")
        run((sys.executable, "-m", "papermill", "--no-progress-bar", *words), cwd=folder)


def ploomber(folder: Path, count: int) -> None:
    """The ploomber engine's way of running cells in the caller's own process, without isolation."""
    import papermill  # noqa: PLC0415

    os.chdir(folder)
    for number in range(count):
        target = f"out-{number}.ipynb"
        papermill.execute_notebook("section-00.ipynb", target, PARAMETERS, engine_name="embedded", progress_bar=False)


def book_force(folder: Path, count: int) -> None:
    """Jupyter Book's own execution of so many pages."""
    _book(folder, count, "force")


def book_cache(folder: Path, count: int) -> None:
    """Jupyter Book's own execution through its cache, which is empty."""
    _book(folder, count, "cache")


def book_variable(folder: Path, count: int) -> None:
    """Jupyter Book's own execution with the environment variable that makes its kernels warm."""
    os.environ[PROVISIONER] = "warm-kernels"
    _book(folder, count, "force")


def _book(folder: Path, count: int, execute: str) -> None:
    pages = section.write(folder, count)
    chapters = "".join(f"  - file: {page.stem}\n" for page in pages[1:])
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: {pages[0].stem}\nchapters:\n{chapters}", encoding="utf-8")
    config = f"title: Sections\nexecute:\n  execute_notebooks: {execute}\n"
    (folder / "_config.yml").write_text(config, encoding="utf-8")
    run((*JUPYTER_BOOK, str(folder)))


@dataclass(frozen=True)
class Way:
    """A way to run notebooks, and the two counts at which it is timed: smaller where each costs the same anyway."""

    title: str
    run: Callable[[Path, int], None]
    counts: tuple[int, int]


WAYS = {
    "floor": Way("floor: a function, a fresh fork each", floor, (14, 56)),
    "ours": Way("annual-report's engine, warm kernels", ours, (14, 56)),
    "variable": Way("papermill side by side, warm by variable", variable, (14, 56)),
    "pool": Way("papermill side by side", pool, (14, 56)),
    "loop": Way("papermill in a loop", loop, (4, 14)),
    "command": Way("papermill command, one by one", command, (4, 14)),
    "book-variable": Way("jupyter-book, force, warm by variable", book_variable, (4, 14)),
    "book-force": Way("jupyter-book, force", book_force, (4, 14)),
    "book-cache": Way("jupyter-book, empty cache", book_cache, (4, 14)),
}
if importlib.util.find_spec("ploomber_engine"):  # not in the lock: its last release is of 2024
    WAYS["ploomber"] = Way("ploomber-engine, no isolation", ploomber, (14, 56))


@dataclass(frozen=True)
class Cost:
    """What a whole process took, with all its children, in seconds."""

    wall: float
    processor: float


def measure(way: str, count: int) -> Cost:
    """Run one way in a new process and a new folder. One that fails ends the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        section.write(Path(folder))
        words = (sys.executable, "-m", "benchmarks.notebooks", "--way", way, "--count", str(count), "--folder", folder)
        started = time.perf_counter()
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = status
    if status:
        raise SystemExit(f"{way} failed")
    return Cost(wall, used.ru_utime + used.ru_stime)


Round = dict[str, dict[int, Cost]]


def report(rounds: list[Round]) -> None:
    """Print each way's medians and slope beside the floor's, and write all that was measured."""
    slopes = {way: slope(rounds, way) for way in rounds[0]}
    least = slopes["floor"]
    over = {way: Cost(more.wall / least.wall, more.processor / least.processor) for way, more in slopes.items()}
    print(f"{len(rounds)} rounds, {CORES} cores, load {os.getloadavg()[0]:.1f}; medians in seconds, wall and CPU")
    print(
        f"{'way':42} {'notebooks':>10} {'wall':>7} {'CPU':>7}   {'one more':>8} {'CPU':>7}   {'/ floor':>7} {'CPU':>6}"
    )
    for name, more in slopes.items():
        for count in WAYS[name].counts:
            cost = median(rounds, name, count)
            print(f"{WAYS[name].title:42} {count:10} {cost.wall:7.1f} {cost.processor:7.1f}", end="")
            print(end="\n" if count == WAYS[name].counts[0] else "   ")
        print(f"{more.wall:8.3f} {more.processor:7.3f}   {over[name].wall:7.2f} {over[name].processor:6.2f}")
    all_rounds = [
        {way: {count: asdict(costs[count]) for count in costs} for way, costs in one.items()} for one in rounds
    ]
    one_more = {way: asdict(cost) for way, cost in slopes.items()}
    keep(
        "notebooks", {"rounds": all_rounds, "one_more": one_more, "over_floor": {w: asdict(c) for w, c in over.items()}}
    )


def median(rounds: list[Round], way: str, count: int) -> Cost:
    """Return the median cost of one way at one count."""
    costs = [one[way][count] for one in rounds]
    return Cost(statistics.median(cost.wall for cost in costs), statistics.median(cost.processor for cost in costs))


def slope(rounds: list[Round], way: str) -> Cost:
    """Return what one more notebook costs: the difference of the medians by the difference of the counts."""
    low, high = WAYS[way].counts
    few, many = median(rounds, way, low), median(rounds, way, high)
    return Cost((many.wall - few.wall) / (high - low), (many.processor - few.processor) / (high - low))


def main() -> None:
    """Time all ways in turn, round by round; or, in a process of its own, run one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", choices=WAYS, nargs="+", default=[*WAYS], help="which to time; the floor is needed")
    parser.add_argument("--way", choices=WAYS, help="run this one, without timing it")
    parser.add_argument("--count", type=int)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.way:
        WAYS[given.way].run(given.folder, given.count)
        return
    rounds: list[Round] = []
    for _ in range(given.rounds):
        rounds.append({name: {count: measure(name, count) for count in WAYS[name].counts} for name in given.ways})
        report(rounds)


if __name__ == "__main__":
    main()
