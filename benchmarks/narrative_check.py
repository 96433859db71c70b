"""Times the check of the narrative against plain Jupyter Book with nothing changed, in turn, in one run.

Run it after a build: ``make bench``. Prints one table and writes ``_build/benchmarks/narrative_check.json``.
"""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import COMMAND, JUPYTER_BOOK, ROOT, keep, print_times, ratio, run

ROUNDS = 7
CHECK = (*COMMAND, "check", "2020")


def main() -> None:
    """Build the book once, then time both commands round by round."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        shutil.copytree(ROOT / "_build" / "2020" / "work", work, ignore=shutil.ignore_patterns("_build"))
        build = (*JUPYTER_BOOK, str(work / "book"))
        seconds(build)
        seconds(CHECK)
        rounds = [(seconds(CHECK), seconds(build)) for _ in range(ROUNDS)]
    report([check for check, _ in rounds], [build for _, build in rounds])


def seconds(command: Sequence[str]) -> float:
    """Return how long a command takes, in seconds. A command that fails ends the benchmark."""
    started = time.perf_counter()
    run(command)
    return time.perf_counter() - started


def report(checks: Sequence[float], builds: Sequence[float]) -> None:
    """Print the medians and the ratio, pair by pair, and write all that was measured."""
    print(f"{'command':46} {'median':>8} {'least':>8} {'most':>8}")
    print_times("annual-report check", checks)
    print_times("jupyter-book build, nothing changed", builds)
    found = ratio(checks, builds)
    print(f"{'check / build, median of pairs':46} {found:8.2f}")
    keep("narrative_check", {"check": checks, "build": builds, "ratio": found})


if __name__ == "__main__":
    main()
