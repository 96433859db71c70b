"""Decisions that do not hold are refused, each by its line, with what to do."""

import pandas as pd
import pytest
from tests.support.chapters import PEOPLE, Chapter, children, decision, ledger_of, parted, split

from annual_report.disclosure.control import control
from annual_report.disclosure.models import Decision, Rule, Shown
from annual_report.disclosure.position import Case
from annual_report.disclosure.rules import rule_on
from annual_report.disclosure.system import Cell
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.statistics.publish import Publisher

SEXES = {"male": 30, "female": 20, "another": 3}


def everything() -> Chapter:
    """Return a chapter with a count, a share, areas, and ratios on few, on many and on hidden cases."""
    records = children("sex", SEXES)
    areas = pd.DataFrame(index=pd.Index([f"a{at}" for at in range(9)], name="area_id"))

    def chapter(publish: Publisher) -> None:
        publish.total("areas", areas, label="Areas")
        publish.share("areas.late", areas.iloc[:2], of="areas", label="Late")
        split("sex", SEXES)(publish)
        publish.share("children.old", records.iloc[:13], of="children", label="Old")
        publish.share("children.young", records.iloc[:33], of="children", label="Young")
        publish.reference("people", pd.Series([100]), unit=PEOPLE, label="People")
        publish.reference("people.old", pd.Series([3]), unit=PEOPLE, label="Old", of="people")
        publish.ratio("ratio.few", part="children.old", against="people.old", label="Ratio")
        publish.ratio("ratio.many", part="children.young", against="people.old", label="Ratio")
        publish.ratio("ratio.rests", part="children.sex.another", against="people.old", label="Ratio")

    return chapter


EXEMPT = Policy(exempt={"area": "A public body, not a child"})


def refused(chapter: Chapter, *decisions: Decision, policy: Policy | None = None) -> str:
    with pytest.raises(CheckError) as caught:
        control(Case(ledger_of(chapter), policy or Policy(), decisions))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "shown", "message"),
    [
        ("children.sex.other", Shown.COUNT, "there is no such statistic or remainder"),
        ("children.sex.male", Shown.COUNT, "no rule hides it any more"),
        ("children.sex.female", Shown.COUNT, "no rule hides it any more"),  # hidden only to protect another
        ("children less children.sex.other", Shown.COUNT, "there is no such statistic or remainder"),
        ("children less children.sex.male", Shown.COUNT, "no rule hides it any more"),
        ("children less children.old", Shown.COUNT, "no rule hides it any more"),
        ("areas.late", Shown.COUNT, "its unit or source is exempt"),
        ("people.old", Shown.COUNT, "its unit or source is exempt"),
        ("children.sex.another", Shown.PERCENT, "of a base of 100 or more"),
        ("children.sex.another", Shown.ABOVE, "above is for ratios"),
        ("children.sex.another", Shown.BELOW, "below is for ratios"),
        ("ratio.few", Shown.BELOW, "it is not below 1"),
        ("ratio.few", Shown.PERCENT, "a ratio is shown as a count"),
        ("ratio.many", Shown.COUNT, "no rule hides it any more"),
        ("ratio.rests", Shown.COUNT, "rests on a hidden number"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused_with_its_line(name: str, shown: Shown, message: str) -> None:
    found = refused(everything(), decision(name, shown, line=7), policy=EXEMPT)
    assert "1 decision(s) do not hold" in found
    assert f"decisions.csv, line 7: {name}: " in found
    assert message in found


@pytest.mark.parametrize(
    ("name", "shown"), [("ratio.few", Shown.COUNT), ("ratio.few", Shown.ABOVE), ("ratio.rests", Shown.ABOVE)]
)
def test_a_decision_on_a_ratio_that_holds_is_kept(name: str, shown: Shown) -> None:
    found = control(Case(ledger_of(everything()), EXEMPT, (decision(name, shown),)))
    assert found.disclosure.decided[0].shown == shown


def test_all_decisions_that_do_not_hold_are_named_at_once() -> None:
    found = refused(everything(), decision("none", line=2), decision("children.sex.male", line=3), policy=EXEMPT)
    assert "2 decision(s) do not hold" in found
    assert "line 2: none" in found
    assert "line 3: children.sex.male" in found


def test_a_percentage_with_decimals_is_refused() -> None:
    records = children("sex", {"male": 400})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.share("children.known", records.iloc[:4], of="children", label="Known", decimals=1)

    assert "must be whole" in refused(chapter, decision("children.known", Shown.PERCENT))


def test_a_percentage_that_only_one_count_prints_as_is_refused() -> None:
    assert "only one count of 140 is 2%" in refused(
        parted({"known": 3}, 140), decision("children.known", Shown.PERCENT)
    )


def test_a_percentage_of_a_total_is_refused() -> None:
    assert "it has no percentage" in refused(split("sex", {"male": 3}), decision("children", Shown.PERCENT))


@pytest.mark.parametrize(
    ("count", "incidents", "whole", "rule"),
    [
        (0, 0, False, Rule.SHOWN),
        (1, 1, False, Rule.SMALL),
        (5, 5, False, Rule.SMALL),
        (6, 6, False, Rule.SHOWN),
        (6, 5, False, Rule.SMALL),
        (60, 1, True, Rule.SMALL),
        (60, 60, True, Rule.WHOLE),
    ],
)
def test_the_rule_on_a_count(count: int, incidents: int, whole: bool, rule: Rule) -> None:
    assert rule_on(Cell("a", ("a",), count, incidents, whole), Policy()) is rule


def test_a_remainder_that_is_all_of_its_base_is_not_hidden() -> None:
    assert rule_on(Cell("a less b", (), 60, 60, whole=True), Policy()) is Rule.SHOWN
