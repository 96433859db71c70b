from decimal import Decimal

import pytest
from tests.support.books import UNIT, small_release
from tests.support.hiding import hidden_release

from annual_report.release import Release
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.models import Form, Pin, Ratio, Statistic
from annual_report.vocabulary.entries import Base, Entry, Placement, entries_of


def entry(release: Release, name: str) -> Entry:
    return next(entry for entry in entries_of(release) if entry.id == name)


def changed(*, synthetic: bool = True, **items: Statistic | Ratio) -> Release:
    """Return the small release with a few more statistics and ratios."""
    small = small_release()
    statistics = tuple(item for item in items.values() if isinstance(item, Statistic))
    ratios = tuple(item for item in items.values() if isinstance(item, Ratio))
    update = {"statistics": (*small.ledger.statistics, *statistics), "ratios": ratios, "synthetic": synthetic}
    return small.model_copy(update={"ledger": small.ledger.model_copy(update=update)})


def test_a_pinned_share_has_its_value_its_base_and_every_role() -> None:
    assert entry(small_release(), "deaths.sudi") == Entry(
        id="deaths.sudi",
        label="SUDI",
        value="63 incidents of 206 (31%)",
        base=Base("incidents", "Incidents"),
        working="63 incidents of 206 (31%), base incidents",
        fixed="Count and percentage",
        notebook="03-child-deaths",
        placements=(
            Placement(Form.SHARE, "{share}`deaths.sudi`", "63 of 206 (31%)"),
            Placement(Form.COUNT, "{count}`deaths.sudi`", "63"),
            Placement(Form.PERCENT, "{percent}`deaths.sudi`", "31%"),
            Placement(Form.WORDS, "{words}`deaths.sudi`", "sixty-three"),
        ),
        not_placed="",
    )


@pytest.mark.parametrize(
    ("name", "paste", "fixed"),
    [
        ("incidents", "{count}`incidents`", "Count and percentage"),
        ("deaths.abuse", "{percent}`deaths.abuse`", "Percentage only"),
        ("deaths.spring", "", "Not: an illustration"),
    ],
)
def test_the_best_role_is_suggested(name: str, paste: str, fixed: str) -> None:
    found = entry(small_release(), name)
    assert (found.paste, found.fixed) == (paste, fixed)


def test_an_illustration_says_why_it_has_no_role() -> None:
    assert entry(small_release(), "deaths.spring").not_placed == "illustration: chart and table only"


def test_real_records_may_all_be_placed() -> None:
    assert entry(changed(synthetic=False), "deaths.spring").paste == "{share}`deaths.spring`"


def test_a_share_of_an_illustration_is_not_placed_though_its_count_is_known() -> None:
    part = Statistic(id="spring.sudi", label="SUDI in spring", unit=UNIT, count=5, base="deaths.spring", base_count=50)
    found = entry(changed(part=part), "spring.sudi")
    assert [placement.role for placement in found.placements] == [Form.COUNT, Form.PERCENT, Form.WORDS]


@pytest.mark.parametrize(
    ("pinned", "paste", "why"),
    [
        (Pin.COUNT, "{ratio}`compared`", ""),
        (Pin.BOUND, "", "bound or direction only: claim it, never place it"),
    ],
)
def test_a_ratio_names_both_its_shares(pinned: Pin, paste: str, why: str) -> None:
    ratio = Ratio(
        id="compared",
        label="SUDI against abuse",
        part="deaths.sudi",
        against="deaths.abuse",
        numerator=63,
        denominator=84,
        pinned=pinned,
    )
    found = entry(changed(ratio=ratio), "compared")
    assert (found.value, found.working) == ("0.75", "0.75: deaths.sudi against deaths.abuse")
    assert found.base == Base("deaths.abuse", "Abuse")
    assert (found.paste, found.not_placed) == (paste, why)


def test_some_is_not_none_and_a_share_of_nothing_has_no_percentage() -> None:
    few = Statistic(id="few", label="Few", unit=UNIT, count=1, base="incidents", base_count=206)
    none = Statistic(id="none", label="None", unit=UNIT, count=0, base="few", base_count=0)
    release = changed(few=few, none=none)
    assert entry(release, "few").value == "1 incident of 206 (<1%)"
    assert entry(release, "none").value == "0 incidents of 0 ([z])"
    assert [placement.role for placement in entry(release, "none").placements] == [Form.COUNT, Form.WORDS]


def test_reference_counts_are_told_apart() -> None:
    census = Statistic(id="census", label="Census", unit=UNIT, count=1000, reference=True, pinned=Pin.NOTHING)
    found = entry(changed(census=census), "census")
    assert (found.fixed, found.value, found.paste) == ("Reference table", "1,000 incidents", "{count}`census`")


def test_a_hidden_number_says_so_and_may_be_placed() -> None:
    found = entry(hidden_release(), "deaths.sudi")
    assert found.value == "[c] incidents of 206"
    assert found.working == "[c] incidents of 206, base incidents"
    assert found.fixed == "Hidden by disclosure control"
    assert found.placements[0] == Placement(Form.SHARE, "{share}`deaths.sudi`", "[c] of 206")
    assert found.not_placed == ""


def test_the_little_that_is_told_of_a_hidden_number_is_shown() -> None:
    release = hidden_release()
    (left,) = release.ledger.hidden

    def told(**fields: object) -> Entry:
        ledger = release.ledger.model_copy(update={"hidden": (left.model_copy(update=fields),)})
        return entry(release.model_copy(update={"ledger": ledger}), "deaths.sudi")

    assert told(percent=Decimal(31)).value == "[c] incidents of 206 (31%)"
    assert told(rounded=60, to=10).value == "60 incidents of 206"
    assert told(rounded=60, to=10).fixed == "Rounded by disclosure control"
    assert told(base_count=None).value == "[c] incidents of [c]"
    assert told(base_count=None).paste == "{count}`deaths.sudi`"
    ratio = {"unit": None, "base": None, "base_count": None, "direction": "above"}
    assert (told(**ratio).value, told(**ratio).paste) == ("[c], above 1", "{ratio}`deaths.sudi`")


def test_a_share_of_a_hidden_base_keeps_its_count() -> None:
    release = small_release()
    ledger = hide(release.ledger, [what_is_left(release.ledger.values.statistic("incidents"))])
    found = entry(release.model_copy(update={"ledger": ledger}), "deaths.sudi")
    assert (found.value, found.paste) == ("63 incidents of [c]", "{count}`deaths.sudi`")
