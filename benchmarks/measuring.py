"""What the benchmarks share: running commands, processor time of whole families of processes, and writing results."""

import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORES = os.cpu_count() or 1
#: Where each benchmark writes what it measured, as JSON.
RESULTS = ROOT / "_build" / "benchmarks"
COMMAND = (sys.executable, "-c", "from annual_report.cli.main import main; main()")
JUPYTER_BOOK = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
_SOURCES = ("_config.yml", "_toc.yml", "book", "notebooks", "data", "requirements.txt")
_CHILD_SUBREAPER = 36  # of prctl(2)


def run(command: Sequence[str], cwd: Path = ROOT) -> None:
    """Run a command; one that fails ends the benchmark."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def copy_sources(folder: Path) -> None:
    """Copy what a report is made from into a folder, which may be there."""
    folder.mkdir(exist_ok=True)
    for name in _SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)


def adopt_orphans() -> None:
    """Become the parent of every process below this one that loses its own, so that its time is counted."""
    ctypes.CDLL(None, use_errno=True).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def processor() -> float:
    """Return the seconds of processor of all processes below this one that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios, pair by pair."""
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def print_times(name: str, times: Sequence[float], more: str = "") -> None:
    """Print one line of a table of seconds: median, least and most."""
    print(f"{name:46} {statistics.median(times):8.2f} {min(times):8.2f} {max(times):8.2f}{more}")


def keep(name: str, measured: object) -> None:
    """Write what a benchmark measured, with the machine's cores and load."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    content = {"cores": CORES, "load": os.getloadavg()[0], "measured": measured}
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
