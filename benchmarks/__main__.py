"""Runs every benchmark, then prints one table: what each target asks for and what was measured.

    python -m benchmarks [--only builds preview] [--table]

Each is a process of its own, one after another, with its own table. All of them take about an hour; nothing else should
run meanwhile. ``--table`` prints the table of what was last measured and runs nothing. What the table rests on lies in
``_build/benchmarks/*.json``.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.measuring import RESULTS, ROOT

BENCHMARKS = ("notebooks", "builds", "preview", "narrative_check", "fleet", "disclosure", "records", "whole_builds")


@dataclass(frozen=True)
class Target:
    """What must hold: a figure of what a benchmark measured is at most ``most``, or at least ``least``."""

    benchmark: str
    what: str
    figure: Callable[[Any], float]
    most: float | None = None
    least: float | None = None

    def holds(self, found: float) -> bool:
        """Return whether a figure is as it must be."""
        return (self.most is None or found <= self.most) and (self.least is None or found >= self.least)

    @property
    def asked(self) -> str:
        """What is asked for, in words."""
        return f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"


def _times(way: str) -> Callable[[Any], float]:
    """Return a function for how many times as long one more notebook takes some way as with our engine."""
    return lambda measured: measured["one_more"][way]["wall"] / measured["one_more"]["ours"]["wall"]


def _flat(packs: Any) -> float:
    """Return the cost of one more pack among many, by that among few."""
    few, some, many = [one for one in packs if one["way"] == "local"]
    late = (many["wall"] - some["wall"]) / (many["packs"] - some["packs"])
    return float(late * (some["packs"] - few["packs"]) / (some["wall"] - few["wall"]))


def _growth(sizes: Any) -> float:
    """Return how many times the processor time of the largest number of records is that of a tenth of them."""
    *_, less, more = sizes
    steps = ("check and prepare", "all notebooks, nation", "what tells of records, for the gate")
    return float(max(sizes[more][step]["cpu"] / sizes[less][step]["cpu"] for step in steps))


def _chosen(measured: Any, name: str) -> float:
    return float(next(one["choosing"] for one in measured["systems"] if one["name"] == name))


def _deep(measured: Any) -> float:
    deep = next(one for one in measured["systems"] if one["name"] == "20 x 10 x 3")
    return float(deep["choosing"] + deep["attacking"])


def _by_parquet(found: Any, size: int) -> float:
    return float(found[f"{size} MB as csv"]["seconds"] / found[f"{size} MB as parquet"]["seconds"])


TARGETS = (
    Target("notebooks", "one more notebook, by the floor", lambda found: found["over_floor"]["ours"]["wall"], most=2),
    Target("notebooks", "papermill command, by ours", _times("command"), least=10),
    Target("notebooks", "plain papermill side by side, by ours", _times("pool"), least=3),
    Target("builds", "cold build, by the plain tools", lambda found: found["ratios"]["cold / plain"], most=0.5),
    Target("builds", "unchanged, by import pandas", lambda it: it["ratios"]["unchanged / import pandas"], most=1.5),
    Target("builds", "annual-report --help, seconds", lambda found: found["help"], most=0.3),
    Target("preview", "one sentence, by jupyter-book", lambda found: max(found["ratios"].values()), most=0.5),
    Target("narrative_check", "check, by jupyter-book with nothing to do", lambda found: found["ratio"], most=1),
    Target("fleet", "one more pack of 64, by one of 16", _flat, most=1.15),
    Target("disclosure", "20 x 10 table, seconds", lambda found: _chosen(found, "20 x 10"), most=2),
    Target("disclosure", "20 x 10 x 3 table, chosen and attacked, seconds", _deep, most=10),
    Target("disclosure", "all control of 2020, seconds", lambda it: it["control"]["2020"]["seconds"], most=3),
    Target(
        "disclosure",
        "all control, 10,000,000 records, seconds",
        lambda found: found["control"]["10,000,000 records"]["seconds"],
        most=60,
    ),
    # linear, with what it costs that the tables of names no longer fit a processor's caches
    Target("records", "ten times the records: times the processor time", _growth, most=15),
    Target(
        "records",
        "largest peak memory, GB",
        lambda sizes: max(step["gigabytes"] for size in sizes.values() for step in size.values()),
        most=8,
    ),
    Target("whole_builds", "100 MB as CSV, by Parquet", lambda it: _by_parquet(it, 100), most=2),
    Target("whole_builds", "largest peak, GB", lambda it: max(one["gigabytes"] for one in it.values()), most=4),
)


def print_table() -> bool:
    """Print what is asked for and what was measured; return whether all holds."""
    print(f"\n{'benchmark':16} {'what':48} {'asked':>12} {'measured':>9}")
    held = True
    for target in TARGETS:
        file = RESULTS / f"{target.benchmark}.json"
        line = f"{target.benchmark:16} {target.what:48} {target.asked:>12}"
        if not file.is_file():
            print(f"{line} {'not run':>9}")
            continue
        found = target.figure(json.loads(file.read_text(encoding="utf-8"))["measured"])
        good = target.holds(found)
        held = held and good
        print(f"{line} {found:9.2f}{'' if good else '  MISSED'}")
    return held


def main() -> None:
    """Run what is asked for and print the table; end with 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, nargs="+", default=BENCHMARKS)
    parser.add_argument("--table", action="store_true", help="run nothing")
    given = parser.parse_args()
    for name in () if given.table else given.only:
        print(f"\n{name}", flush=True)
        subprocess.run((sys.executable, "-m", f"benchmarks.{name}"), cwd=ROOT, check=True)
    sys.exit(not print_table())


if __name__ == "__main__":
    main()
