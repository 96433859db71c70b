"""Categories are merged by a rule of the policy, only where hiding protects nobody."""

import pytest
from tests.support.chapters import Chapter, children, decision, earlier, figure, hidden_ids, ledger_of, split

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.earlier import Earlier
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Merge, Policy
from annual_report.errors import CheckError, InputError
from annual_report.statistics.publish import Publisher, count

SEXES = {"male": 30, "female": 20, "another": 3}
FEMALE_OR_ANOTHER = Merge(breakdown="children.sex", parts=("female", "another"), label="Female or another")
KEEP = ("children.sex.male", "children.sex.female")


def merged(chapter: Chapter, merge: Merge = FEMALE_OR_ANOTHER, **case: tuple) -> Controlled:  # type: ignore[type-arg]
    return control(Case(ledger_of(chapter), Policy(keep=KEEP, merge=(merge,)), **case))


def test_a_merged_category_takes_the_place_of_its_parts() -> None:
    found = merged(split("sex", SEXES))
    assert not found.ledger.hidden
    together = found.ledger.values.statistic("children.sex.merged")
    assert (together.count, together.label, together.base) == (23, "Female or another", "children")
    (breakdown,) = found.ledger.breakdowns
    assert breakdown.parts == ("children.sex.male", "children.sex.merged")
    rows = [(row.label, row.total) for row in found.ledger.table("children.sex").rows]
    assert rows == [("Male", False), ("Female or another", False), ("Total", True)]
    assert "children.sex.another" not in found.ledger.model_dump_json()


def test_nothing_is_merged_where_hiding_protects() -> None:
    policy = Policy(merge=(FEMALE_OR_ANOTHER,))
    found = control(Case(ledger_of(split("sex", SEXES)), policy))
    assert hidden_ids(found) == ["children.sex.another", "children.sex.female"]


def test_a_rule_that_names_no_category_is_refused() -> None:
    merge = Merge(breakdown="children.sex", parts=("female", "none"), label="L")
    with pytest.raises(InputError, match=r"disclosure\.merge of children\.sex: children\.sex\.none is none of its"):
        merged(split("sex", SEXES), merge)


def test_a_category_on_which_a_share_rests_is_not_merged() -> None:
    records = children("sex", SEXES)

    def chapter(publish: Publisher) -> None:
        split("sex", SEXES)(publish)
        females = records[records["sex"] == "female"]
        publish.share("female.old", females.iloc[:10], of="children.sex.female", label="Old")

    with pytest.raises(InputError, match=r"disclosure\.merge: female\.old rests on a category that would be merged"):
        merged(chapter)


def test_a_row_with_a_merged_category_beside_others_is_refused() -> None:
    def chapter(publish: Publisher) -> None:
        split("sex", SEXES)(publish)
        cells = [count("children.sex.female"), count("children.sex.male")]
        publish.table("both", title="T", header="H", columns=["A", "B"], rows={"Both": cells})

    with pytest.raises(InputError, match=r"table both has a merged category beside others in the row 'Both'"):
        merged(chapter)


def test_a_merge_that_is_not_enough_leaves_the_choices() -> None:
    with pytest.raises(CheckError, match=r"children\.sex\.merged may not be printed(.|\n)*publish less"):
        merged(split("sex", SEXES | {"female": 1}))


def test_a_decision_on_a_merged_category_is_refused() -> None:
    ledger = ledger_of(split("sex", SEXES | {"another": 6}, {"another": 2}))
    with pytest.raises(CheckError, match=r"line 2: children\.sex\.female: no rule hides it any more"):
        control(Case(ledger, Policy(keep=KEEP, merge=(FEMALE_OR_ANOTHER,)), (decision("children.sex.female"),)))


def test_what_was_published_apart_is_not_merged() -> None:
    """Whoever has the one takes it from the merged count."""
    for case in ({"figures": (figure("children.sex.female", "20"),)}, {"earlier": (_without_another(),)}):
        with pytest.raises(CheckError, match=r"children\.sex\.female was published already, so it can be taken from"):
            merged(split("sex", SEXES), **case)


def _without_another() -> Earlier:
    """Return an earlier release that hid only the small count."""
    ledger = ledger_of(split("sex", SEXES))
    kept = tuple(item for item in ledger.statistics if item.id != "children.sex.another")
    return earlier(ledger.model_copy(update={"statistics": kept, "breakdowns": (), "tables": ()}))


def test_the_release_with_a_merge_is_stable() -> None:
    first = merged(split("sex", SEXES))
    again = merged(split("sex", SEXES), earlier=(earlier(first.ledger, disclosure=first.disclosure),))
    assert again.ledger == first.ledger
    assert again.disclosure == first.disclosure
