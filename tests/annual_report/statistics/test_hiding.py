"""What is taken out of a ledger is gone from it whole, and from what rests on it."""

import json

import pytest
from tests.support.ledgers import published_ledger

from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.models import Ratio, Statistic

LEDGER = published_ledger()
ONLY_FOR_CONTROL = ("members", "behind", "records", "where", "incidents")


def left_of(*names: str) -> list[Hidden]:
    numbers: list[Statistic | Ratio] = [*LEDGER.statistics, *LEDGER.ratios]
    items = {item.id: item for item in numbers}
    return [what_is_left(items[name], set(names)) for name in names]


@pytest.mark.parametrize("name", ["children.sex.transgender", "deaths.cause.suicide", "ethnicity_ratio.all.black"])
def test_what_is_hidden_is_there_once_without_its_value(name: str) -> None:
    released = hide(LEDGER, left_of(name))
    assert name not in {item.id for item in released.statistics} | {item.id for item in released.ratios}
    (left,) = released.hidden
    assert (left.id, left.symbol, left.low, left.high) == (name, Symbol.CONFIDENTIAL, 0, None)
    assert left.is_ratio == name.startswith("ethnicity_ratio")


def test_nothing_that_only_serves_disclosure_control_stays() -> None:
    released = json.loads(hide(LEDGER, ()).model_dump_json())
    usual = {name: Statistic.model_fields[name].default for name in ONLY_FOR_CONTROL}
    for item in released["statistics"]:
        assert {name: item[name] for name in ONLY_FOR_CONTROL} == usual


def test_the_fingerprints_are_not_in_the_text() -> None:
    text = hide(LEDGER, ()).model_dump_json()
    assert any(item.members for item in LEDGER.statistics)
    assert not any(item.members in text for item in LEDGER.statistics if item.members)


def test_a_share_of_what_is_hidden_keeps_its_count_and_loses_its_base() -> None:
    released = hide(LEDGER, left_of("deaths.cause.suicide"))
    share = released.values.item("suicides.school_closure")
    assert isinstance(share, Statistic)
    assert (share.count, share.base, share.base_count, share.base_hidden) == (42, "deaths.cause.suicide", None, True)


def test_a_hidden_share_of_what_is_hidden_does_not_tell_its_base() -> None:
    names = ("deaths.cause.suicide", "suicides.school_closure")
    assert {item.base_count for item in left_of(*names)} == {206, None}
    assert {item.base_count for item in left_of("suicides.school_closure")} == {42}


def test_an_order_is_kept_only_between_numbers_that_stay() -> None:
    one, other = LEDGER.orders[0]
    assert (one, other) not in hide(LEDGER, left_of(one)).orders
    assert (one, other) not in hide(LEDGER, left_of(other)).orders
    assert (one, other) in hide(LEDGER, ()).orders


def test_the_hidden_ones_are_sorted_whatever_their_order() -> None:
    names = ("deaths.cause.suicide", "children.sex.transgender")
    assert hide(LEDGER, left_of(*names)) == hide(LEDGER, left_of(*names)[::-1])
