"""What published sets have in common, leave of each other, or leave of their base: counts that nobody prints.

A reader asks for them all the same: "with neglect, and not fatal". So the rule on small counts is on them too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annual_report.disclosure.groups import Groups
from annual_report.statistics.models import Statistic

_Bools = NDArray[np.bool_]
_NEARLY = 1e-8
#: What stands between the ids in a name, the plainest first: what is left of a set by its part is what people subtract.
OVERLAP_WORDS = ("less", "and", "outside")


@dataclass(frozen=True, slots=True)
class Overlap:
    """A set of fewer records than the threshold, by the places of its groups.

    The name says what it is: ``a less b`` is what is left of a set by one that lies in it, ``a outside b`` by one that
    does not, ``a and b`` what both have in common.
    """

    name: str
    groups: tuple[int, ...]
    count: int


def small_overlaps(groups: Groups, statistics: Mapping[str, Statistic], threshold: int) -> list[Overlap]:
    """Return every such set of the unit that published counts can give, each once, by the plainest of its names.

    What is no combination of published counts, even if all were printed, is left out: nobody can work it out.
    """
    found: dict[bytes, _Bools] = {}
    names: dict[bytes, str] = {}
    published = {row.tobytes() for row in groups.holds}
    for name, held in sorted(
        _candidates(groups, statistics, threshold), key=lambda item: (_plainness(item[0]), item[0])
    ):
        if held.tobytes() not in published:
            found.setdefault(held.tobytes(), held)
            names.setdefault(held.tobytes(), name)
    if not found:
        return []
    given = _in_span(np.array(list(found.values())), groups.holds)
    return [
        Overlap(names[key], tuple(int(at) for at in np.flatnonzero(held)), int(groups.sizes[held].sum()))
        for (key, held), is_given in zip(found.items(), given, strict=True)
        if is_given
    ]


def _in_span(rows: _Bools, published: _Bools) -> _Bools:
    """Say of each row whether it is a combination of the published ones."""
    basis = np.linalg.svd(published.astype(float), full_matrices=False)
    directions = basis.Vh[_NEARLY * basis.S.max(initial=1.0) < basis.S]
    wanted = rows.astype(float)
    return np.asarray(np.abs(wanted - wanted @ directions.T @ directions).max(axis=1) < _NEARLY)


def is_left(name: str) -> bool:
    """Say whether a name is of what is left of a set by others that lie in it: a reader has it by subtraction alone."""
    return _plainness(name) == 0


def _plainness(name: str) -> int:
    ranks = (rank for rank, word in enumerate(OVERLAP_WORDS) if f" {word} " in name)
    return next(ranks, len(OVERLAP_WORDS))


def _candidates(groups: Groups, statistics: Mapping[str, Statistic], threshold: int) -> Iterator[tuple[str, _Bools]]:
    yield from _of_two(groups, threshold)
    yield from _left_of_bases(groups, statistics, threshold)


def _of_two(groups: Groups, threshold: int) -> Iterator[tuple[str, _Bools]]:
    """Yield what each two sets have in common, and what the one leaves of the other."""
    holds = groups.holds
    wide = holds.astype(float)  # exact, and many times faster to multiply than whole numbers
    common = ((wide * groups.sizes) @ wide.T).astype(np.int64)
    size = common.diagonal()
    left = size[:, None] - common
    for one, other in np.argwhere((common > 0) & (common < threshold)):
        if one < other:
            yield f"{groups.ids[one]} and {groups.ids[other]}", holds[one] & holds[other]
    for one, other in np.argwhere((left > 0) & (left < threshold) & (common > 0)):
        word = "less" if common[one, other] == size[other] else "outside"
        yield f"{groups.ids[one]} {word} {groups.ids[other]}", holds[one] & ~holds[other]


def _left_of_bases(groups: Groups, statistics: Mapping[str, Statistic], threshold: int) -> Iterator[tuple[str, _Bools]]:
    """Yield what shares that exclude each other leave of their base, two of them or as many as there are."""
    place = {name: at for at, name in enumerate(groups.ids)}
    shares: dict[str, list[int]] = {}
    for name in groups.ids:
        base = statistics[name].base
        if base in place and groups.holds[place[name]].any():
            shares.setdefault(str(base), []).append(place[name])
    for base, parts in shares.items():
        for chosen in _apart(groups.holds, parts):
            held = groups.holds[place[base]] & ~groups.holds[chosen].any(axis=0)
            if 0 < groups.sizes[held].sum() < threshold:
                yield " less ".join((base, *(groups.ids[at] for at in chosen))), held


def _apart(holds: _Bools, parts: list[int]) -> Iterator[list[int]]:
    """Yield each two sets without a common group, and from each set on as many as are apart from all before."""
    meet = holds[parts].astype(np.int64) @ holds[parts].T.astype(np.int64) > 0
    for first in range(len(parts)):
        chosen = [first]
        for other in range(len(parts)):
            if other != first and not meet[other, chosen].any():
                chosen.append(other)
            if other > first and not meet[first, other]:
                yield [parts[first], parts[other]]
        if len(chosen) > 2:
            yield [parts[at] for at in sorted(chosen)]
