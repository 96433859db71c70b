"""Who knows some of the records himself, and tries every possibility: it imports nothing but the standard library.

Records are of kinds. A number counts the records of some kinds. A reader has the printed numbers and how many records
of each kind are his own; he tries all ways in which the others could be of kinds.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

Counts = tuple[int, ...]


def worlds(meanings: Sequence[frozenset[int]], printed: Sequence[int], own: Counts) -> Iterator[Counts]:
    """Yield every number of records of each kind that gives the printed numbers, and is not less than one's own.

    Args:
        meanings: which kinds each printed number counts.
        printed: the numbers, in the same order. Each kind must be counted by one of them.
        own: how many records of each kind the reader knows.
    """
    left = [number - sum(own[kind] for kind in kinds) for number, kinds in zip(printed, meanings, strict=True)]
    if min(left) >= 0:
        yield from _filled((), meanings, left, own)


def _filled(begun: Counts, meanings: Sequence[frozenset[int]], left: Sequence[int], own: Counts) -> Iterator[Counts]:
    kind = len(begun)
    if kind == len(own):
        yield begun
        return
    counting = [at for at, kinds in enumerate(meanings) if kind in kinds]
    ending = [at for at in counting if max(meanings[at]) == kind]
    most = min(left[at] for at in counting)
    for more in range(most + 1):
        if all(left[at] == more for at in ending):
            after = [number - more if at in counting else number for at, number in enumerate(left)]
            yield from _filled((*begun, own[kind] + more), meanings, after, own)


def worked_out(
    meanings: Mapping[str, frozenset[int]],
    printed: Mapping[str, int],
    areas: Mapping[str, Counts],
    hidden: Collection[str],
) -> set[tuple[str, tuple[str, ...]]]:
    """Return each hidden number with the area, or the two, that can work out how many of its records others sent.

    What has no records of others is nothing to work out. Where one can do it alone, its pairs are left out.

    Args:
        meanings: which kinds each number counts.
        printed: the numbers that are printed, by name.
        areas: how many records of each kind each area sent.
        hidden: the names of the numbers that are asked for.
    """
    found: set[tuple[str, tuple[str, ...]]] = set()
    total = tuple(sum(counts) for counts in zip(*areas.values(), strict=True))
    for who in (*((name,) for name in sorted(areas)), *combinations(sorted(areas), 2)):
        own = tuple(sum(counts) for counts in zip(*(areas[name] for name in who), strict=True))
        asked = {
            name
            for name in hidden
            if sum(total[kind] - own[kind] for kind in meanings[name]) > 0
            and not any((name, (one,)) in found for one in who)
        }
        found |= {(name, who) for name in _sure(meanings, printed, own, asked)}
    return found


def _sure(meanings: Mapping[str, frozenset[int]], printed: Mapping[str, int], own: Counts, asked: set[str]) -> set[str]:
    """Return the numbers that are the same in every possibility."""
    met: dict[str, int] = {}
    left = set(asked)
    for world in worlds([meanings[name] for name in printed], list(printed.values()), own):
        counts = {name: sum(world[kind] for kind in meanings[name]) for name in left}
        left -= {name for name, count in counts.items() if met.setdefault(name, count) != count}
        if not left:
            break
    return left
