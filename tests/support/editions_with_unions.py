"""Random editions that tell the same records in many ways: unions, complements, limits and bands, numbers of factors.

A seed makes an edition: its size, its skew, which features it publishes, and in which of its notebooks.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from tests.intruder.staging import (
    Chapter,
    Edition,
    at_least,
    at_most,
    between,
    both,
    but,
    either,
    exactly,
    flag,
    is_,
    typed,
)

#: How many editions the tests attack.
EDITIONS = 200
_FLAGS = ("abuse", "drugs", "neglect")
_COLUMNS: Mapping[str, Sequence[str]] = {
    "kind": ("a", "b", "c", "d"),
    "days": ("10", "20", "30", "99"),
    "sex": ("male", "female", "another"),
    **dict.fromkeys(_FLAGS, ("yes", "no")),
}
_SKEWS = (0.3, 1.0, 2.0, 3.5)
#: How many more children an incident has than one, on average: none where incidents are counted.
_SIBLINGS = (None, None, 0.05, 0.4)
_CHANCE = 0.4

Feature = Callable[[Chapter, np.random.Generator], None]


def edition_with_unions(seed: int) -> Edition:
    """Return the edition of a seed, published in one or two notebooks."""
    rng = np.random.default_rng(seed)
    edition = Edition(f"unions-{seed}", "all", _COLUMNS, _draw(rng))
    chosen = [feature for feature in _FEATURES if rng.random() < _CHANCE] or [_kinds_and_union]
    second = [feature for feature in chosen if rng.random() < 0.5] if rng.random() < 0.5 else []
    for number, features in enumerate(([one for one in chosen if one not in second], second), start=1):
        if features:
            edition.publish(f"{number:02}-chapter", _chapter(features, rng))
    return edition


def _draw(rng: np.random.Generator) -> pd.DataFrame:
    incidents = int(np.exp(rng.uniform(np.log(40), np.log(4_000))))
    skew = rng.choice(_SKEWS)
    siblings = _SIBLINGS[rng.integers(len(_SIBLINGS))]
    sizes = None if siblings is None else [int(size) for size in 1 + rng.poisson(siblings, incidents)]
    rows = incidents if sizes is None else sum(sizes)
    drawn = {}
    for name, values in _COLUMNS.items():
        weights = np.exp(-skew * rng.permutation(len(values)))
        drawn[name] = rng.choice(values, rows, p=weights / weights.sum())
    return typed(pd.DataFrame(drawn), _COLUMNS, sizes)


def _chapter(features: Sequence[Feature], rng: np.random.Generator) -> Callable[[Chapter], None]:
    def publish(chapter: Chapter) -> None:
        chapter.total("all")
        for feature in features:
            feature(chapter, rng)

    return publish


def _some_kinds(rng: np.random.Generator) -> tuple[str, ...]:
    """Return two or three of the kinds."""
    return tuple(sorted(rng.permutation(_COLUMNS["kind"])[: rng.integers(2, 4)].tolist()))


def _union(chapter: Chapter, kinds: Sequence[str]) -> str:
    """Publish a union of kinds and return its id."""
    name = f"all.kinds_{'_'.join(kinds)}"
    chapter.share(name, is_("kind", *kinds), of="all")
    return name


def _kinds_and_union(chapter: Chapter, rng: np.random.Generator) -> None:
    chapter.breakdown("all.kind", by="kind", of="all")
    _union(chapter, _some_kinds(rng))


def _unions_alone(chapter: Chapter, rng: np.random.Generator) -> None:
    for kinds in (_some_kinds(rng), _some_kinds(rng), ("a", "b")):
        _union(chapter, kinds)


def _complements(chapter: Chapter, rng: np.random.Generator) -> None:
    for kind in rng.permutation(_COLUMNS["kind"])[: rng.integers(1, 5)].tolist():
        chapter.share(f"all.not_{kind}", but(is_("kind", kind)), of="all")


def _limits_and_bands(chapter: Chapter, rng: np.random.Generator) -> None:
    for limit in (15, 25, 50):
        if rng.random() < 0.8:
            chapter.share(f"all.within_{limit}", at_most("days", limit), of="all")
    for low, high in ((0, 15), (16, 25), (26, 50), (16, 50)):
        if rng.random() < 0.5:
            chapter.share(f"all.from_{low}_to_{high}", between("days", low, high), of="all")


def _flags(chapter: Chapter, rng: np.random.Generator) -> None:
    for name in _FLAGS:
        chapter.share(f"all.{name}", flag(name), of="all")


def _numbers_of_flags(chapter: Chapter, rng: np.random.Generator) -> None:
    for number in range(4):
        chapter.share(f"all.exactly_{number}", exactly(number, *map(flag, _FLAGS)), of="all")


def _so_many_flags(chapter: Chapter, rng: np.random.Generator) -> None:
    for number in range(1, 4):
        chapter.share(f"all.from_{number}", at_least(number, *map(flag, _FLAGS)), of="all")


def _pairs(chapter: Chapter, rng: np.random.Generator) -> None:
    for one, other in combinations(_FLAGS, 2):
        chapter.share(f"all.{one}_and_{other}", both(flag(one), flag(other)), of="all")


def _one_of_two(chapter: Chapter, rng: np.random.Generator) -> None:
    one, other = sorted(rng.permutation(_FLAGS)[:2].tolist())
    chapter.share(f"all.one_of_{one}_{other}", exactly(1, flag(one), flag(other)), of="all")
    if rng.random() < 0.5:
        chapter.share(f"all.{one}_or_{other}", either(flag(one), flag(other)), of="all")


def _tables_with_a_margin(chapter: Chapter, rng: np.random.Generator) -> None:
    chapter.crosstab("all.by_sex", rows="kind", columns="sex", of="all")
    if rng.random() < 0.7:
        chapter.crosstab("all.again_by_sex", rows="days", columns="sex", of="all")


def _in_each_and_in_union(chapter: Chapter, rng: np.random.Generator) -> None:
    """Publish a share of each kind, the same of some kinds together, and of all."""
    said = flag(str(rng.choice(_FLAGS))) if rng.random() < 0.6 else at_most("days", 15)
    tag = said.item or "within_15"
    chapter.breakdown("all.kind", by="kind", of="all")
    for base in (*(f"all.kind.{kind}" for kind in _COLUMNS["kind"]), _union(chapter, _some_kinds(rng)), "all"):
        chapter.share(f"{base}.{tag}", said, of=base)


def _union_in_each_sex(chapter: Chapter, rng: np.random.Generator) -> None:
    kinds = _some_kinds(rng)
    chapter.breakdown("all.sex", by="sex", of="all")
    for base in (*(f"all.sex.{sex}" for sex in _COLUMNS["sex"]), "all"):
        chapter.share(f"{base}.kinds_{'_'.join(kinds)}", is_("kind", *kinds), of=base)


_FEATURES: tuple[Feature, ...] = (
    _kinds_and_union,
    _unions_alone,
    _complements,
    _limits_and_bands,
    _flags,
    _numbers_of_flags,
    _so_many_flags,
    _pairs,
    _one_of_two,
    _tables_with_a_margin,
    _in_each_and_in_union,
    _union_in_each_sex,
)
