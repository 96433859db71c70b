"""Sets of records as bits say what sets of their names say."""

from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from annual_report.statistics.universe import Universe, of_names

SETS = st.lists(st.sets(st.integers(0, 200)), min_size=1, max_size=6)


@given(SETS, st.sampled_from(["numbers", "words"]))
def test_sets_lie_in_each_other_as_their_names_do(drawn: list[set[int]], kind: str) -> None:
    universe = Universe(of_names)
    chosen = []
    for numbers in drawn:
        names = pd.Index(sorted(numbers), dtype="int64")
        chosen.append(universe.choose(names if kind == "numbers" else names.map("r-{}".format).astype("str")))
    for (one, bits), (other, others) in combinations(zip(drawn, chosen, strict=True), 2):
        assert bits is not None
        assert others is not None
        assert (bits.size, others.size) == (len(one), len(other))
        assert int(bits.among(others).sum()) == len(one & other)
        assert bits.shared_with(others) == others.shared_with(bits) == len(one & other)
        assert (bits.fingerprint == others.fingerprint) == (one == other)


@given(st.lists(st.integers(0, 30)))
def test_a_record_that_stands_twice_is_found(numbers: list[int]) -> None:
    universe = Universe(of_names)
    universe.choose(pd.Index([1, 2, 3]))
    chosen = universe.choose(pd.Index(numbers, dtype="int64"))
    assert (chosen is None) == (len(set(numbers)) < len(numbers))


@given(st.sets(st.integers(0, 99)), st.integers(0, 99))
def test_the_fingerprint_of_two_sets_is_the_sum_of_theirs(numbers: set[int], limit: int) -> None:
    universe = Universe(of_names)
    parts = [universe.choose(pd.Index(sorted(part), dtype="int64")) for part in split(numbers, limit)]
    whole = universe.choose(pd.Index(sorted(numbers), dtype="int64"))
    assert whole is not None
    assert whole.fingerprint == sum(part.fingerprint for part in parts if part) % 2**64


def split(numbers: set[int], limit: int) -> tuple[set[int], set[int]]:
    return {number for number in numbers if number < limit}, {number for number in numbers if number >= limit}


def test_each_record_is_fingerprinted_once() -> None:
    asked: list[int] = []

    def fingerprints(records: pd.Index) -> np.ndarray:
        asked.extend(records)
        return of_names(records)

    universe = Universe(fingerprints)
    for numbers in ([1, 2, 3], [2, 3], [3, 4], [1, 4]):
        universe.choose(pd.Index(numbers))
    assert asked == [1, 2, 3, 4]


def test_the_fingerprint_is_that_of_the_name_whatever_holds_it() -> None:
    words = ["a", "b"]
    as_objects = of_names(pd.Index(words, dtype=object))
    assert of_names(pd.Index(words, dtype="str")).tolist() == as_objects.tolist()
    assert as_objects.tolist() == pd.util.hash_array(np.array(words, dtype=object)).tolist()
