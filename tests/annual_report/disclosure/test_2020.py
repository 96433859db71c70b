"""The edition of 2020 itself: its numbers hold, are the same each time, and without its decisions it is refused."""

from functools import lru_cache

import pytest
from tests.conftest import ROOT
from tests.support.chapters import earlier
from tests.support.ledgers import published_ledger

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.decisions import read_decisions
from annual_report.disclosure.earlier import Earlier
from annual_report.disclosure.models import Rule
from annual_report.disclosure.position import Case
from annual_report.editions.project import Project
from annual_report.errors import CheckError
from annual_report.figures.published import read_published

EDITION = Project(ROOT).edition("2020")
DECISIONS = read_decisions(EDITION.decisions_file)


def case(*before: Earlier) -> Case:
    figures = read_published(EDITION.published_file)
    return Case(published_ledger(), EDITION.disclosure, DECISIONS, figures, before)


@lru_cache(maxsize=1)
def decided() -> Controlled:
    """Return what of 2020 may be released, with its decisions."""
    return control(case())


def test_every_small_count_is_hidden_or_decided() -> None:
    exempt = EDITION.disclosure.exempt
    for item in decided().reviewed:
        is_small = item.count is not None and 0 < item.count < EDITION.disclosure.threshold
        if is_small and item.unit not in exempt and item.rule is not Rule.REFERENCE:
            assert item.decision or not item.is_printed, item.id


def test_the_same_release_comes_each_time_and_again_after_it_was_signed_off() -> None:
    first, second = decided(), control(case())
    assert first == second
    before = earlier(first.ledger, disclosure=first.disclosure)
    again = control(case(before))
    assert again.ledger == first.ledger
    assert again.disclosure == first.disclosure
    assert earlier(again.ledger, disclosure=again.disclosure).hash == before.hash


def test_without_its_decisions_it_names_the_figures_and_what_to_do() -> None:
    figures = read_published(EDITION.published_file)
    with pytest.raises(CheckError) as caught:
        control(Case(published_ledger(), EDITION.disclosure, (), figures))
    message = str(caught.value)
    assert "add a line to decisions.csv" in message
    for name, figure in (
        ("children.sex.transgender", "P07c"),
        ("other.reason.criminal_exploitation", "F1c"),
        ("other.reason.risk_taking_other", "F1d"),
        ("suicides.school_closure", "P04a"),
    ):
        assert f"{name}: may not be printed (fewer than 6, or all of its base), but figure {figure}" in message


@pytest.mark.parametrize("dropped", DECISIONS, ids=lambda decision: decision.statistic)
def test_each_count_that_is_decided_is_needed(dropped: object) -> None:
    kept = tuple(decision for decision in DECISIONS if decision != dropped)
    figures = read_published(EDITION.published_file)
    if getattr(dropped, "shown", "") == "count":
        with pytest.raises(CheckError):
            control(Case(published_ledger(), EDITION.disclosure, kept, figures))
    else:  # the side of a ratio: without it less is told
        assert control(Case(published_ledger(), EDITION.disclosure, kept, figures)).ledger != decided().ledger
