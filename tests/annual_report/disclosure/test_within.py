"""Sums of counts that lie within others, by what counting noted of them."""

from tests.support.counts import ledger_of, part, total

from annual_report.disclosure.closure import close
from annual_report.disclosure.sets import sets_of
from annual_report.disclosure.within import add_within
from annual_report.statistics.models import Breakdown, Statistic


def within(items: list[Statistic], *breakdowns: Breakdown) -> tuple[dict[str, int], list[tuple[str, list[str]]]]:
    """Return the counts that are added, by name, and the sums as names."""
    ledger = ledger_of(items, *breakdowns)
    sets = sets_of(ledger, {item.id for item in items})
    found, _ = close({item.id: item for item in items}, sets)
    before = set(found)
    sums = list(add_within(found, ledger, sets))
    added = {item.name: item.count for cuts, item in found.items() if cuts not in before}
    return added, [(found[one.total].name, [found[cuts].name for cuts in one.parts]) for one in sums]


def lying(item: Statistic, *nested: tuple[str, str]) -> Statistic:
    return item.model_copy(update={"nested": nested})


def test_a_count_within_another_leaves_the_rest_of_it() -> None:
    early = lying(part("all.early", 5), ("all.early", "all.later"))
    added, sums = within([total("all", 9), part("all.later", 7), early])
    assert added == {"all.later less all.early": 2}
    assert sums == [("all.later", ["all.early", "all.later less all.early"])]


def test_categories_within_the_same_count_are_taken_from_it_together() -> None:
    months = Breakdown(id="m", label="", base="all", parts=("m.a", "m.b", "m.c"), by="month")
    items = [total("all", 9), part("all.half", 7), part("m.c", 2)]
    items += [lying(part(name, count), (name, "all.half")) for name, count in (("m.a", 3), ("m.b", 4))]
    added, sums = within(items, months)
    assert added == {}  # the months of a half-year leave nothing of it
    assert sums == [("all.half", ["m.a", "m.b"])]


def test_categories_that_leave_something_leave_one_remainder() -> None:
    months = Breakdown(id="m", label="", base="all", parts=("m.a", "m.b", "m.c"), by="month")
    items = [total("all", 9), part("all.half", 8), part("m.c", 2)]
    items += [lying(part(name, count), (name, "all.half")) for name, count in (("m.a", 3), ("m.b", 4))]
    assert within(items, months)[0] == {"all.half less m.a less m.b": 1}


def test_what_two_have_in_common_leaves_each_alone_and_neither() -> None:
    both = part("all.both", 3).model_copy(update={"crossed": (("all.both", "all.one", "all.two"),)})
    added, sums = within([total("all", 10), part("all.one", 5), part("all.two", 6), both])
    assert sorted(added.values()) == [2, 2, 3]
    assert added["all.one less all.both"] == 2
    assert added["all.two less all.both"] == 3
    assert [(whole, len(parts)) for whole, parts in sums] == [("all.one", 2), ("all.two", 2), ("all", 4)]


def test_what_is_noted_of_counts_that_are_left_out_is_left_out() -> None:
    early = lying(part("all.early", 5), ("all.early", "all.gone"))
    both = early.model_copy(update={"crossed": (("all.early", "all.gone", "all.later"),)})
    assert within([total("all", 9), part("all.later", 7), both]) == ({}, [])
