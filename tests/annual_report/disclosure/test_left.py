"""What is left of hidden numbers, and that a checker sees every number with what stands beside it."""

from tests.support.chapters import decision, hidden_ids, ledger_of, parted, reviewed, split

from annual_report.disclosure.control import control
from annual_report.disclosure.models import Rule, Shown
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.release import Decided

LEDGER = ledger_of(split("sex", {"male": 30, "female": 20, "another": 3}))
FOUND = control(Case(LEDGER, Policy()))


def test_a_checker_sees_every_number_once_with_its_count() -> None:
    assert [item.id for item in FOUND.reviewed] == sorted(LEDGER.values.items)
    counts = {item.id: item.count for item in LEDGER.statistics}
    assert {item.id: item.count for item in FOUND.reviewed} == counts


def test_a_checker_sees_what_can_be_worked_out_and_what_is_printed_beside() -> None:
    item = reviewed(FOUND, "children.sex.another")
    assert (item.rule, item.is_printed, item.low, item.high) == (Rule.SMALL, False, 0, 23)
    assert item.neighbours == ("children", "children.sex.male")  # not what is hidden with it


def test_of_what_is_hidden_its_name_and_its_base_are_left() -> None:
    left = next(item for item in FOUND.ledger.hidden if item.id == "children.sex.another")
    assert (left.label, left.base, left.base_count) == ("Another", "children", 53)
    assert (left.percent, left.rounded, left.direction) == (None, None, "")


def test_the_bounds_of_the_two_that_protect_each_other_are_the_same() -> None:
    """Neither says which is small."""
    bounds = {(item.low, item.high, item.symbol) for item in FOUND.ledger.hidden}
    assert len(bounds) == 1


def test_the_highest_that_nothing_bounds_is_not_told() -> None:
    """It would be made from the counts that are hidden."""
    found = control(Case(ledger_of(parted({}, 4)), Policy()))
    (left,) = found.ledger.hidden
    assert (left.id, left.low, left.high) == ("children", 0, None)


def test_what_was_decided_is_told_in_the_order_of_the_numbers() -> None:
    ledger = ledger_of(parted({"one": 4, "late": 5}, 900))
    decisions = tuple(decision(f"children.{name}", Shown.COUNT, line) for line, name in enumerate(("one", "late"), 2))
    gap = decision("children.late less children.one", line=4)
    found = control(Case(ledger, Policy(), (*decisions, gap)))
    assert not hidden_ids(found)
    assert [told.statistic for told in found.disclosure.decided] == [
        "children.late",
        "children.late less children.one",
        "children.one",
    ]
    assert found.disclosure.decided[0] == Decided(
        statistic="children.late", shown="count", reason="Printed in May 2021"
    )


def test_readers_are_told_the_rules_of_the_edition() -> None:
    strict = control(Case(LEDGER, Policy(threshold=10, events=30, provisional=True))).disclosure
    assert (strict.threshold, strict.events, strict.provisional) == (10, 30, True)
