"""What is known before anything is printed, and names in the policy that mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.chapters import decision, earlier, figure, ledger_of, split

from annual_report.disclosure.models import Shown
from annual_report.disclosure.position import Case, rounded, rounded_ids, take_position
from annual_report.editions.policy import Merge, Policy
from annual_report.errors import InputError
from annual_report.figures.models import Status
from annual_report.figures.printed import Form

LEDGER = ledger_of(split("sex", {"male": 300, "female": 200, "another": 7}))
MERGE = Merge(breakdown="children.gender", parts=("male", "another"), label="Male or another")


@pytest.mark.parametrize(
    ("policy", "setting", "name"),
    [
        (Policy(exempt={"area": "A public body, not a child"}), "exempt", "area"),
        (Policy(keep=("children.sex.none",)), "keep", "children.sex.none"),
        (Policy(rounding={"region": 10}), "rounding", "region"),
        (Policy(merge=(MERGE,)), "merge", "children.gender"),
    ],
)
def test_a_name_in_the_policy_that_means_nothing_is_refused(policy: Policy, setting: str, name: str) -> None:
    with pytest.raises(InputError, match=rf"edition\.toml: disclosure\.{setting} names '{name}'.* There are: "):
        take_position(Case(LEDGER, policy))


@pytest.mark.parametrize(
    ("printed", "form", "low", "high"),
    [
        ("7", Form.COUNT, 7, 7),
        ("seven", Form.WORDS, 7, 7),
        ("1%", Form.PERCENT, 3, 7),
        ("over 1%", Form.OVER_PERCENT, 6, None),
    ],
)
def test_a_printed_figure_narrows_its_count(printed: str, form: Form, low: int, high: int | None) -> None:
    position = take_position(Case(LEDGER, Policy(), (), (figure("children.sex.another", printed, form),)))
    place = position.system.places["children.sex.another"]
    assert position.lows[place] == low
    assert position.highs[place] == (max(position.highs) if high is None else high)
    assert position.sources[place] == "figure P1 of published.csv"


def test_a_printed_figure_that_the_records_contradict_tells_nothing() -> None:
    contradicted = figure("children.sex.another", "9", Form.COUNT, Status.CONTRADICTED)
    position = take_position(Case(LEDGER, Policy(), (), (contradicted,)))
    assert position.lows[position.system.places["children.sex.another"]] == 0


def test_two_sources_narrow_one_count_together() -> None:
    small = ledger_of(split("sex", {"male": 300, "female": 200, "another": 4}))
    case = Case(
        small,
        Policy(),
        (decision("children.sex.another", Shown.PERCENT),),
        (figure("children.sex.another", "over 0.5%", Form.OVER_PERCENT),),
    )
    position = take_position(case)
    place = position.system.places["children.sex.another"]
    assert (position.lows[place], position.highs[place]) == (3, 7)
    assert place in position.narrowed
    assert place in position.needs  # the percentage is printed, the count is still to be protected


def test_an_earlier_count_that_is_the_same_now_is_known() -> None:
    position = take_position(Case(LEDGER, Policy(), (), (), (earlier(LEDGER),)))
    assert position.is_known(position.system.places["children.sex.another"])


def test_places_within_places_are_rounded_too() -> None:
    ledger = ledger_of(split("region", {"north": 32, "mid": 8, "south": 47}))
    case = Case(ledger, Policy(rounding={"region": 10}))
    assert rounded_ids(case) == dict.fromkeys(
        ("children.region.north", "children.region.mid", "children.region.south"), 10
    )


@given(st.integers(0, 10_000), st.integers(1, 100))
def test_rounding_is_to_the_nearest_and_half_up(count: int, to: int) -> None:
    found = rounded(count, to)
    assert found % to == 0
    assert -to <= 2 * (count - found) < to
