"""Times the check of the narrative against plain Jupyter Book with nothing changed, in turn, in one run.

Run it after a build: ``make bench``. Prints one table and writes ``_build/benchmarks/narrative_check.json``.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 7
JUPYTER_BOOK = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()")
CHECK = (sys.executable, "-c", "from annual_report.cli.main import main; main()", "check", "2020")


def main() -> None:
    """Build the book once, then time both commands round by round."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        shutil.copytree(ROOT / "_build" / "2020" / "work", work, ignore=shutil.ignore_patterns("_build"))
        build = (*JUPYTER_BOOK, "build", str(work / "book"))
        seconds(build)
        seconds(CHECK)
        rounds = [(seconds(CHECK), seconds(build)) for _ in range(ROUNDS)]
    report([check for check, _ in rounds], [build for _, build in rounds])


def seconds(command: Sequence[str]) -> float:
    """Return how long a command takes, in seconds. A command that fails ends the benchmark."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - started


def report(checks: Sequence[float], builds: Sequence[float]) -> None:
    """Print the medians and the ratio, pair by pair, and write all that was measured."""
    ratio = statistics.median(check / build for check, build in zip(checks, builds, strict=True))
    print(f"{'command':44} {'median':>8} {'least':>8} {'most':>8}")
    for name, times in (("annual-report check", checks), ("jupyter-book build, nothing changed", builds)):
        print(f"{name:44} {statistics.median(times):8.2f} {min(times):8.2f} {max(times):8.2f}")
    print(f"{'check / build, median of ' + str(len(checks)) + ' pairs':44} {ratio:8.2f}")
    target = ROOT / "_build" / "benchmarks" / "narrative_check.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"check": checks, "build": builds, "ratio": ratio}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
