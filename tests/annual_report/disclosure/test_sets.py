"""Which set each statistic counts, by its base, its breakdown, and its name."""

import pytest
from tests.support.counts import ledger_of, part, total

from annual_report.disclosure.sets import IN, OUT, Cut, Cuts, sets_of
from annual_report.statistics.models import Breakdown


def by_kind(name: str, base: str, by: str = "kind") -> Breakdown:
    return Breakdown(id=name, label="", base=base, parts=(f"{name}.a", f"{name}.b"), by=by)


def test_a_total_is_cut_by_nothing() -> None:
    assert sets_of(ledger_of([total("all", 9)]), {"all"}).of == {"all": Cuts("all", frozenset())}


def test_a_category_is_cut_by_its_column_whatever_the_breakdown_is_called() -> None:
    items = [total("all", 9), part("all.kinds.a", 4), part("all.kinds.b", 5)]
    sets = sets_of(ledger_of(items, by_kind("all.kinds", "all")), {item.id for item in items})
    assert sets.of["all.kinds.a"] == Cuts("all", frozenset({Cut("kind", "a")}))
    assert sets.codes["kind"] == ("a", "b")


def test_a_breakdown_without_a_column_cuts_by_its_own_name() -> None:
    items = [total("all", 9), part("all.kinds.a", 4), part("all.kinds.b", 5)]
    sets = sets_of(ledger_of(items, by_kind("all.kinds", "all", by="")), {item.id for item in items})
    assert sets.of["all.kinds.a"].cuts == {Cut("all.kinds", "a")}


def test_categories_of_categories_are_the_same_set_in_whatever_order_they_are_cut() -> None:
    items = [total("all", 9)]
    items += [part("all.k.a", 4), part("all.k.b", 5), part("all.s.a", 3), part("all.s.b", 6)]
    items += [part("all.k.a.s.a", 1, "all.k.a"), part("all.k.a.s.b", 3, "all.k.a")]
    items += [part("all.s.a.k.a", 1, "all.s.a"), part("all.s.a.k.b", 2, "all.s.a")]
    breakdowns = [
        by_kind("all.k", "all"),
        by_kind("all.s", "all", "sex"),
        by_kind("all.k.a.s", "all.k.a", "sex"),
        by_kind("all.s.a.k", "all.s.a"),
    ]
    sets = sets_of(ledger_of(items, *breakdowns), {item.id for item in items})
    assert sets.of["all.k.a.s.a"] == sets.of["all.s.a.k.a"]
    assert sets.of["all.k.a.s.b"] != sets.of["all.s.a.k.b"]


def test_a_share_is_cut_by_a_selection_named_as_in_other_bases() -> None:
    items = [total("all", 9), part("all.abuse", 4), part("all.deaths", 5), part("all.deaths.abuse", 2, "all.deaths")]
    sets = sets_of(ledger_of(items), {item.id for item in items})
    assert sets.of["all.deaths.abuse"].cuts == {Cut("selection abuse", IN), Cut("selection deaths", IN)}
    assert sets.codes["selection abuse"] == (IN, OUT)


@pytest.mark.parametrize("cut", [Cut("kind", "a"), Cut("selection abuse", IN)])
def test_what_is_cut_out_of_a_set_gives_the_set_back(cut: Cut) -> None:
    whole = Cuts("all", frozenset({Cut("sex", "m")}))
    assert whole.within(cut.family, cut.code).without(cut) == whole
