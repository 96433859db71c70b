"""Which records a count is of, held against Python's own sets."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.statistics import membership
from annual_report.statistics.counting import Counter
from annual_report.statistics.membership import either, records_of, where_of
from annual_report.statistics.models import Statistic, Unit
from annual_report.statistics.universe import of_names

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
def test_which_records_are_counted_comes_back_from_the_text(subsets: list[frozenset[int]]) -> None:
    found = counted(subsets)
    order = records_of(found["base"].records).tolist()
    names = {int(of_names(pd.Index([f"i{at}"], dtype=object))[0]): at for at in EVERYTHING}
    for at, subset in enumerate(subsets):
        held = where_of(found[f"s{at}"].where, len(EVERYTHING))
        assert {names[order[place]] for place in np.flatnonzero(held)} == subset


@settings(deadline=None)
@given(_SUBSETS)
def test_what_is_in_either_of_some_sets_is_their_union(subsets: list[frozenset[int]]) -> None:
    found = counted([*subsets, frozenset().union(*subsets)])
    texts = [found[f"s{at}"].where for at in range(len(subsets))]
    union = where_of(either(texts), len(EVERYTHING))
    assert union.tolist() == where_of(found[f"s{len(subsets)}"].where, len(EVERYTHING)).tolist()


def test_of_a_large_total_the_records_are_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "MOST_NAMED", 11)
    found = counted([frozenset({1, 2})])
    assert not found["base"].records
    assert found["s0"].where


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


def test_the_fingerprint_is_the_same_on_every_machine() -> None:
    """Stored notebooks carry it: if records were hashed otherwise, all of them would change."""
    names = ["SYN-2020-0001", "SYN-2020-0002", "SYN-2020-0003"]
    assert new_counter().count("base", frame(names), "").members == "d5c93fba873f1d7f"
    assert new_counter().count("none", frame([]), "").members == "0" * 16
