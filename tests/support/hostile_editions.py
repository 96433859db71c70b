"""Small editions made to be attacked: nine designs that once gave a hidden count away or nearly did, and their kin.

Each is a few records and one or two chapters. The numbers of the first nine are those of the red team's report.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from tests.intruder.staging import (
    Chapter,
    Edition,
    Said,
    at_least,
    at_most,
    between,
    both,
    but,
    either,
    exactly,
    flag,
    is_,
    records_of,
)

_YES_NO = ("yes", "no")
Publish = Callable[[Chapter], None]
#: How many records have each row of values.
Rows = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Design:
    """One edition: its records, its chapters, a notebook each; ``refusal`` is why control may refuse it, if it may."""

    name: str
    columns: Mapping[str, Sequence[str]]
    rows: Rows
    chapters: tuple[Publish, ...]
    refusal: str = ""

    def __str__(self) -> str:
        return self.name

    def edition(self) -> Edition:
        """Return the edition, published."""
        edition = Edition(self.name, "all", self.columns, records_of(self.columns, self.rows))
        for number, chapter in enumerate(self.chapters, start=1):
            edition.publish(f"{number:02}-chapter", chapter)
        return edition


def _months(number: int) -> tuple[str, ...]:
    return tuple(f"m{month}" for month in range(1, number + 1))


def _fast_rows(fast: Sequence[int], sizes: Sequence[int]) -> Rows:
    """Return the records of months with so many fast ones each."""
    rows: Rows = {}
    for month, quick, size in zip(_months(len(fast)), fast, sizes, strict=True):
        rows[month, "yes"], rows[month, "no"] = quick, size - quick
    return rows


def _fast_in_each(chapter: Chapter, months: Sequence[str]) -> None:
    """Publish the months, and the fast ones of each."""
    chapter.total("all")
    chapter.breakdown("all.month", by="month", of="all")
    for month in months:
        chapter.share(f"all.month.{month}.fast", flag("fast"), of=f"all.month.{month}")


def _union(chapter: Chapter, name: str, said: Said) -> None:
    """Publish a union of categories, and the fast ones of it."""
    chapter.share(name, said, of="all")
    chapter.share(f"{name}.fast", flag("fast"), of=name)


def _months_and_union(
    name: str,
    fast: Sequence[int],
    sizes: Sequence[int],
    outside: Callable[[tuple[str, ...]], Said],
    *,
    apart: bool = False,
    others_too: bool = False,
) -> Design:
    """Return a design of E1's kind: the fast of each month, and of a union of months; ``apart`` in two notebooks."""
    months = _months(len(fast))
    said = outside(months)

    def each(chapter: Chapter) -> None:
        _fast_in_each(chapter, months)
        if not apart:
            of_union(chapter)

    def of_union(chapter: Chapter) -> None:
        if apart:
            chapter.total("all")
        _union(chapter, "outside", said)
        if others_too:
            _union(chapter, "inside", but(said))
        chapter.share("all.fast", flag("fast"), of="all")

    columns = {"month": months, "fast": _YES_NO}
    return Design(name, columns, _fast_rows(fast, sizes), (each, of_union) if apart else (each,))


def _e1(name: str, **more: bool) -> Design:
    return _months_and_union(
        name, (3, 9, 10, 4, 12), (20, 25, 30, 22, 28), lambda months: is_("month", *months[:3]), **more
    )


def _flag_rows(flags: Sequence[str], counts: Mapping[str, int]) -> Rows:
    """Return so many records with just these flags: ``ab`` is those with a and b and no other."""
    return {tuple("yes" if name in having else "no" for name in flags): count for having, count in counts.items()}


def _factors(name: str, flags: str, counts: Mapping[str, int], *, how: str = "exactly", pairs: bool = True) -> Design:
    """Return a design of E2's kind: each factor, each pair, and how many of the factors."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for factor in flags:
            chapter.share(f"all.{factor}", flag(factor), of="all")
        for one, other in combinations(flags, 2) if pairs else ():
            chapter.share(f"all.{one}{other}", both(flag(one), flag(other)), of="all")
        every = [flag(name) for name in flags]
        if how == "exactly":
            for number in range(len(flags) + 1):
                chapter.share(f"all.factors.n{number}", exactly(number, *every), of="all")
        else:
            for number in range(1, len(flags) + 1):
                chapter.share(f"all.factors.from{number}", at_least(number, *every), of="all")

    return Design(name, dict.fromkeys(flags, _YES_NO), _flag_rows(flags, counts), (chapter,))


_E2_COUNTS = {"": 30, "a": 20, "b": 25, "c": 22, "ab": 2, "ac": 14, "bc": 15, "abc": 1}


def _few_factors() -> Design:
    """Return the factors of E2 where only exactly two of three, and any, are told: all three follow with weights."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for name in "abc":
            chapter.share(f"all.{name}", flag(name), of="all")
        every = [flag(name) for name in "abc"]
        chapter.share("all.any", either(*every), of="all")
        chapter.share("all.two", exactly(2, *every), of="all")
        chapter.share("all.three", both(*every), of="all")

    counts = {"": 40, "a": 20, "b": 25, "c": 22, "ab": 12, "ac": 14, "bc": 15, "abc": 2}
    return Design("exactly-two-of-three", dict.fromkeys("abc", _YES_NO), _flag_rows("abc", counts), (chapter,))


def _four_factors() -> Design:
    """Return four flags, with every pair and the number of flags: sums with weights up to six."""
    counts = {"".join(name): 8 + 3 * at for at, name in enumerate(_some("abcd"))}
    counts |= {"ab": 2, "abc": 1, "abd": 0, "abcd": 1}
    return _factors("four-factors-weighted", "abcd", counts)


def _some(flags: str) -> list[tuple[str, ...]]:
    return [found for size in range(len(flags) + 1) for found in combinations(flags, size)]


def _filling(name: str, counts: Sequence[int], said: Callable[[str], Said], *, notebooks: int = 1) -> Design:
    """Return a design of E3's kind: shares that fill a base between them, none of them a breakdown."""
    quarters = tuple(f"q{at}" for at in range(1, len(counts) + 1))

    def chapter_of(part: int) -> Publish:
        def chapter(chapter: Chapter) -> None:
            chapter.total("all")
            for quarter in quarters[part::notebooks]:
                chapter.share(f"all.{quarter}", said(quarter), of="all")

        return chapter

    rows: Rows = {(quarter,): count for quarter, count in zip(quarters, counts, strict=True)}
    return Design(name, {"quarter": quarters}, rows, tuple(chapter_of(part) for part in range(notebooks)))


def _quarter(quarter: str) -> Said:
    return is_("quarter", quarter)


def _overlapping_unions() -> Design:
    """Return unions of two of four categories each, so that a small one is a sum with changing signs."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for one, other in (("q1", "q2"), ("q2", "q3"), ("q3", "q4")):
            chapter.share(f"all.{one}_{other}", is_("quarter", one, other), of="all")
        chapter.share("all.q1", _quarter("q1"), of="all")
        chapter.share("all.q3", _quarter("q3"), of="all")

    rows: Rows = {("q1",): 3, ("q2",): 20, ("q3",): 30, ("q4",): 25}
    return Design("overlapping-unions", {"quarter": ("q1", "q2", "q3", "q4")}, rows, (chapter,))


def _growing_unions() -> Design:
    """Return unions that take in one category more each, beside the categories themselves."""
    kinds = ("a", "b", "c", "d", "e")

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for size in range(2, 5):
            chapter.share(f"all.first{size}", is_("kind", *kinds[:size]), of="all")
        for kind in kinds[1:]:
            chapter.share(f"all.{kind}", is_("kind", kind), of="all")

    rows: Rows = {("a",): 40, ("b",): 17, ("c",): 4, ("d",): 22, ("e",): 3}
    return Design("growing-unions", {"kind": kinds}, rows, (chapter,))


def _crosstabs() -> Design:
    """Return two tables with a common margin, a dozen small cells in each."""
    columns = {"sex": ("male", "female", "other"), "age": ("a0", "a1", "a5", "a10"), "place": ("n", "s", "e", "w")}
    rng = np.random.default_rng(3)
    weights = rng.dirichlet([0.35] * 48)
    counts = rng.multinomial(170, weights)
    rows: Rows = {row: int(count) for row, count in zip(product(*columns.values()), counts, strict=True)}

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.crosstab("all.by_age", rows="age", columns="sex", of="all")
        chapter.crosstab("all.by_place", rows="place", columns="sex", of="all")

    return Design("E4-two-crosstabs", columns, rows, (chapter,))


def _breakdown(counts: Sequence[int]) -> Design:
    """Return a breakdown whose categories are small, empty, or hold all."""
    kinds = tuple("abc")

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.breakdown("all.kind", by="kind", of="all")

    name = f"E5-{'-'.join(map(str, counts))}"
    return Design(name, {"kind": kinds}, {(kind,): n for kind, n in zip(kinds, counts, strict=True)}, (chapter,))


_AREA_COUNTS = ((2, 1, 1, 0), (20, 14, 9, 7), (3, 3, 1, 1))


def _area_columns() -> dict[str, tuple[str, ...]]:
    return {"area": ("small", "large", "middle"), "kind": ("k1", "k2", "k3", "k4")}


def _area_rows() -> Rows:
    columns = _area_columns()
    return {
        (area, kind): count
        for area, counts in zip(columns["area"], _AREA_COUNTS, strict=True)
        for kind, count in zip(columns["kind"], counts, strict=True)
    }


def _tiny_area(*, union: bool) -> Design:
    """Return areas of 4, 50 and 8 in a table; and with it what two of the kinds are in each area."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.crosstab("all.area", rows="kind", columns="area", of="all")
        if union:
            for area in _area_columns()["area"]:
                chapter.share(f"all.area.{area}.some", is_("kind", "k1", "k2"), of=f"all.area.{area}")
            chapter.share("all.some", is_("kind", "k1", "k2"), of="all")

    name = "union-in-each-column" if union else "E6-tiny-area"
    return Design(name, _area_columns(), _area_rows(), (chapter,))


_LIMITS = (5, 10, 15, 20)
_DAYS = {"days": ("3", "8", "13", "18", "40")}


def _limits_beside_bands() -> Design:
    """Return the records within 5, 10, 15 and 20 days beside bands that end at 10 and 20."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for limit in _LIMITS:
            chapter.share(f"all.within_{limit}", at_most("days", limit), of="all")
        for low, high in ((0, 10), (11, 20), (21, 99)):
            chapter.share(f"all.from_{low}_to_{high}", between("days", low, high), of="all")

    rows: Rows = {("3",): 12, ("8",): 4, ("13",): 21, ("18",): 3, ("40",): 30}
    return Design("E7-limits-beside-bands", _DAYS, rows, (chapter,))


def _limits_in_each_kind() -> Design:
    """Return limits and bands within two kinds, and for both kinds together."""
    columns = {"kind": ("a", "b", "c"), **_DAYS}
    counts = {"a": (12, 4, 21, 3, 30), "b": (9, 7, 2, 14, 18), "c": (6, 11, 8, 1, 25)}
    rows: Rows = {(kind, days): n for kind, row in counts.items() for days, n in zip(_DAYS["days"], row, strict=True)}

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.breakdown("all.kind", by="kind", of="all")
        chapter.share("all.ab", is_("kind", "a", "b"), of="all")
        for base in ("all.kind.a", "all.kind.b", "all.kind.c", "all.ab", "all"):
            for limit in (10, 20):
                chapter.share(f"{base}.within_{limit}", at_most("days", limit), of=base)
            chapter.share(f"{base}.from_11_to_20", between("days", 11, 20), of=base)

    return Design("limits-in-each-kind", columns, rows, (chapter,))


def _overlapping_bands() -> Design:
    """Return bands that overlap: two ways to cut the same twenty days."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for low, high in ((0, 5), (6, 20), (0, 10), (11, 20)):
            chapter.share(f"all.from_{low}_to_{high}", between("days", low, high), of="all")

    rows: Rows = {("3",): 4, ("8",): 19, ("13",): 21, ("18",): 13, ("40",): 30}
    return Design("overlapping-bands", _DAYS, rows, (chapter,))


def _complements(name: str, counts: Sequence[int], *, in_two: bool = False) -> Design:
    """Return a design of E8's kind: of each category how many are *not* of it; ``in_two``: in two columns each."""
    kinds = tuple("pqrst"[: len(counts)])
    sexes = ("male", "female") if in_two else ("male",)
    columns = {"kind": kinds, "sex": sexes}
    rows: Rows = {
        (kind, sex): n + 7 * at for kind, n in zip(kinds, counts, strict=True) for at, sex in enumerate(sexes)
    }

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        if in_two:
            chapter.breakdown("all.sex", by="sex", of="all")
        for base in [f"all.sex.{sex}" for sex in sexes] if in_two else ["all"]:
            for kind in kinds:
                chapter.share(f"{base}.not_{kind}", but(is_("kind", kind)), of=base)

    return Design(name, columns, rows, (chapter,))


def _complement_pairs() -> Design:
    """Return the same set in other words: not of one kind, and of one of all the others."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.share("all.not_p", but(is_("kind", "p")), of="all")
        chapter.share("all.qrs", is_("kind", "q", "r", "s"), of="all")
        chapter.share("all.pq", is_("kind", "p", "q"), of="all")
        chapter.share("all.not_rs", but(is_("kind", "r", "s")), of="all")
        chapter.share("all.q", is_("kind", "q"), of="all")

    rows: Rows = {("p",): 3, ("q",): 20, ("r",): 25, ("s",): 30}
    return Design("complement-pairs", {"kind": tuple("pqrs")}, rows, (chapter,))


_TWO_FLAGS = {"": 52, "a": 20, "b": 25, "ab": 3}


def _two_flags(name: str, more: Callable[[Chapter], None], counts: Mapping[str, int] = _TWO_FLAGS) -> Design:
    """Return a design of E9's kind: two flags, and something that tells how many have both."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for one in "ab":
            chapter.share(f"all.{one}", flag(one), of="all")
        more(chapter)

    return Design(name, dict.fromkeys("ab", _YES_NO), _flag_rows("ab", counts), (chapter,))


def _exactly_one(chapter: Chapter) -> None:
    chapter.share("all.one", exactly(1, flag("a"), flag("b")), of="all")


def _exactly_one_and_both(chapter: Chapter) -> None:
    _exactly_one(chapter)
    chapter.share("all.both", both(flag("a"), flag("b")), of="all")


def _either_and_both(chapter: Chapter) -> None:
    chapter.share("all.either", either(flag("a"), flag("b")), of="all")
    chapter.share("all.both", both(flag("a"), flag("b")), of="all")


def _neither(chapter: Chapter) -> None:
    chapter.share("all.neither", both(but(flag("a")), but(flag("b"))), of="all")


def _one_of_two_kinds(chapter: Chapter) -> None:
    """Say exactly one of two kinds, which exclude each other, and that just one of kind and flag holds."""
    chapter.share("all.a_without_b", both(flag("a"), but(flag("b"))), of="all")
    chapter.share("all.same", exactly(1, but(flag("a")), flag("b")), of="all")


def _kinds_in_two_notebooks() -> Design:
    """Return the neglected of each kind in one notebook, and of a union of kinds in another."""
    kinds = ("a", "b", "c", "d")
    rows: Rows = {}
    for kind, neglected, size in zip(kinds, (4, 11, 17, 5), (20, 31, 40, 26), strict=True):
        rows[kind, "yes"], rows[kind, "no"] = neglected, size - neglected

    def first(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.breakdown("all.kind", by="kind", of="all")
        for kind in kinds:
            chapter.share(f"all.kind.{kind}.neglect", flag("neglect"), of=f"all.kind.{kind}")

    def second(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.share("abc", is_("kind", "a", "b", "c"), of="all")
        chapter.share("abc.neglect", flag("neglect"), of="abc")
        chapter.share("all.neglect", flag("neglect"), of="all")

    return Design("kinds-in-two-notebooks", {"kind": kinds, "neglect": _YES_NO}, rows, (first, second))


def _all_of_a_base() -> Design:
    """Return a category that is wholly fast, told again by a union that it is part of."""
    return _months_and_union(
        "all-of-a-category", (22, 9, 10, 14, 12), (22, 25, 30, 22, 28), lambda months: is_("month", *months[:3])
    )


_FOUR = (7, 9, 3, 4, 12, 8, 5)
_FOUR_SIZES = (20, 25, 30, 22, 28, 31, 24)

#: The nine designs of the red team.
NINE: tuple[Design, ...] = (
    _e1("E1-months-and-union"),
    _factors("E2-factors", "abc", _E2_COUNTS),
    _filling("E3-four-shares", (3, 20, 30, 25), _quarter),
    _crosstabs(),
    *(
        _breakdown(counts)
        for counts in ((40, 0, 0), (39, 1, 0), (5, 0, 0), (4, 0, 40), (6, 0, 2), (1, 1, 0), (6, 6, 1))
    ),
    _tiny_area(union=False),
    _limits_beside_bands(),
    _complements("E8-complements", (3, 20, 25, 30)),
    _two_flags("E9-exactly-one", _exactly_one),
)
#: The same in other sizes and other words.
KIN: tuple[Design, ...] = (
    _months_and_union("union-of-4-and-3", _FOUR, _FOUR_SIZES, lambda months: is_("month", *months[:4])),
    _months_and_union("union-by-its-complement", _FOUR, _FOUR_SIZES, lambda months: but(is_("month", *months[4:]))),
    _e1("union-in-two-notebooks", apart=True),
    _e1("union-and-its-complement", others_too=True),
    _all_of_a_base(),
    _four_factors(),
    _few_factors(),
    _factors("at-least-so-many", "abc", _E2_COUNTS, how="at least"),
    _factors("factor-counts-without-pairs", "abc", _E2_COUNTS, pairs=False),
    _filling("five-shares", (3, 20, 30, 25, 12), _quarter),
    _filling("ten-shares", (3, 20, 30, 25, 12, 9, 41, 8, 17, 26), _quarter),
    _filling("four-shares-in-two-notebooks", (3, 20, 30, 25), _quarter, notebooks=2),
    _overlapping_unions(),
    _growing_unions(),
    _tiny_area(union=True),
    _limits_in_each_kind(),
    _overlapping_bands(),
    _complements("five-complements", (4, 20, 25, 30, 11)),
    _complements("complements-in-two-columns", (3, 20, 25, 30), in_two=True),
    _complement_pairs(),
    _two_flags("exactly-one-and-both", _exactly_one_and_both),
    _two_flags("either-and-both", _either_and_both),
    _two_flags("neither", _neither),
    _two_flags("one-without-the-other", _one_of_two_kinds),
    _kinds_in_two_notebooks(),
)
DESIGNS = (*NINE, *KIN)
