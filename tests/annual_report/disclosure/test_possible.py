"""Groups that could have records: what a reader cannot exclude, and what he can."""

import numpy as np
import pandas as pd
from tests.support.chapters import Chapter, children, ledger_of, split

from annual_report.disclosure.groups import Groups, groups_of
from annual_report.disclosure.possible import with_possible
from annual_report.disclosure.sets import sets_of
from annual_report.statistics.publish import Publisher


def possible(chapter: Chapter) -> Groups:
    """Return the groups of a chapter's children, with those that could have records."""
    ledger = ledger_of(chapter)
    statistics = {item.id: item for item in ledger.statistics}
    (groups,) = groups_of(statistics)
    return with_possible(groups, statistics, ledger.breakdowns, sets_of(ledger, statistics.keys()))


def added(groups: Groups) -> list[set[str]]:
    """Return the sets that each group without records is in."""
    return [
        {name for name, held in zip(groups.ids, groups.holds[:, at], strict=True) if held}
        for at in np.flatnonzero(groups.sizes == 0)
    ]


def test_an_empty_category_can_have_records() -> None:
    assert added(possible(split("sex", {"male": 30, "female": 20}))) == [{"children", "children.sex.another"}]


def test_where_every_category_has_records_none_is_added() -> None:
    assert added(possible(split("sex", {"male": 30, "female": 20, "another": 7}))) == []


def with_union(publish: Publisher) -> None:
    """Publish the sexes, nobody of another, and those who are male or female by a share."""
    records = children("sex", {"male": 30, "female": 20})
    split("sex", {"male": 30, "female": 20})(publish)
    publish.share("children.girls", records[records["sex"] == "female"], of="children", label="Girls")


def test_a_category_that_is_tied_to_a_share_is_not_taken_for_independent() -> None:
    """Whether somebody of another sex would be among the girls, no record says: so no such group is made up."""
    assert added(possible(with_union)) == []


def seen(publish: Publisher) -> None:
    """Publish that all children were seen, and that none was not."""
    records = children("sex", {"male": 40})
    publish.total("children", records, label="Children")
    publish.share("children.seen", records, of="children", label="Seen")
    publish.share("children.unseen", records.iloc[:0], of="children", label="Unseen")


def test_outside_a_share_of_all_a_child_is_in_every_share_of_none() -> None:
    groups = possible(seen)
    assert added(groups)
    assert all(sets == {"children", "children.unseen"} for sets in added(groups))
    assert list(groups.outside) == [groups.ids.index("children.seen")]


def test_every_empty_cell_of_a_crosstab_can_have_records() -> None:
    sexes, ages = ["male"] * 9 + ["female"] * 9, ["baby"] * 9 + ["teen"] * 9
    frame = pd.DataFrame(
        {
            "sex": pd.Categorical(sexes, categories=["male", "female", "another"]),
            "age": pd.Categorical(ages, categories=["baby", "young", "teen"]),
        },
        index=pd.Index([f"c{at}" for at in range(18)], name="child_id"),
    )

    def chapter(publish: Publisher) -> None:
        publish.total("children", frame, label="Children")
        publish.crosstab("children.by", frame, rows="age", columns="sex", of="children", title="T", header="H")

    cells = {name for sets in added(possible(chapter)) for name in sets if name.count(".") == 3}
    assert len(cells) == 7
