"""What a reader of all chapters sees, and no notebook does: counts of different chapters that lie in each other."""

import pandas as pd
import pytest
from tests.support.chapters import Chapter, children, ledger_of

from annual_report.disclosure.across import shares_apart, with_nesting_between_notebooks
from annual_report.disclosure.control import control
from annual_report.disclosure.position import Case
from annual_report.disclosure.system import build_system
from annual_report.editions.policy import Policy
from annual_report.statistics import universe
from annual_report.statistics.publish import Publisher

RECORDS = children("age", {"baby": 40, "young": 3, "teen": 57})
YOUNG = RECORDS[RECORDS["age"] == "young"]


def chapter(name: str, *ages: str) -> Chapter:
    """Return a chapter with all children, and those of some ages."""

    def publish_it(publish: Publisher) -> None:
        publish.total("children", RECORDS, label="Children")
        publish.share(name, RECORDS[RECORDS["age"].isin(ages)], of="children", label=name)

    return publish_it


def test_a_part_in_one_chapter_and_its_whole_in_another_give_what_lies_between() -> None:
    ledger = ledger_of(chapter("babies", "baby"), chapter("below_ten", "baby", "young"))
    assert ("babies", "below_ten") in {
        pair for item in with_nesting_between_notebooks(ledger).statistics for pair in item.nested
    }
    between = {cell.name: cell.count for cell in build_system(ledger).cells}
    assert between["below_ten less babies"] == 3
    hidden = {item.id for item in control(Case(ledger, Policy())).ledger.hidden}
    assert hidden & {"babies", "below_ten"}


def test_what_is_no_part_is_not_taken_for_one() -> None:
    ledger = ledger_of(chapter("babies", "baby"), chapter("teenagers", "young", "teen"))
    assert not [pair for item in with_nesting_between_notebooks(ledger).statistics for pair in item.nested]


def test_two_shares_that_exclude_each_other_leave_the_rest_of_their_base() -> None:
    def of_two_kinds(publish: Publisher) -> None:
        publish.total("children", RECORDS, label="Children")
        for age in ("baby", "teen"):
            publish.share(f"{age}_deaths", RECORDS[RECORDS["age"] == age], of="children", label=age)

    ledger = ledger_of(of_two_kinds)
    assert shares_apart(ledger) == [("children", "baby_deaths", "teen_deaths")]
    rest = next(cell for cell in build_system(ledger).cells if not cell.ids and cell.count == len(YOUNG))
    assert rest.name == "children less baby_deaths less teen_deaths"
    assert {item.id for item in control(Case(ledger, Policy())).ledger.hidden} & {"baby_deaths", "teen_deaths"}


def test_of_a_large_total_it_is_not_told_which_records_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(universe, "_MOST_TOLD", 99)
    ledger = ledger_of(chapter("babies", "baby"), chapter("below_ten", "baby", "young"))
    assert not any(item.where for item in ledger.statistics)
    assert with_nesting_between_notebooks(ledger) == ledger


def test_the_bits_of_a_set_are_the_same_in_whatever_order_records_are_met() -> None:
    shuffled = RECORDS.sample(frac=1, random_state=1)

    def backwards(publish: Publisher) -> None:
        publish.total("children", shuffled, label="Children")
        publish.share("babies", shuffled[shuffled["age"] == "baby"], of="children", label="babies")

    one, other = (ledger_of(made).statistics[0] for made in (chapter("babies", "baby"), backwards))
    assert one.id == "babies"
    assert one.where
    assert one.where == other.where


def test_there_are_no_fewer_children_than_incidents_that_they_come_from() -> None:
    # 9 incidents are printed; of the same 9 incidents are the children of kind a, so that 2 of kind b are no secret
    kinds = pd.DataFrame(
        {"kind": ["a"] * 9 + ["b"] * 2, "incident_id": [f"i{at}" for at in range(11)]},
        index=pd.Index([f"c{at}" for at in range(11)], name="child_id"),
    )
    incidents = kinds.set_index("incident_id", drop=False)

    def publish_it(publish: Publisher) -> None:
        publish.total("incidents", incidents, label="Incidents")
        publish.share("incidents.a", incidents[incidents["kind"] == "a"], of="incidents", label="a")
        publish.total("children", kinds, label="Children")
        publish.share("children.a", kinds[kinds["kind"] == "a"], of="children", label="a")

    system = build_system(ledger_of(publish_it))
    relation = next(r for r in system.relations if r.total == system.places["children.a"])
    assert system.places["incidents.a"] in relation.parts
    free = [system.cells[part] for part in relation.parts if system.cells[part].is_free]
    assert [(cell.count, cell.ids) for cell in free] == [(0, ())]


def test_no_more_is_told_of_a_hidden_number_than_its_words_give() -> None:
    # the 3 young children are all of the teenagers' complement by chance of the records, not by any word
    def by_chance(publish: Publisher) -> None:
        publish.total("children", RECORDS, label="Children")
        publish.share("first", YOUNG, of="children", label="First")
        publish.share("second", RECORDS[RECORDS["age"] != "teen"], of="children", label="Second")

    left = control(Case(ledger_of(by_chance), Policy()))
    told = next(item for item in left.ledger.hidden if item.id == "first")
    seen = next(item for item in left.reviewed if item.id == "first")
    assert (told.low, told.high) == (0, 100)
    assert seen.high is not None
    assert seen.high < 100
