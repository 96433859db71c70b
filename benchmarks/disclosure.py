"""Times disclosure control as tables grow: choosing what to hide, and the attack on what is left.

Run it after a build: ``make bench``. Prints one table, writes ``_build/benchmarks/disclosure.json``. What is asked for
stands in the table of targets (``benchmarks/__main__.py``), in seconds of the processor: the machine may be busy.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from benchmarks.measuring import ROOT, keep
from benchmarks.rare_records import ledger_of, rare_records
from numpy.typing import NDArray
from tests.support.disclosure import plain_task, printed_but, under_regions, with_margins  # they serve here too

from annual_report.comparison.sources import read_ledger
from annual_report.disclosure.attack import Printed, attack
from annual_report.disclosure.choice import choose
from annual_report.disclosure.control import control
from annual_report.disclosure.decisions import read_decisions
from annual_report.disclosure.position import Case, Position, take_position
from annual_report.disclosure.suppression import Task, suppress
from annual_report.disclosure.system import System
from annual_report.editions.policy import Policy
from annual_report.editions.project import Project
from annual_report.figures.published import read_published
from annual_report.statistics.counting import Counter
from annual_report.statistics.models import Unit
from annual_report.subject import load_subject

_Result = TypeVar("_Result")

_SIZES = ((5, 5), (10, 10), (20, 10), (40, 10), (40, 20))
_SEEDS = range(10)
_MANY = 10_000_000
_AREAS = (7, 7, 7, 7, 7, 7, 6, 6, 6)


@dataclass(frozen=True)
class Measured:
    """What one system of counts took."""

    name: str
    cells: int
    small: int
    secondary: int
    choosing: float
    attacking: float


def main() -> None:
    """Measure every system, and counting a million records."""
    measured = []
    for rows, columns in _SIZES:
        found = [table(f"{rows} x {columns}", with_margins(drawn(seed, rows, columns))) for seed in _SEEDS]
        measured.append(max(found, key=lambda item: item.choosing))
    deep = [table("20 x 10 x 3", with_margins(drawn(seed, 20, 10, 3))) for seed in _SEEDS]
    measured.append(max(deep, key=lambda item: item.choosing + item.attacking))
    measured.append(table("4 x 4 x 4", with_margins(drawn(0, 4, 4, 4))))
    measured.append(table("9 regions, 60 areas, x 3", under_regions(drawn(0, 60, 3), _AREAS)))
    measured.append(edition("2020, as it is printed", decided=True))
    measured.append(edition("2020, with nothing decided", decided=False))
    report(measured, whole(), counting())


def drawn(seed: int, *shape: int) -> NDArray[np.int64]:
    """Return a table in which about a third of the counts are small."""
    return np.random.default_rng(seed).negative_binomial(1.2, 0.1, size=shape)


def table(name: str, system: System) -> Measured:
    """Measure a table with its margins; the total is never hidden."""
    task = plain_task(system, kept={max(range(len(system.cells)), key=lambda place: system.cells[place].count)})
    hidden, choosing = timed(lambda: suppress(task).places)
    _, attacking = timed(lambda: attack_on(task, hidden))
    return Measured(name, len(system.cells), len(task.needs), len(hidden) - len(task.needs), choosing, attacking)


def attack_on(task: Task, hidden: frozenset[int]) -> None:
    """Attack what is hidden. A need that is not met ends the benchmark."""
    found = attack(Printed(task.system, *printed_but(task, hidden)), hidden)
    for place, need in task.needs.items():
        if not need.is_met(task.system.cells[place].count, found[place].low, found[place].high):
            raise SystemExit(f"{task.system.cells[place].name} lies between {found[place].low} and {found[place].high}")


def edition(name: str, *, decided: bool) -> Measured:
    """Measure the whole ledger of 2020, with what was printed and decided, or as if it were new."""
    found = Project(ROOT).edition("2020")
    ledger = read_ledger(ROOT / "_build" / "2020" / "ledger.json")
    decisions = read_decisions(found.decisions_file) if decided else ()
    figures = read_published(found.published_file) if decided else ()
    position, placing = timed(lambda: take_position(Case(ledger, found.disclosure, decisions, figures)))
    choice, choosing = timed(lambda: choose(position))
    targets = choice.hidden | position.needs.keys()
    _, attacking = timed(lambda: attack(printed(position, choice.hidden), targets))
    more = len(choice.hidden - position.needs.keys())
    return Measured(name, len(position.system.cells), len(position.needs), more, placing + choosing, attacking)


def whole() -> dict[str, dict[str, float]]:
    """Measure all of control: of the ledger of 2020, and of one whose numbers count ten million records."""
    found = Project(ROOT).edition("2020")
    ledger = read_ledger(ROOT / "_build" / "2020" / "ledger.json")
    decided = Case(
        ledger,
        found.disclosure,
        read_decisions(found.decisions_file),
        read_published(found.published_file),
        held=load_subject(found.subject).held(found),
    )
    many = Case(ledger_of(rare_records(_MANY)), Policy())
    return {name: controlled(case) for name, case in (("2020", decided), (f"{_MANY:,} records", many))}


def controlled(case: Case) -> dict[str, float]:
    """Return how long control takes, and the peak memory of this process, making the ledger included."""
    _, seconds = timed(lambda: control(case))
    return {"seconds": seconds, "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}


def printed(position: Position, hidden: frozenset[int]) -> Printed:
    """Return what a reader knows: every count that is printed, and the bounds of the others."""
    cells = position.system.cells
    shown = [place not in hidden and bool(cell.ids) for place, cell in enumerate(cells)]
    lows = [cell.count if shown[at] else position.lows[at] for at, cell in enumerate(cells)]
    highs = [cell.count if shown[at] else position.highs[at] for at, cell in enumerate(cells)]
    return Printed(position.system, lows, highs)


def counting() -> dict[str, float]:
    """Measure counting a million records, and thirty shares of them that lie across each other."""
    names = pd.Index([f"incident-{number:07d}" for number in range(1_000_000)], name="incident_id")
    frame = pd.DataFrame({"day": np.arange(len(names)) % 365}, index=names)
    counter = Counter({"incident_id": Unit(one="incident", many="incidents")}, {}, "incident_id")
    _, total = timed(lambda: counter.count("all", frame, "All"))

    def shares() -> None:
        for at in range(30):
            counter.count(f"all.s{at}", frame[(frame["day"] >= 3 * at) & (frame["day"] < 200 + 5 * at)], "", of="all")

    _, parts = timed(shares)
    return {"total of 1,000,000 records": total, "30 shares of them": parts}


def timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    """Return what ``work`` returns, and the seconds of the processor that it took."""
    started = time.process_time()
    result = work()
    return result, time.process_time() - started


def report(measured: list[Measured], controls: dict[str, dict[str, float]], counted: dict[str, float]) -> None:
    """Print what was measured, and write it."""
    print(f"{'counts':28} {'cells':>6} {'small':>6} {'more hidden':>12} {'choosing (s)':>13} {'attack (s)':>11}")
    for item in measured:
        print(
            f"{item.name:28} {item.cells:6} {item.small:6} {item.secondary:12} {item.choosing:13.2f} "
            f"{item.attacking:11.2f}"
        )
    for name, taken in controls.items():
        print(f"{'control of ' + name:28} {taken['seconds']:.2f} s, peak memory {taken['gigabytes']:.2f} GB")
    for name, seconds in counted.items():
        print(f"{name:28} {seconds:.2f} s")
    keep("disclosure", {"systems": [asdict(item) for item in measured], "control": controls, "counting": counted})


if __name__ == "__main__":
    main()
