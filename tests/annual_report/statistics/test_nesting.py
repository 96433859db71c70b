"""How counts lie in each other, held against Python's own sets."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.statistics.counting import Counter
from annual_report.statistics.models import Statistic, Unit

EVERYTHING = frozenset(range(12))
_SUBSETS = st.lists(st.frozensets(st.sampled_from(sorted(EVERYTHING)), max_size=8), min_size=1, max_size=6)


def new_counter() -> Counter:
    """Return a counter of incidents."""
    return Counter({"incident_id": Unit(one="incident", many="incidents")}, {}, "incident_id")


def frame(names: list[str]) -> pd.DataFrame:
    """Return records of these names."""
    return pd.DataFrame(index=pd.Index(names, name="incident_id", dtype=object))


def records(numbers: frozenset[int]) -> pd.DataFrame:
    """Return records, in an order of their own."""
    return frame([f"i{number}" for number in sorted(numbers, key=lambda number: number * 7 % 13)])


def counted(subsets: list[frozenset[int]]) -> dict[str, Statistic]:
    """Return the count of a base and of each subset, in turn."""
    counter = new_counter()
    found = {"base": counter.count("base", records(EVERYTHING), "")}
    for at, subset in enumerate(subsets):
        found[f"s{at}"] = counter.count(f"s{at}", records(subset), "", of="base")
    return found


@settings(deadline=None)
@given(_SUBSETS)
def test_every_count_that_lies_in_another_is_found_and_no_other(subsets: list[frozenset[int]]) -> None:
    named = {f"s{at}": subset for at, subset in enumerate(subsets)}
    expected = {(part, whole) for part in named for whole in named if named[part] and named[part] < named[whole]}
    assert {pair for item in counted(subsets).values() for pair in item.nested} == {
        (part, whole) for part, whole in expected if named[whole] != EVERYTHING
    }


@settings(deadline=None)
@given(_SUBSETS)
def test_every_count_of_what_two_have_in_common_is_found_and_no_other(subsets: list[frozenset[int]]) -> None:
    named = {f"s{at}": subset for at, subset in enumerate(subsets)}
    expected = {
        (common, *pair)
        for common, records in named.items()
        for pair in combinations(sorted(named), 2)
        if records == named[pair[0]] & named[pair[1]] and records not in (named[pair[0]], named[pair[1]])
    }
    found = {crossed for item in counted(subsets).values() for crossed in item.crossed}
    assert {(common, *sorted(pair)) for common, *pair in found} == expected


@settings(deadline=None)
@given(_SUBSETS)
def test_a_pair_is_noted_by_a_count_that_is_in_it(subsets: list[frozenset[int]]) -> None:
    for name, item in counted(subsets).items():
        assert all(name in names for names in (*item.nested, *item.crossed))


@settings(deadline=None)
@given(_SUBSETS)
def test_equal_sets_have_equal_fingerprints_and_other_sets_others(subsets: list[frozenset[int]]) -> None:
    fingerprints = [counted(subsets)[f"s{at}"].members for at in range(len(subsets))]
    for (one, first), (other, second) in combinations(zip(subsets, fingerprints, strict=True), 2):
        assert (one == other) == (first == second)


@settings(deadline=None)
@given(_SUBSETS)
def test_the_fingerprint_of_two_sets_apart_is_the_sum_of_theirs(subsets: list[frozenset[int]]) -> None:
    found = counted([subsets[0], EVERYTHING - subsets[0]])
    total = int(found["s0"].members, 16) + int(found["s1"].members, 16)
    assert total % 2**64 == int(found["base"].members, 16)


def test_the_order_of_records_does_not_matter() -> None:
    found = [new_counter().count("base", frame(names), "") for names in (["i1", "i2", "i3"], ["i3", "i1", "i2"])]
    assert found[0] == found[1]


def test_the_same_records_have_the_same_fingerprint_whatever_was_counted_before() -> None:
    counter = new_counter()
    counter.count("others", frame(["i7", "i8", "i9"]), "")
    assert counter.count("base", records(EVERYTHING), "").members == counted([])["base"].members


@pytest.mark.parametrize("at", [0, 1, 7, 8, 63, 64, 250, 498, 499])
def test_many_records_are_compared_to_the_last(at: int) -> None:
    """A set that lies in another but for one record does not lie in it, wherever that record is."""
    names = [f"i{number}" for number in range(1000)]
    counter = new_counter()
    counter.count("base", frame(names), "")
    counter.count("whole", frame(names[:600]), "", of="base")
    assert counter.count("within", frame(names[:500]), "", of="base").nested == (("within", "whole"),)
    almost = [*names[:at], *names[at + 1 : 500], names[900]]
    assert counter.count("almost", frame(almost), "", of="base").nested == ()


def test_the_fingerprint_is_the_same_on_every_machine() -> None:
    """Stored notebooks carry it: if records were hashed otherwise, all of them would change."""
    names = ["SYN-2020-0001", "SYN-2020-0002", "SYN-2020-0003"]
    assert new_counter().count("base", frame(names), "").members == "d5c93fba873f1d7f"
    assert new_counter().count("none", frame([]), "").members == "0" * 16
