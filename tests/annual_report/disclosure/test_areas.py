"""What areas can work out by their own records is refused where nothing more may be hidden, unless a person decided."""

import re
from functools import cache

import pytest
from tests.annual_report.disclosure.test_insiders import SEEDS, drawn, verdict
from tests.support.chapters import decision

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.models import Decision, Shown
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError


@cache
def kept(seed: int) -> tuple[str, ...]:
    """Return all that is printed if nobody asks what areas know: kept, so that nothing more can be hidden."""
    return tuple(item.id for item in control(Case(drawn(seed).ledger, Policy())).ledger.statistics)


@cache
def known(seed: int) -> dict[str, set[tuple[str, ...]]]:
    """Return which areas work out which number, as one finds who tries every possibility.

    Of several numbers of the same records the engine tells the first.
    """
    values = drawn(seed).ledger.values
    first: dict[str, str] = {}
    for item in drawn(seed).ledger.statistics:
        first.setdefault(item.members, item.id)
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, areas in verdict(drawn(seed))[1]:
        found.setdefault(first[values.statistic(name).members], set()).add(areas)
    return found


GIVEN_AWAY = [seed for seed in SEEDS if known(seed)]


def controlled(seed: int, *decisions: Decision) -> Controlled:
    edition = drawn(seed)
    return control(Case(edition.ledger, Policy(keep=kept(seed)), decisions, held=edition.held))


def let_know(seed: int) -> list[Decision]:
    return [decision(name, Shown.AREAS, line) for line, name in enumerate(sorted(known(seed)), start=2)]


@pytest.mark.parametrize("seed", GIVEN_AWAY)
def test_what_areas_work_out_stops_the_build_with_the_areas_and_the_ways_out(seed: int) -> None:
    with pytest.raises(CheckError) as caught:
        controlled(seed)
    told = str(caught.value)
    assert f"{len(known(seed))} hidden number(s) can be worked out by areas that know their own records" in told
    for name, areas in known(seed).items():
        (line,) = (line for line in told.splitlines() if line.startswith(f"  {name}: by "))
        assert any(" and ".join(who) + ", who sent " in line for who in areas)
    assert re.search(r"[a-z.]+,areas,<reason>,<who>,<when>,<reviewed by>;", told)


@pytest.mark.parametrize("seed", GIVEN_AWAY)
def test_a_decision_lets_areas_know_and_prints_nothing(seed: int) -> None:
    found = controlled(seed, *let_know(seed))
    assert {item.id for item in found.ledger.statistics} == set(kept(seed))
    told = {(one.statistic, one.areas) for one in found.of_areas.worked_out}
    assert told == {(name, who) for name, areas in known(seed).items() for who in areas}
    assert all(one.low == one.high == one.count - one.own for one in found.of_areas.worked_out)
    assert found.of_areas.in_words.endswith(f"some know {', '.join(sorted(known(seed)))}, by decision")
    assert found.disclosure.decided == ()


def test_a_decision_that_no_area_needs_is_refused_with_its_line() -> None:
    seed = GIVEN_AWAY[0]
    idle = next(
        item.id
        for item in control(Case(drawn(seed).ledger, Policy())).reviewed
        if item.rule == "small" and not item.is_printed and item.id not in known(seed)
    )
    with pytest.raises(CheckError, match=rf"decisions.csv, line 9: {idle}: no areas can work it out"):
        controlled(seed, *let_know(seed), decision(idle, Shown.AREAS, line=9))


def test_where_no_records_are_held_nobody_is_asked() -> None:
    found = control(Case(drawn(GIVEN_AWAY[0]).ledger, Policy()))
    assert (found.of_areas.areas, found.of_areas.worked_out, found.of_areas.narrowed) == (0, (), ())
