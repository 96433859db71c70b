"""What subtraction and addition give: each remainder with its count, and the incidents that must stand behind it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.counts import ledger_of, part, total

from annual_report.disclosure.closure import Counted, Sum, close, is_whole, remainder
from annual_report.disclosure.sets import Cuts, sets_of
from annual_report.errors import CheckError
from annual_report.statistics.models import Breakdown, Statistic


def closed(items: list[Statistic], *breakdowns: Breakdown) -> tuple[dict[str, Counted], list[tuple[str, list[str]]]]:
    """Return every count by its name, and the sums as names."""
    sets = sets_of(ledger_of(items, *breakdowns), {item.id for item in items})
    found, sums = close({item.id: item for item in items}, sets)
    return {item.name: item for item in found.values()}, [named(one, found) for one in sums]


def named(one: Sum, found: dict[Cuts, Counted]) -> tuple[str, list[str]]:
    return found[one.total].name, [found[cuts].name for cuts in one.parts]


def test_a_share_leaves_the_rest_of_its_base() -> None:
    found, sums = closed([total("all", 8), part("all.some", 6)])
    assert found["all less all.some"].count == 2
    assert sums == [("all", ["all.some", "all less all.some"])]


def test_a_breakdown_leaves_nothing() -> None:
    kinds = Breakdown(id="all.kind", label="", base="all", parts=("all.kind.a", "all.kind.b"), by="kind")
    found, sums = closed([total("all", 8), part("all.kind.a", 6), part("all.kind.b", 2)], kinds)
    assert set(found) == {"all", "all.kind.a", "all.kind.b"}
    assert sums == [("all", ["all.kind.a", "all.kind.b"])]


def test_within_one_category_a_share_leaves_what_the_others_have_of_it() -> None:
    """6 of 9 with abuse, 2 of the 4 deaths with abuse: 4 of the 5 that did not die."""
    items = [total("all", 9), part("all.abuse", 6), part("all.deaths", 4), part("all.deaths.abuse", 2, "all.deaths")]
    found, _ = closed(items)
    assert found["all.abuse less all.deaths.abuse"].count == 4
    assert found["all less all.deaths"].count == 5
    assert {item.count for item in found.values()} == {9, 6, 4, 2, 3, 5, 1}  # 3 without, 1 of them among the 5


def test_both_columns_of_a_crosstab_give_its_row_totals() -> None:
    def breakdown(name: str, base: str, by: str, *codes: str) -> Breakdown:
        return Breakdown(id=name, label="", base=base, parts=tuple(f"{name}.{code}" for code in codes), by=by)

    items = [total("all", 10), part("all.sex.m", 6), part("all.sex.f", 4)]
    items += [part("all.sex.m.a", 5, "all.sex.m"), part("all.sex.m.b", 1, "all.sex.m")]
    items += [part("all.sex.f.a", 2, "all.sex.f"), part("all.sex.f.b", 2, "all.sex.f")]
    breakdowns = [
        breakdown("all.sex", "all", "sex", "m", "f"),
        breakdown("all.sex.m", "all.sex.m", "kind", "a", "b"),
        breakdown("all.sex.f", "all.sex.f", "kind", "a", "b"),
    ]
    found, sums = closed(items, *breakdowns)
    assert (found["all [kind: a]"].count, found["all [kind: b]"].count) == (7, 3)
    assert ("all", ["all [kind: a]", "all [kind: b]"]) in sums
    assert ("all [kind: b]", ["all.sex.m.b", "all.sex.f.b"]) in sums


def test_categories_published_only_elsewhere_are_left_over_together() -> None:
    """Of a part, one category is published; its breakdown has three: the other two are what is left."""
    codes = ("a", "b", "c")
    kinds = Breakdown(id="all.kind", label="", base="all", parts=tuple(f"all.kind.{code}" for code in codes), by="kind")
    deaths = Breakdown(id="all.deaths.kind", label="", base="all.deaths", parts=("all.deaths.kind.a",), by="kind")
    items = [total("all", 12), *(part(f"all.kind.{code}", 4) for code in codes), part("all.deaths", 5)]
    items.append(part("all.deaths.kind.a", 3, "all.deaths"))
    found, _ = closed(items, kinds, deaths)
    assert found["all.deaths less all.deaths.kind.a"].count == 2


def test_statistics_defined_alike_are_one_count() -> None:
    alike = [
        Breakdown(id=name, label="", base="all", parts=(f"{name}.a", f"{name}.b"), by="kind") for name in ("one", "two")
    ]
    items = [total("all", 8), part("one.a", 6), part("one.b", 2), part("two.a", 6), part("two.b", 2)]
    found, _ = closed(items, *alike)
    assert found["one.a"].ids == ("one.a", "two.a")


def test_statistics_defined_alike_that_differ_are_refused() -> None:
    alike = [
        Breakdown(id=name, label="", base="all", parts=(f"{name}.a", f"{name}.b"), by="kind") for name in ("one", "two")
    ]
    items = [total("all", 8), part("one.a", 6), part("one.b", 2), part("two.a", 5), part("two.b", 3)]
    with pytest.raises(CheckError, match=r"one\.a \(6\) and two\.a \(5\) count the same and differ"):
        closed(items, *alike)


def test_parts_that_are_more_than_their_total_are_refused() -> None:
    items = [total("all", 8), part("all.some", 9)]
    with pytest.raises(CheckError, match=r"the parts of all add up to more than it: all\.some"):
        closed(items)


@pytest.mark.parametrize("second", [1, 3])
def test_parts_that_do_not_add_up_to_their_total_are_refused(second: int) -> None:
    kinds = Breakdown(id="k", label="", base="all", parts=("k.a", "k.b"), by="kind")
    items = [total("all", 8), part("k.a", 6), part("k.b", second)]
    with pytest.raises(CheckError, match=rf"all is 8, and its parts add up to {6 + second}: k\.a, k\.b"):
        closed(items, kinds)


def counted(count: int, incidents: int, name: str = "a") -> Counted:
    return Counted(name, Cuts(name, frozenset()), "child", count, incidents, None)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=12))
def test_a_remainder_never_has_fewer_incidents_than_it_is_said_to_have(children: list[tuple[int, bool]]) -> None:
    """Each child is of an incident, and in the part or not: the least number of incidents is never too high."""

    def of(some: list[tuple[int, bool]], name: str) -> Counted:
        return counted(len(some), len({incident for incident, _ in some}), name)

    inside = [child for child in children if child[1]]
    outside = [child for child in children if not child[1]]
    left = remainder(of(children, "whole"), [of(inside, "part")], Cuts("left", frozenset()))
    assert left.count == len(outside)
    assert left.incidents <= len({incident for incident, _ in outside})
    assert (left.incidents > 0) == (left.count > 0)


def test_what_is_all_of_any_set_that_it_is_cut_from_is_whole() -> None:
    found, _ = closed([total("all", 8), part("all.one", 8), part("all.none", 0), part("all.some", 7)])
    by_cuts = {item.cuts: item for item in found.values()}
    assert [name for name, item in found.items() if is_whole(item, by_cuts)] == ["all.one", "all less all.none"]
