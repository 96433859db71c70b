"""The whole of disclosure control, rule by rule: what fires it, and what does not."""

import pandas as pd
import pytest
from tests.support.chapters import (
    PEOPLE,
    Chapter,
    children,
    decision,
    figure,
    hidden_ids,
    ledger_of,
    parted,
    reviewed,
    split,
)

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.models import Rule, Shown
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.figures.printed import Form
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.publish import Publisher

SEXES = {"male": 30, "female": 20, "another": 3}


def controlled(chapter: Chapter, policy: Policy | None = None) -> Controlled:
    return control(Case(ledger_of(chapter), policy or Policy()))


def compared(part: int) -> Chapter:
    """Return a chapter with a ratio whose part counts so many of 53 children."""
    records = children("sex", {"male": 53 - part, "female": part})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.breakdown("children.sex", records, by="sex", of="children", title="T", header="H")
        publish.reference("people", pd.Series([100]), unit=PEOPLE, label="People")
        publish.reference("people.female", pd.Series([3]), unit=PEOPLE, label="Female", of="people")
        publish.ratio("ratio.female", part="children.sex.female", against="people.female", label="Ratio")

    return chapter


def test_a_small_count_is_hidden_and_the_least_useful_other_with_it() -> None:
    found = controlled(split("sex", SEXES))
    assert hidden_ids(found) == ["children.sex.another", "children.sex.female"]
    assert reviewed(found, "children.sex.another").rule is Rule.SMALL
    assert reviewed(found, "children.sex.female").rule is Rule.SECONDARY
    assert reviewed(found, "children.sex.male").rule is Rule.SHOWN


@pytest.mark.parametrize("another", [0, 6])
def test_none_and_six_are_printed(another: int) -> None:
    assert not controlled(split("sex", SEXES | {"another": another})).ledger.hidden


def test_many_children_of_few_incidents_are_hidden() -> None:
    found = controlled(split("sex", SEXES | {"another": 7}, {"another": 1}))
    assert reviewed(found, "children.sex.another").rule is Rule.SMALL
    assert (reviewed(found, "children.sex.another").count, reviewed(found, "children.sex.another").incidents) == (7, 1)
    assert "children.sex.another" in hidden_ids(found)


def test_as_many_children_of_as_many_incidents_are_printed() -> None:
    assert not controlled(split("sex", SEXES | {"another": 7}, {"another": 6})).ledger.hidden


def test_a_share_that_is_all_of_its_base_is_hidden() -> None:
    found = controlled(parted({"known": 40}, 40))
    assert hidden_ids(found) == ["children.known"]
    assert reviewed(found, "children.known").rule is Rule.WHOLE


def test_a_breakdown_of_one_category_hides_an_empty_one_too() -> None:
    """If only the whole were hidden, its neighbours' noughts would say that it is the whole."""
    found = controlled(split("sex", {"male": 40}))
    assert len(hidden_ids(found)) == 2
    assert "children.sex.male" in hidden_ids(found)


def test_a_share_that_leaves_few_of_its_base_is_hidden() -> None:
    found = controlled(parted({"known": 39}, 40))
    assert hidden_ids(found) == ["children.known"]
    assert reviewed(found, "children.known").rule is Rule.SECONDARY


def test_a_share_that_leaves_enough_is_printed() -> None:
    assert not controlled(parted({"known": 34}, 40)).ledger.hidden


def test_a_share_within_another_that_it_nearly_fills_is_hidden() -> None:
    assert hidden_ids(controlled(parted({"within_25": 30, "within_15": 27}, 53))) == ["children.within_15"]
    assert not hidden_ids(controlled(parted({"within_25": 30, "within_15": 24}, 53)))


def deaths_within(neglect: int) -> Chapter:
    """Return a chapter with neglect among all children (30), and so much of it among 40 deaths."""
    records = children("sex", {"male": 100})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.share("neglect", records.iloc[:30], of="children", label="Neglect")
        deaths = records.iloc[30 - neglect : 70 - neglect]
        publish.share("deaths", deaths, of="children", label="Deaths")
        publish.share("deaths.neglect", deaths.iloc[:neglect], of="deaths", label="Neglect")

    return chapter


def test_a_share_of_a_share_that_leaves_few_of_another_is_hidden() -> None:
    """30 with neglect, of whom 27 died: whoever subtracts has the 3 who did not."""
    assert hidden_ids(controlled(deaths_within(27))) == ["deaths.neglect"]
    assert hidden_ids(controlled(deaths_within(24))) == []


def either(common: int) -> Chapter:
    """Return a chapter with two shares that have so many children in common, and one of those in either."""
    records = children("sex", {"male": 100})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.share("children.hurt", records.iloc[:40], of="children", label="Hurt")
        publish.share("children.left", records.iloc[40 - common : 80 - common], of="children", label="Left alone")
        publish.share("children.either", records.iloc[: 80 - common], of="children", label="Either")

    return chapter


def test_two_shares_and_either_of_them_give_away_what_they_have_in_common() -> None:
    assert len(hidden_ids(controlled(either(2)))) == 1
    assert hidden_ids(controlled(either(12))) == []
    assert hidden_ids(controlled(either(0))) == []


def opposites(none: int) -> Chapter:
    """Return a chapter of 40 children who were all seen, and a share of others."""
    records = children("sex", {"male": 40})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.share("children.seen", records, of="children", label="Seen")
        publish.share("children.other", records.iloc[:none], of="children", label="Other")

    return chapter


def test_a_share_of_none_is_hidden_beside_a_share_of_all_that_it_may_be_the_opposite_of() -> None:
    """ "None was not seen" says that all were."""
    assert hidden_ids(controlled(opposites(0))) == ["children.other", "children.seen"]
    assert hidden_ids(controlled(opposites(12))) == ["children.seen"]
    assert hidden_ids(controlled(parted({"other": 0}, 40))) == []


def test_a_ratio_on_few_cases_is_unreliable() -> None:
    found = controlled(compared(19))
    assert [(item.id, item.symbol) for item in found.ledger.hidden] == [("ratio.female", Symbol.UNRELIABLE)]
    assert reviewed(found, "ratio.female").rule is Rule.EVENTS
    assert not controlled(compared(20)).ledger.hidden


def test_a_ratio_of_a_hidden_number_is_confidential_not_unreliable() -> None:
    """The other symbol would say that its part is small."""
    found = controlled(compared(3))
    assert {item.id: item.symbol for item in found.ledger.hidden}["ratio.female"] is Symbol.CONFIDENTIAL
    assert reviewed(found, "ratio.female").rule is Rule.RESTS


def test_a_percentage_of_a_hidden_base_is_gone_and_its_count_stays() -> None:
    records = children("sex", SEXES)

    def chapter(publish: Publisher) -> None:
        split("sex", SEXES)(publish)
        publish.share("old", records[records["sex"] == "female"].iloc[:9], of="children.sex.female", label="Old")

    found = control(Case(ledger_of(chapter), Policy(keep=("old", "children.sex.male"))))
    old = next(item for item in found.ledger.statistics if item.id == "old")
    assert (old.count, old.base_count, old.base_hidden) == (9, None, True)
    female = next(item for item in found.ledger.hidden if item.id == "children.sex.female")
    assert female.low == 9


def test_places_are_rounded_and_never_to_nought() -> None:
    found = controlled(split("region", {"north": 32, "mid": 4, "south": 47}), Policy(rounding={"region": 10}))
    left = {item.id: item for item in found.ledger.hidden}
    assert (left["children.region.north"].rounded, left["children.region.north"].to) == (30, 10)
    assert left["children.region.mid"].rounded is None
    assert reviewed(found, "children.region.north").rule is Rule.GEOGRAPHY
    assert reviewed(found, "children.region.mid").rule is Rule.SMALL
    assert "children" not in left


def test_a_place_that_is_not_printed_is_hidden_like_its_neighbours() -> None:
    """If small ones had another symbol, it would say that they are small."""
    found = controlled(split("region", {"north": 32, "mid": 3, "south": 47}), Policy(rounding={"region": 0}))
    assert [item.symbol for item in found.ledger.hidden] == [Symbol.NOT_AVAILABLE] * 3
    assert {(item.low, item.high) for item in found.ledger.hidden} == {(0, 82)}


def test_other_columns_are_not_rounded() -> None:
    assert not controlled(split("sex", SEXES | {"another": 8}), Policy(rounding={})).ledger.hidden


def areas() -> Chapter:
    records = pd.DataFrame(index=pd.Index([f"a{at}" for at in range(40)], name="area_id"))

    def chapter(publish: Publisher) -> None:
        publish.total("areas", records, label="Areas")
        publish.share("areas.late", records.iloc[:3], of="areas", label="Late")

    return chapter


def test_a_unit_that_is_exempt_is_printed() -> None:
    exempt = Policy(exempt={"area": "A public body, not a child"})
    found = controlled(areas(), exempt)
    assert not found.ledger.hidden
    assert reviewed(found, "areas.late").rule is Rule.EXEMPT
    assert hidden_ids(controlled(areas())) == ["areas.late"]


def test_a_reference_count_is_printed() -> None:
    found = controlled(compared(20))
    assert reviewed(found, "people.female").rule is Rule.REFERENCE
    assert reviewed(found, "people.female").is_printed


def test_what_is_decided_is_printed_and_told() -> None:
    found = control(Case(ledger_of(split("sex", SEXES)), Policy(), (decision("children.sex.another"),)))
    assert not found.ledger.hidden
    assert reviewed(found, "children.sex.another").rule is Rule.DECIDED
    assert [told.statistic for told in found.disclosure.decided] == ["children.sex.another"]


def test_a_remainder_is_decided_by_its_name() -> None:
    chapter = parted({"known": 39}, 40)
    assert not control(Case(ledger_of(chapter), Policy(), (decision("children less children.known"),))).ledger.hidden


def test_a_percentage_is_decided_without_its_count() -> None:
    case = Case(
        ledger_of(split("sex", {"male": 400, "female": 300, "another": 4})),
        Policy(),
        (decision("children.sex.another", Shown.PERCENT),),
    )
    found = control(case)
    left = {item.id: item for item in found.ledger.hidden}
    assert len(left) == 2  # else the count would follow from the others
    assert str(left["children.sex.another"].percent) == "1"
    assert (left["children.sex.another"].low, left["children.sex.another"].high) == (4, 10)


def test_the_side_of_a_ratio_is_decided_without_its_value() -> None:
    case = Case(ledger_of(compared(10)), Policy(), (decision("ratio.female", Shown.ABOVE),))
    (left,) = control(case).ledger.hidden
    assert (left.id, left.direction) == ("ratio.female", "above")


def test_the_side_of_a_ratio_narrows_what_its_part_can_be() -> None:
    case = Case(ledger_of(compared(3)), Policy(), (decision("ratio.female", Shown.ABOVE),))
    left = {item.id: item for item in control(case).ledger.hidden}
    assert left["children.sex.female"].low == 2  # more than 3% of 53


def test_what_is_kept_is_not_hidden_for_another() -> None:
    policy = Policy(keep=("children.sex.female",))
    assert hidden_ids(controlled(split("sex", SEXES), policy)) == ["children.sex.another", "children.sex.male"]


def test_what_nothing_protects_stops_the_release_and_lists_the_choices() -> None:
    policy = Policy(keep=("children.sex.female", "children.sex.male"))
    with pytest.raises(CheckError) as caught:
        controlled(split("sex", SEXES), policy)
    message = str(caught.value)
    assert "children.sex.another may not be printed" in message
    assert "can be worked out from children, children.sex.female, children.sex.male" in message
    for choice in ("merge categories", "let more be hidden", "print it", "publish less"):
        assert choice in message


@pytest.mark.parametrize(
    ("name", "printed", "form"),
    [
        ("children.sex.another", "3", Form.COUNT),
        ("children.sex.another", "three", Form.WORDS),
        ("children.sex.another", "3 (6%)", Form.COUNT_PERCENT),
        ("children.sex.another", "6%", Form.PERCENT),  # of 53, only 3
    ],
)
def test_a_printed_figure_that_tells_a_hidden_number_stops_the_release(name: str, printed: str, form: Form) -> None:
    with pytest.raises(CheckError, match=r"children\.sex\.another: may not be printed .* figure P1 of published\.csv"):
        control(Case(ledger_of(split("sex", SEXES)), Policy(), (), (figure(name, printed, form),)))


def test_a_printed_all_stops_the_release() -> None:
    case = Case(ledger_of(parted({"known": 40}, 40)), Policy(), (), (figure("children.known", "all", Form.ALL),))
    with pytest.raises(CheckError, match=r"children\.known: may not be printed"):
        control(case)


def test_a_printed_figure_that_is_decided_again_is_printed() -> None:
    figures = (figure("children.sex.another", "3"),)
    found = control(Case(ledger_of(split("sex", SEXES)), Policy(), (decision("children.sex.another"),), figures))
    assert not found.ledger.hidden


def test_a_printed_figure_makes_its_number_useless_to_protect_another() -> None:
    figures = (figure("children.sex.female", "20"),)
    found = control(Case(ledger_of(split("sex", SEXES)), Policy(), (), figures))
    assert hidden_ids(found) == ["children.sex.another", "children.sex.male"]


def test_what_is_only_for_control_leaves_with_nothing() -> None:
    text = controlled(split("sex", SEXES | {"another": 7}, {"another": 1})).ledger.model_dump_json()
    ledger = ledger_of(split("sex", SEXES | {"another": 7}, {"another": 1}))
    assert not any(item.members in text for item in ledger.statistics)
    assert '"incidents":7' not in text


def test_the_same_case_gives_the_same_bytes() -> None:
    one, other = (controlled(split("sex", SEXES)) for _ in range(2))
    assert one == other
    assert one.ledger.model_dump_json() == other.ledger.model_dump_json()
