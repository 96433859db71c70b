"""Times what one more report costs: packs of 4, 16 and 64 areas on this machine, and of 16 on two Dask workers.

Each count is made from nothing, by the command, in one run: a copy of the report, its packs removed before each. The
edition must have been built before (``annual-report build 2020``).

    python -m benchmarks.fleet [--counts 4 16 64] [--cluster-count 16] [--without-cluster]

Prints one table, and what 10,000 reports would take by the cost of one more; writes ``_build/benchmarks/fleet.json``.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import COMMAND, CORES, ROOT, adopt_orphans, copy_sources, keep, processor

MANY = 10_000


@dataclass(frozen=True)
class Taken:
    """What a fleet took: the packs made, wall seconds, seconds of processor, and the load of the machine at its end.

    Processor time is that of all processes that the fleet started and that have ended, kernels among them; a cluster's
    workers are not.
    """

    way: str
    packs: int
    wall: float
    processor: float
    load: float


def copied_report(folder: Path) -> Path:
    """Return a copy of the report with the release of its last build."""
    copy_sources(folder)
    target = folder / "_build" / "2020"
    target.mkdir(parents=True)
    for name in ("release.json", "review.json"):
        shutil.copy(ROOT / "_build" / "2020" / name, target)
    return folder


def areas(report: Path) -> list[str]:
    """Return the codes of all areas."""
    lines = (report / "data" / "2020" / "SYNTHETIC_areas.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",")[1] for line in lines]


def fleet(report: Path, count: int, *more: str) -> Taken:
    """Make the packs of so many areas, all anew."""
    for folder in (report / "_build").glob("2020-*"):
        shutil.rmtree(folder)
    started, before = time.perf_counter(), processor()
    subprocess.run(
        [*COMMAND, "--project", str(report), "fleet", "--areas", ",".join(areas(report)[:count]), *more], check=True
    )
    wall = time.perf_counter() - started
    time.sleep(2)  # for what ends after its parent
    return Taken("cluster" if more else "local", count, wall, processor() - before, os.getloadavg()[0])


def on_cluster(report: Path, count: int, folder: Path) -> Taken:
    """Make the packs on two workers, each of one thread more than half the cores."""
    threads = str(CORES // 2 + 1)
    with ExitStack() as stack:
        log = folder / "scheduler.log"
        start(stack, log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        address = found(log, r"Scheduler at: +(tcp://\S+)")
        for number in (1, 2):
            log = folder / f"worker-{number}.log"
            local = ("--local-directory", str(folder / f"worker-{number}"))
            start(stack, log, "worker", address, "--nthreads", threads, "--no-dashboard", *local)
            found(log, "(Registered to)")
        return fleet(report, count, "--cluster", address)


def start(stack: ExitStack, log: Path, which: str, *arguments: str) -> None:
    """Start a process of Dask, to be ended with the stack."""
    stream = stack.enter_context(log.open("wb"))
    command = [sys.executable, "-m", "dask", which, *arguments]
    process = subprocess.Popen(command, stdout=stream, stderr=stream)
    stack.callback(process.wait)
    stack.callback(process.terminate)


def found(log: Path, pattern: str) -> str:
    """Return the first group of what a log says, once it says it."""
    for _ in range(600):
        if match := re.search(pattern, log.read_text(encoding="utf-8")):
            return match[1]
        time.sleep(0.1)
    raise SystemExit(log.read_text(encoding="utf-8"))


def told(taken: Sequence[Taken]) -> None:
    """Print the table, and the arithmetic of many reports."""
    print(f"\n{'way':10}{'packs':>7}{'wall s':>9}{'s a pack':>10}{'CPU s':>9}{'a pack':>8}{'load':>7}")
    for one in taken:
        wall = f"{one.wall:>9.1f}{one.wall / one.packs:>10.2f}"
        processor = f"{one.processor:>9.1f}{one.processor / one.packs:>8.2f}"
        print(f"{one.way:10}{one.packs:>7}{wall}{processor}{one.load:>7.1f}")
    local = [one for one in taken if one.way == "local"]
    if len(local) > 1:
        few, many = local[0], local[-1]
        print("\none more, and so many more:")
        for what, early, late, share in (
            ("wall", few.wall, many.wall, 1),
            ("processor", few.processor, many.processor, CORES),
        ):
            slope = (late - early) / (many.packs - few.packs)
            hours = slope * MANY / share / 3600
            print(f"{what}: ({late:.1f} - {early:.1f}) / ({many.packs} - {few.packs}) = {slope:.2f} s", end="; ")
            print(f"{MANY:,} x {slope:.2f} s / {share} = {hours:.1f} hours")


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[4, 16, 64])
    parser.add_argument("--cluster-count", type=int, default=16)
    parser.add_argument("--without-cluster", action="store_true")
    given = parser.parse_args()
    adopt_orphans()
    with TemporaryDirectory() as place:
        folder = Path(place)
        report = copied_report(folder)
        fleet(report, 1)  # records prepared, byte code compiled
        taken = [fleet(report, count) for count in given.counts]
        if not given.without_cluster:
            taken.append(on_cluster(report, given.cluster_count, folder))
    told(taken)
    keep("fleet", [asdict(one) for one in taken])


if __name__ == "__main__":
    main()
