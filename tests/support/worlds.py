"""Every world of records that agrees with what a small edition prints, and which of them the program prints the same.

This is all that a reader could do who runs the public program: nothing is sampled, and whole numbers are tried one by
one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from tests.support.hostile_editions import Design

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.models import Decision
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.rounding import percent
from annual_report.statistics.ledger import Ledger

_Bits = NDArray[np.bool_]
#: What is known of a set of kinds: which they are, the least and the greatest number of their records.
_Known = tuple[_Bits, int, int]


@dataclass(frozen=True)
class Left:
    """A hidden number: what it is, what anyone can work out, and what is left to who runs the program."""

    id: str
    count: int
    low: int
    high: int
    possible: tuple[int, ...]

    @property
    def in_words(self) -> str:
        """Return what is left in words: ``1 to 5, 18``."""
        runs = [[count for _, count in run] for _, run in groupby(enumerate(self.possible), lambda at: at[1] - at[0])]
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


@dataclass(frozen=True)
class Tried:
    """A design of which every world was tried: how many agree, how many are printed the same, what is left."""

    name: str
    agreeing: int
    same: int
    left: tuple[Left, ...]


def try_every_world(design: Design, decisions: tuple[Decision, ...] = ()) -> Tried:
    """Run the program on every world that agrees with what is printed of a design."""
    controlled = _controlled(design, decisions)
    members = _members(design)
    kinds = list(design.rows)
    worlds = list(_worlds(_known(controlled.ledger, members), len(kinds)))
    same = [
        world
        for world in worlds
        if _prints_the_same(replace(design, rows=dict(zip(kinds, world, strict=True))), decisions, controlled.ledger)
    ]
    reviewed = {item.id: item for item in controlled.reviewed}
    left = []
    for hidden in controlled.ledger.hidden:
        found = reviewed[hidden.id]
        assert found.count is not None
        assert found.low is not None
        assert found.high is not None
        possible = sorted({int(np.array(world)[members[hidden.id]].sum()) for world in same})
        left.append(Left(hidden.id, found.count, found.low, found.high, tuple(possible)))
    return Tried(design.name, len(worlds), len(same), tuple(left))


def _controlled(design: Design, decisions: tuple[Decision, ...]) -> Controlled:
    return control(Case(design.edition().ledger, Policy(), decisions))


def _prints_the_same(design: Design, decisions: tuple[Decision, ...], printed: Ledger) -> bool:
    try:
        return _seen(_controlled(design, decisions).ledger) == _seen(printed)
    except CheckError:  # of such a world nothing would have been printed
        return False


def _seen(ledger: Ledger) -> tuple[object, ...]:
    """Return what a reader sees of every number, symbols included."""
    return ledger.statistics, ledger.ratios, ledger.hidden


def _members(design: Design) -> Mapping[str, _Bits]:
    """Return which kinds of record each number counts: with one record of each kind, those are the records."""
    return replace(design, rows=dict.fromkeys(design.rows, 1)).edition().members


def _known(printed: Ledger, members: Mapping[str, _Bits]) -> list[_Known]:
    """Return what is printed of each number: its count, its base's, or a percentage of a hidden one."""
    counts = {item.id: item.count for item in printed.statistics}
    counts |= {str(item.base): item.base_count for item in printed.hidden if item.base_count is not None}
    known = [(members[name], count, count) for name, count in counts.items()]
    for item in printed.hidden:
        if item.percent is not None and item.base_count:
            alike = [at for at in range(item.base_count + 1) if percent(at, item.base_count) == item.percent]
            known.append((members[item.id], alike[0], alike[-1]))
    return known


def _worlds(known: Sequence[_Known], kinds: int, begun: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Yield every number of records of each kind that agrees with what is known."""
    at = len(begun)
    if at == kinds:
        yield begun
        return
    counts = np.array(begun, dtype=np.int64)
    least, most = 0, None
    for holds, low, high in known:
        if holds[at]:
            so_far = int(counts[holds[:at]].sum())
            most = high - so_far if most is None else min(most, high - so_far)
            if not holds[at + 1 :].any():
                least = max(least, low - so_far)
    assert most is not None, "a kind that nothing printed bounds has no end of worlds"
    for count in range(least, most + 1):
        yield from _worlds(known, kinds, (*begun, count))
