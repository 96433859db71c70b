import pytest
from tests.support.books import small_release

from annual_report.comparison.changes import ClaimChange, Standing, State
from annual_report.comparison.claims import turned
from annual_report.lint.reading import read_markdown
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Pin


def before() -> Ledger:
    """Return the small ledger anew: a copy of one that was asked for its values keeps them."""
    return small_release().ledger


def with_sudi(**fields: object) -> Ledger:
    statistics = tuple(s.model_copy(update=fields) if s.id == "deaths.sudi" else s for s in before().statistics)
    return before().model_copy(update={"statistics": statistics})


def find(text: str, after: Ledger) -> tuple[ClaimChange, ...]:
    return turned([read_markdown("book/page.md", text)], before(), after)


OVER = "SUDI was {claim}`over thirty percent <percent(deaths.sudi) > 30>`."


def test_a_claim_that_no_longer_holds_is_shown_with_both_workings() -> None:
    assert find(f"# Title\n\n{OVER}", with_sudi(count=50)) == (
        ClaimChange(
            "book/page.md:3",
            "over thirty percent",
            "percent(deaths.sudi) > 30",
            Standing(State.HOLDS, "percent(deaths.sudi) is 30.58"),
            Standing(State.FALSE, "percent(deaths.sudi) is 24.27"),
        ),
    )


def test_a_claim_that_becomes_true_is_shown_too() -> None:
    (change,) = find("{claim}`over forty <percent(deaths.sudi) > 40>`", with_sudi(count=100))
    assert (change.before.state, change.after.state) == (State.FALSE, State.HOLDS)


@pytest.mark.parametrize("fields", [{}, {"count": 70}])
def test_a_claim_that_stands_as_it_did_is_not_shown(fields: dict[str, object]) -> None:
    assert not find(OVER, with_sudi(**fields))


def test_a_claim_that_published_figures_no_longer_decide_is_open() -> None:
    (change,) = find(OVER, with_sudi(pinned=Pin.NOTHING))
    assert (change.before.state, change.after.state) == (State.HOLDS, State.OPEN)


def test_a_claim_of_what_is_gone_cannot_be_decided() -> None:
    (change,) = find(OVER, before().model_copy(update={"statistics": before().statistics[:1]}))
    assert change.after.state is State.UNDECIDED
    assert "there is no statistic 'deaths.sudi'" in change.after.reason


def test_the_claim_behind_a_charts_title_is_decided_in_both() -> None:
    chart = before().charts[0].model_copy(update={"title": "Over thirty", "claim": "percent(deaths.sudi) > 30"})
    after = with_sudi(count=50).model_copy(update={"charts": (chart,)})
    (change,) = turned((), before(), after)
    assert (change.place, change.words) == ("chart deaths", "Over thirty")
    assert (change.before.state, change.after.state) == (State.HOLDS, State.FALSE)


def test_a_malformed_claim_is_left_to_the_check_of_the_narrative() -> None:
    assert not find("{claim}`most` and {claim}`most <deaths>`.", with_sudi(count=50))
