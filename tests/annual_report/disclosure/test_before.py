"""What was published before counts as known, and what changed since, or is of one area, is a count like any other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.chapters import (
    decision,
    earlier,
    figure,
    hidden_ids,
    ledger_of,
    parted,
    split,
)

from annual_report.disclosure.before import printing_as, revised, sided
from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.earlier import Earlier, release_hash
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy
from annual_report.errors import CheckError
from annual_report.figures.printed import Form
from annual_report.rounding import percent
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic, Unit

CHILD = Unit(one="child", many="children")
SEXES = {"male": 30, "female": 20, "another": 3}
LEDGER = ledger_of(split("sex", SEXES))


def controlled(ledger: Ledger, *before: Earlier, keep: tuple[str, ...] = (), **case: tuple) -> Controlled:  # type: ignore[type-arg]
    return control(Case(ledger, Policy(keep=keep), earlier=before, **case))


def signed_off(found: Controlled, number: int = 1) -> Earlier:
    return earlier(found.ledger, number, found.disclosure)


def test_the_same_records_give_the_same_release_for_ever() -> None:
    first = controlled(LEDGER)
    before = [signed_off(first)]
    for number in (2, 3):
        again = controlled(LEDGER, *before)
        assert again == first
        before.append(signed_off(again, number))
    assert len({release.hash for release in before}) == 1
    assert {release_hash(release.release) for release in before} == {before[0].hash}


def test_what_was_printed_and_is_hidden_now_stops_the_release() -> None:
    with pytest.raises(CheckError, match=r"children\.sex\.another: may not be printed .* release 001, signed off"):
        controlled(LEDGER, earlier(LEDGER))


def test_what_was_printed_and_is_hidden_now_may_be_decided() -> None:
    again = controlled(LEDGER, earlier(LEDGER), decisions=(decision("children.sex.another"),))
    assert not again.ledger.hidden


def test_what_was_hidden_is_not_printed_later_if_both_releases_together_tell() -> None:
    """Release 1 printed the boys; if release 2 printed the girls, the third would follow from the total."""
    first = controlled(LEDGER)
    assert hidden_ids(first) == ["children.sex.another", "children.sex.female"]
    with pytest.raises(CheckError, match=r"children\.sex\.another may not be printed, and whatever else is hidden"):
        controlled(LEDGER, signed_off(first), keep=("children.sex.female",))


def test_the_choice_of_an_earlier_release_stands_though_another_were_cheaper_now() -> None:
    first = controlled(LEDGER, keep=("children.sex.female",))
    assert hidden_ids(first) == ["children.sex.another", "children.sex.male"]
    assert hidden_ids(controlled(LEDGER)) == ["children.sex.another", "children.sex.female"]
    assert hidden_ids(controlled(LEDGER, signed_off(first))) == ["children.sex.another", "children.sex.male"]


@pytest.mark.parametrize(("now", "hidden"), [(33, True), (36, False), (25, True), (24, False)])
def test_the_previous_releases_difference_is_caught(now: int, hidden: bool) -> None:
    """A count revised by a few tells of those few, up or down."""
    old, new = (ledger_of(parted({"known": count}, 60)) for count in (30, now))
    found = controlled(new, earlier(old))
    assert hidden_ids(found) == (["children.known"] if hidden else [])
    assert found.disclosure.revised == (() if hidden else ("children.known",))


def test_the_difference_of_a_total_is_named_and_stops_the_release() -> None:
    old, new = (ledger_of(parted({}, count)) for count in (60, 63))
    with pytest.raises(CheckError, match=r"change of children in release 001 may not be printed"):
        controlled(new, earlier(old))


def test_the_difference_of_a_total_may_be_decided() -> None:
    old, new = (ledger_of(parted({}, count)) for count in (60, 63))
    found = controlled(new, earlier(old), decisions=(decision("change of children in release 001"),))
    assert found.disclosure.revised == ("children",)


def test_the_leak_of_a_difference_between_releases_is_caught_by_name() -> None:
    """Nothing can be hidden any more: the number is decided, so its change would be printed."""
    old, new = (ledger_of(split("sex", SEXES | {"another": another})) for another in (7, 4))
    case = Case(new, Policy(), (decision("children.sex.another"),), (), (earlier(old),))
    with pytest.raises(CheckError, match=r"change of children\S* in release 001 may not be printed"):
        control(case)


def test_a_count_of_a_table_that_was_dropped_is_still_known() -> None:
    """Release 1 printed the boys and all children; with the girls of release 2, the third follows."""
    first = controlled(LEDGER)
    assert hidden_ids(first) == ["children.sex.another", "children.sex.female"]
    girls = LEDGER.model_copy(
        update={
            "statistics": tuple(s for s in LEDGER.statistics if s.id in ("children", "children.sex.female")),
            "breakdowns": (),
            "tables": (),
        }
    )
    assert hidden_ids(controlled(girls)) == []
    assert hidden_ids(controlled(girls, signed_off(first))) == ["children.sex.female"]


def test_a_dropped_count_that_leaves_enough_hides_nothing() -> None:
    sexes = ledger_of(split("sex", {"male": 30, "female": 20, "another": 8}))
    assert hidden_ids(controlled(ledger_of(parted({"known": 40}, 58)), earlier(sexes))) == []


@pytest.mark.parametrize("now", [60, 80])
def test_what_was_printed_of_a_total_that_is_revised_says_nothing_of_what_is_counted_now(now: int) -> None:
    """30, 20 and 10 make up 60; they are no parts of 80."""
    sexes = ledger_of(split("sex", {"male": 30, "female": 20, "another": 10}))
    found = controlled(ledger_of(parted({"known": 3}, now)), earlier(sexes))
    assert hidden_ids(found) == ["children.known"]


def test_what_was_printed_beside_a_category_that_is_revised_is_no_part_of_the_total_now() -> None:
    sexes = ledger_of(split("sex", {"male": 30, "female": 20, "another": 10}))
    now = ledger_of(split("sex", {"male": 40, "female": 10, "another": 10}))
    men = ("children", "children.sex.male")
    only = now.model_copy(update={"statistics": tuple(s for s in now.statistics if s.id in men), "tables": ()})
    assert hidden_ids(controlled(only, earlier(sexes))) == []


def areas(*shares: int) -> list[Earlier]:
    """Return the releases of areas, each with so many of 40 children known."""
    return [
        earlier(ledger_of(parted({"known": known}, 20), edition=f"2020-AREA-{at:03d}"), at)
        for at, known in enumerate(shares, 1)
    ]


def test_areas_that_leave_few_of_a_count_are_caught_by_name() -> None:
    """13 and 12 children of two areas leave 3 of the 28 in all for whoever subtracts."""
    national = ledger_of(parted({"known": 28}, 60))
    with pytest.raises(CheckError, match=r"children\.known in no area released may not be printed"):
        controlled(national, *areas(13, 12), keep=("children.known",))
    assert hidden_ids(controlled(national, *areas(13, 12))) == ["children.known"]


def test_areas_that_leave_enough_are_printed() -> None:
    assert hidden_ids(controlled(ledger_of(parted({"known": 40}, 60)), *areas(13, 12))) == []


def test_the_release_of_another_edition_tells_nothing() -> None:
    other = earlier(ledger_of(split("sex", SEXES), edition="2019"))
    assert hidden_ids(controlled(LEDGER, other)) == ["children.sex.another", "children.sex.female"]


def test_what_is_revised_is_named() -> None:
    now = ledger_of(parted({"known": 40}, 60))
    before = tuple(earlier(ledger_of(parted({"known": count}, 60)), at) for at, count in ((1, 30), (2, 40)))
    assert revised(before, now) == ("children.known",)


def statistic(name: str, count: int, base: int) -> Statistic:
    return Statistic(id=name, label="x", unit=CHILD, count=count, base="base", base_count=base)


@given(st.integers(1, 400), st.data())
def test_a_percentage_leaves_just_the_counts_that_print_as_it(base: int, data: st.DataObject) -> None:
    item = statistic("a", data.draw(st.integers(0, base)), base)
    shown = percent(item.count, base)
    known = printing_as(item, shown, "")
    told = [count for count in range(base + 1) if percent(count, base) == shown]
    assert (known.low, known.high) == (told[0], told[-1])


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_the_side_of_a_ratio_leaves_just_the_counts_on_that_side(base: int, other: int, data: st.DataObject) -> None:
    part = statistic("a", data.draw(st.integers(0, base)), base)
    against = statistic("b", data.draw(st.integers(1, other)), other)
    share = [count * other - base * against.count for count in range(base + 1)]
    if not share[part.count]:
        return  # on no side
    ratio = Ratio(
        id="r", label="x", part="a", against="b", numerator=part.count * other, denominator=base * against.count
    )
    known = sided(ratio, {"a": part, "b": against}, "")
    same = [count for count, side in enumerate(share) if side and (side > 0) == (share[part.count] > 0)]
    assert known.low == same[0]
    assert (base if known.high is None else known.high) == same[-1]


def test_a_bound_that_an_edition_printed_narrows_to_above_it() -> None:
    over = figure("children.known", "over 40%", Form.OVER_PERCENT)
    found = controlled(ledger_of(parted({"known": 50}, 53)), figures=(over,))
    (left,) = found.ledger.hidden
    assert left.low == 22  # more than 40% of 53 is more than 21.2
    assert Decimal(100 * left.low) / 53 > 40


@pytest.mark.parametrize(("printed", "form"), [("40%", Form.PERCENT), ("over 95%", Form.OVER_PERCENT)])
def test_a_printed_figure_that_does_not_come_out_tells_nothing(printed: str, form: Form) -> None:
    """It stops the build, with a message of its own; here it must not make the true count impossible."""
    found = controlled(ledger_of(parted({"known": 50}, 53)), figures=(figure("children.known", printed, form),))
    assert [(item.low, item.high) for item in found.ledger.hidden] == [(0, 53)]
