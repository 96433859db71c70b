"""Two editions that count some of the same records defend each other: random ones, read by one who shares no code.

The reader knows what each number counts, from its words: how many records there are of each kind (year, sex, age). All
that either edition prints is a sum over kinds, and an integer program gives the least and the greatest of any count.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.support.chapters import LABELS, earlier, ledger_of

from annual_report.disclosure.control import control
from annual_report.disclosure.linked import Linked
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.publish import Publisher

_KINDS = pd.DataFrame(list(product(("2021", "2022"), LABELS["sex"], LABELS["age"])), columns=["year", "sex", "age"])
_THRESHOLD, _MANY = 6, 10_000
_Bools = NDArray[np.bool_]


def drawn(rng: np.random.Generator) -> pd.DataFrame:
    """Return children of both years."""
    sizes = rng.negative_binomial(0.4, 0.06, len(_KINDS))
    rows = _KINDS.loc[np.repeat(_KINDS.index.to_numpy(), sizes)].reset_index(drop=True)
    for name in ("sex", "age"):
        rows[name] = pd.Categorical(rows[name], categories=list(LABELS[name]))
    rows.index = pd.Index([f"c{at}" for at in range(len(rows))], name="child_id")
    rows["incident_id"] = [f"i{at}" for at in range(len(rows))]
    return rows


def first_edition(records: pd.DataFrame) -> tuple[Ledger, Mapping[str, _Bools]]:
    """Return the report on 2022 and which kinds each number counts: by sex, by age, and age by sex."""
    own = records[records["year"] == "2022"]
    now = (_KINDS["year"] == "2022").to_numpy()

    def chapter(publish: Publisher) -> None:
        publish.total("children", own, label="Children")
        for by in ("sex", "age"):
            publish.breakdown(f"children.{by}", own, by=by, of="children", title="T", header="H")

    meanings = {"children": now}
    for by in ("sex", "age"):
        meanings |= {f"children.{by}.{code}": now & (_KINDS[by] == code).to_numpy() for code in LABELS[by]}
    return ledger_of(chapter, edition="2022"), meanings


def second_edition(records: pd.DataFrame, rng: np.random.Generator) -> tuple[Ledger, Mapping[str, _Bools]]:
    """Return a report on both years and which kinds each number counts: each any union of sexes, ages and years."""
    meanings = {"all": np.ones(len(_KINDS), dtype=np.bool_)}
    for at in range(int(rng.integers(5, 12))):
        of_2022 = rng.random() < 0.6  # as a series has it: the numbers of a year that had its own report
        columns = [str(rng.choice(["sex", "age"]))] if of_2022 else rng.permutation(["year", "sex", "age"])[:2]
        held = (_KINDS["year"] == "2022").to_numpy() if of_2022 else np.ones(len(_KINDS), dtype=np.bool_)
        for name in columns:
            values = _KINDS[name].unique()
            chosen = rng.choice(values, int(rng.integers(1, len(values))), replace=False)
            held = held & _KINDS[name].isin(chosen).to_numpy()
        meanings[f"all.set_{at}"] = held

    def chapter(publish: Publisher) -> None:
        publish.total("all", records, label="All")
        for name, held in meanings.items():
            if name != "all":
                publish.share(name, of_kinds(records, held), of="all", label=name)

    return ledger_of(chapter, edition="2023"), meanings


def of_kinds(records: pd.DataFrame, held: _Bools) -> pd.DataFrame:
    kinds = pd.MultiIndex.from_frame(_KINDS[held])
    return records[pd.MultiIndex.from_frame(records[["year", "sex", "age"]].astype(str)).isin(kinds)]


class Reader:
    """Who has all that both editions print."""

    def __init__(self, *printed: tuple[Ledger, Mapping[str, _Bools]]) -> None:
        rows, counts = [], []
        for ledger, meanings in printed:
            for item in ledger.statistics:
                rows.append(meanings[item.id].astype(float))
                counts.append(item.count)
        self._sums = LinearConstraint(np.array(rows), counts, counts)

    def interval(self, held: _Bools) -> tuple[int, int]:
        return self._end(held, 1), self._end(held, -1)

    def _end(self, held: _Bools, sign: int) -> int:
        whole = np.ones(len(held), dtype=np.int64)
        aim = sign * held.astype(float)
        found = milp(aim, constraints=self._sums, bounds=Bounds(0, _MANY), integrality=whole)
        assert found.x is not None, found.message
        return int(np.round(found.x)[held].sum())


def secrets(records: pd.DataFrame, meanings: Mapping[str, _Bools]) -> Iterator[tuple[str, _Bools, int]]:
    for name, held in meanings.items():
        count = len(of_kinds(records, held))
        if 0 < count < _THRESHOLD:
            yield name, held, count


@pytest.mark.parametrize("seed", range(40))
def test_what_either_edition_hides_stays_hidden_from_who_has_both(seed: int) -> None:
    rng = np.random.default_rng(seed)
    records = drawn(rng)
    (one, of_one), (two, of_two) = first_edition(records), second_edition(records, rng)
    try:
        first = control(Case(one, Policy()))
        linked = Linked("2022", earlier(first.ledger, 1, first.disclosure), one.statistics)
        second = control(Case(two, Policy(), linked=(linked,)))
    except CheckError:
        return  # nothing is published; how rare that is, is counted below
    reader = Reader((first.ledger, of_one), (second.ledger, of_two))
    for name, held, count in [*secrets(records, of_one), *secrets(records, of_two)]:
        low, high = reader.interval(held)
        assert low < count, (name, count, low, high)
        assert high >= _THRESHOLD, (name, count, low, high)


def test_few_pairs_of_editions_are_refused_and_many_would_leak_unheld() -> None:
    """So the test above is about something."""
    refused = leaks = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        records = drawn(rng)
        (one, of_one), (two, of_two) = first_edition(records), second_edition(records, rng)
        try:
            first = control(Case(one, Policy()))
            alone = control(Case(two, Policy()))
        except CheckError:
            refused += 1
            continue
        linked = Linked("2022", earlier(first.ledger, 1, first.disclosure), one.statistics)
        try:
            control(Case(two, Policy(), linked=(linked,)))
        except CheckError:
            refused += 1
        reader = Reader((first.ledger, of_one), (alone.ledger, of_two))
        ends = [(reader.interval(held), count) for _, held, count in secrets(records, of_one)]
        leaks += any(low >= count or high < _THRESHOLD for (low, high), count in ends)
    assert refused <= 6
    assert leaks >= 5
