"""What is hidden to protect: the fewest, then those on which least rests, then small counts; noughts last."""

from dataclasses import replace

import pytest
from tests.support.chapters import children, hidden_ids, ledger_of, split

from annual_report.disclosure import choice
from annual_report.disclosure.choice import choose
from annual_report.disclosure.control import control
from annual_report.disclosure.position import Case, take_position
from annual_report.disclosure.suppression import Suppressed, Task, suppress
from annual_report.editions.policy import Policy
from annual_report.statistics.publish import Publisher


def test_one_more_is_hidden_not_two() -> None:
    position = take_position(Case(ledger_of(split("sex", {"male": 30, "female": 20, "another": 3})), Policy()))
    assert len(choose(position).hidden) == 2


def test_two_small_counts_protect_each_other_if_they_are_enough_together() -> None:
    position = take_position(Case(ledger_of(split("sex", {"male": 30, "female": 4, "another": 3})), Policy()))
    named = {position.system.cells[place].name for place in choose(position).hidden}
    assert named == {"children.sex.another", "children.sex.female"}


def test_two_small_counts_that_are_too_few_together_hide_a_third() -> None:
    """Their sum follows from the rest, and would say that each is below the threshold."""
    position = take_position(Case(ledger_of(split("sex", {"male": 30, "female": 2, "another": 3})), Policy()))
    assert len(choose(position).hidden) == 3


def test_a_nought_is_hidden_only_if_nothing_else_will_do() -> None:
    counts = {"male": 30, "female": 0, "another": 3}
    assert hidden_ids(control(Case(ledger_of(split("sex", counts)), Policy()))) == [
        "children.sex.another",
        "children.sex.male",
    ]
    whole = hidden_ids(control(Case(ledger_of(split("sex", {"male": 30})), Policy())))
    assert len(whole) == 2  # what is all of its base needs one


def test_what_other_percentages_rest_on_is_hidden_last() -> None:
    records = children("sex", {"male": 30, "female": 20, "another": 3})

    def chapter(publish: Publisher) -> None:
        split("sex", {"male": 30, "female": 20, "another": 3})(publish)
        females = records[records["sex"] == "female"]
        publish.share("children.sex.female.old", females.iloc[:10], of="children.sex.female", label="Old")

    assert "children.sex.female" not in hidden_ids(control(Case(ledger_of(chapter), Policy())))


def test_how_many_fewer_might_do_comes_with_what_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case(ledger_of(split("sex", {"male": 30, "female": 20, "another": 3})), Policy())
    assert control(case).spare == 0

    def unproven(task: Task) -> Suppressed:  # as from a search that ended early, two numbers and a half off
        found = suppress(task)
        return replace(found, bound=found.cost - 25_000) if task.needs else found

    monkeypatch.setattr(choice, "suppress", unproven)
    assert control(case).spare == 2


def test_where_nothing_is_to_be_protected_nothing_is_hidden() -> None:
    position = take_position(Case(ledger_of(split("sex", {"male": 30, "female": 20, "another": 6})), Policy()))
    assert choose(position).hidden == frozenset()
