"""Times builds of the report against the plain tools, in turn, in one run: cold, unchanged, and after one change.

    python -m benchmarks.builds [--rounds 3]

Prints one table and writes ``_build/benchmarks/builds.json``. Takes some minutes.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.copies import Copy
from benchmarks.measuring import COMMAND, adopt_orphans, copy_sources, keep, print_times, ratio, run

_COLD, _PLAIN = "cold: annual-report build", "cold: papermill each, jupyter-book, PDF"
_SAME, _PANDAS = "nothing changed: annual-report build", "python -c 'import pandas'"
_HELP = "annual-report --help"
_SENTENCE = "one sentence: annual-report build"
_PAGES, _PDF = "one sentence: jupyter-book, web pages only", "one sentence: the PDF, plain"
_SHORT = 5  # times as many rounds of what is short


def main() -> None:
    """Time each way, in turn, round by round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        work = Copy(Path(folder))
        copy_sources(work.report)
        time_whole_builds(work, rounds)
        time_short_ones(work, rounds * _SHORT)
        time_changes(work, rounds)
        report(work.times, work.processor)


def time_whole_builds(work: Copy, rounds: int) -> None:
    """Time builds of everything, ours and the plain way one after the other."""
    for number in range(rounds):
        work.cold()
        work.timed(_COLD, work.build)
        if number == 0:
            work.stage()
        work.timed(_PLAIN, work.plain)


def time_short_ones(work: Copy, rounds: int) -> None:
    """Time what should take no time."""
    for _ in range(rounds):
        work.timed(_SAME, work.build)
        work.timed(_PANDAS, lambda: run([sys.executable, "-c", "import pandas"]))
        work.timed(_HELP, lambda: run([*COMMAND, "--help"]))


def time_changes(work: Copy, rounds: int) -> None:
    """Time builds after one change: of a sentence, of the order of records, of a notebook."""
    for _ in range(rounds):
        work.edit("book/glossary.md", "These ", "These same ")
        work.timed(_SENTENCE, work.build)
        work.timed(_PAGES, work.pages)
        work.timed(_PDF, work.pdf)
    records = work.report / "data" / "2020" / "SYNTHETIC_incidents.csv"
    for _ in range(rounds):
        lines = records.read_text(encoding="utf-8").splitlines(keepends=True)
        records.write_text("".join([lines[0], *lines[2:], lines[1]]), encoding="utf-8")
        work.timed("one record moved: annual-report build", work.build)
    for _ in range(rounds):
        work.edit("notebooks/03-child-deaths.ipynb", "This ", "This same ")
        work.timed("one notebook: annual-report build", work.build)
        work.timed("one notebook: papermill, all", work.papermill)


def report(times: Mapping[str, Sequence[float]], used: Mapping[str, Sequence[float]]) -> None:
    """Print the medians and the ratios, pair by pair, and write all that was measured."""
    print(f"{'seconds':46} {'median':>8} {'least':>8} {'most':>8} {'processor':>10}")
    for name, found in times.items():
        print_times(name, found, f" {statistics.median(used[name]):10.2f}")
    both = [sum(pair) for pair in zip(times[_PAGES], times[_PDF], strict=True)]
    ratios = {
        "cold / plain": ratio(times[_COLD], times[_PLAIN]),
        "cold / plain, processor": ratio(used[_COLD], used[_PLAIN]),
        "unchanged / import pandas": ratio(times[_SAME], times[_PANDAS]),
        "one sentence / plain, pages and PDF": ratio(times[_SENTENCE], both),
        "one sentence / plain, pages only": ratio(times[_SENTENCE], times[_PAGES]),
    }
    for name, found_ratio in ratios.items():
        print(f"{name + ', median of pairs':46} {found_ratio:8.2f}")
    keep("builds", {"times": times, "processor": used, "ratios": ratios, "help": statistics.median(times[_HELP])})


if __name__ == "__main__":
    main()
