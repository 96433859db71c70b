"""Groups of records, held against the sets of records themselves."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from tests.support.chapters import Chapter, children, ledger_of
from tests.support.record_sets import Published, published

from annual_report.disclosure.groups import Groups, groups_of
from annual_report.disclosure.overlaps import small_overlaps
from annual_report.statistics import membership
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.publish import Publisher

RECORDS = children("age", {"baby": 40, "young": 3, "teen": 57})


def groups(ledger: Ledger) -> Groups:
    (found,) = groups_of({item.id: item for item in ledger.statistics})
    return found


def counted(found: Groups, *names: str) -> int:
    """Return how many records are in all of some sets."""
    rows = [found.holds[found.ids.index(name)] for name in names]
    return int(found.sizes[np.all(rows, axis=0)].sum())


def shares(total: str, records: pd.DataFrame, *ages: str) -> Chapter:
    """Return a chapter that publishes a total, and a share of some ages."""

    def chapter(publish: Publisher) -> None:
        publish.total(total, records, label=total)
        publish.share("_".join(ages), records[records["age"].isin(ages)], of=total, label="")

    return chapter


@settings(deadline=None, max_examples=80)
@given(published())
def test_every_two_counts_have_as_many_records_in_common_as_their_sets(found: Published) -> None:
    made = groups(found.ledger)
    assert set(made.ids) == found.sets.keys()
    for one in made.ids:
        for other in made.ids:
            assert counted(made, one, other) == len(found.sets[one] & found.sets[other])


@settings(deadline=None, max_examples=80)
@given(published())
def test_an_overlap_is_what_its_name_says(found: Published) -> None:
    made = groups(found.ledger)
    for overlap in small_overlaps(made, {item.id: item for item in found.ledger.statistics}, 6):
        words = overlap.name.split()
        records = found.sets[words[0]]
        for word, name in zip(words[1::2], words[2::2], strict=True):
            records = records & found.sets[name] if word == "and" else records - found.sets[name]
        assert overlap.count == len(records)
        assert 0 < overlap.count < 6


def test_counts_of_two_notebooks_are_laid_side_by_side() -> None:
    made = groups(ledger_of(shares("all", RECORDS, "baby"), shares("all", RECORDS, "baby", "young")))
    assert counted(made, "baby", "baby_young") == 40
    assert sorted(made.sizes.tolist()) == [3, 40, 57]


@pytest.mark.parametrize("most", [0, 200_000])
def test_a_total_that_is_a_share_of_another_lies_in_it(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its names, or if it is too large to be told by names, by its fingerprint."""
    monkeypatch.setattr(membership, "MOST_NAMED", most)
    few = RECORDS[RECORDS["age"].isin(("baby", "young"))]
    made = groups(ledger_of(shares("all", RECORDS, "baby", "young"), shares("few", few, "young")))
    assert counted(made, "few", "baby_young") == 43
    assert counted(made, "young", "baby_young") == 3
    assert counted(made, "young", "all") == 3


def test_totals_that_share_some_records_share_their_groups() -> None:
    made = groups(ledger_of(shares("some", RECORDS.iloc[:50], "baby"), shares("others", RECORDS.iloc[45:], "young")))
    assert counted(made, "some", "others") == 5
    assert int(made.sizes.sum()) == 100


def test_the_order_in_which_records_are_met_changes_nothing() -> None:
    shuffled = RECORDS.sample(frac=1, random_state=1)
    one, other = (ledger_of(shares("all", records, "baby")) for records in (RECORDS, shuffled))
    assert one == other
