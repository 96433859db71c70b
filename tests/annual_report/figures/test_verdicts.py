from decimal import Decimal

import pytest

from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.pins import pin
from annual_report.figures.printed import Form
from annual_report.figures.verdicts import as_message, assess, tally
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Breakdown, Pin, Published, Ratio, Statistic, Unit

UNIT = Unit(one="incident", many="incidents")


def part(name: str, count: int, base: str = "all", of: int = 206) -> Statistic:
    return Statistic(id=name, label=name, unit=UNIT, count=count, base=base, base_count=of)


def ledger(*, synthetic: bool = True) -> Ledger:
    items: list[Published] = [
        Statistic(id="all", label="All", unit=UNIT, count=206),
        part("cause.a", 36),
        part("cause.b", 42),
        part("cause.c", 128),
        Breakdown(id="cause", label="Cause", base="all", parts=("cause.a", "cause.b", "cause.c")),
        part("abuse", 84),
        part("gang", 38, "cause.a", 51).model_copy(update={"base_count": 51}),
        Ratio(id="ratio", label="", part="cause.a", against="cause.b", numerator=3, denominator=2),
    ]
    return merge("2020", [("n", item) for item in items], synthetic=synthetic)


def figure(
    printed: str, form: Form | None, name: str = "cause.b", status: Status = Status.REPRODUCED
) -> PublishedFigure:
    """Return a figure; ``name`` may hold several ids."""
    return PublishedFigure(
        id="P9",
        paragraph="9",
        statement="s",
        printed=printed,
        form=form,
        decimals=0,
        statistics=tuple(name.split()) if form else (),
        status=status,
        note="",
    )


@pytest.mark.parametrize(
    ("printed", "form", "name"),
    [
        ("42", Form.COUNT, "cause.b"),
        ("forty-two", Form.WORDS, "cause.b"),
        ("20%", Form.PERCENT, "cause.b"),
        ("42 of 206", Form.SHARE_OF, "cause.b"),
        ("42 (20%)", Form.COUNT_PERCENT, "cause.b"),
        ("over 20%", Form.OVER_PERCENT, "cause.b"),
        ("most (62%)", Form.MOST_PERCENT, "cause.c"),
        ("a clear majority (62%)", Form.MOST_PERCENT, "cause.c"),
        ("over-represented", Form.OVER_REPRESENTED, "ratio"),
        ("second peak", Form.LARGEST, "cause.b cause.a"),
    ],
)
def test_what_is_printed_as_computed_is_reproduced(printed: str, form: Form, name: str) -> None:
    (verdict,), faults = assess([figure(printed, form, name)], ledger())
    assert not faults
    assert verdict.holds
    assert verdict.computed == printed


@pytest.mark.parametrize(
    ("printed", "form", "name", "computed"),
    [
        ("43", Form.COUNT, "cause.b", "42"),
        ("21%", Form.PERCENT, "cause.b", "20%"),
        ("over 21%", Form.OVER_PERCENT, "cause.b", "20%"),
        ("most (20%)", Form.MOST_PERCENT, "cause.b", "20%, not a majority"),
        ("most (63%)", Form.MOST_PERCENT, "cause.c", "most (62%)"),
        ("all", Form.ALL, "cause.b", "42 of 206"),
        ("under-represented", Form.UNDER_REPRESENTED, "ratio", "ratios 1.50"),
        ("second peak", Form.LARGEST, "cause.b cause.a cause.c", "not above cause.c"),
    ],
)
def test_a_figure_that_does_not_come_out_is_named(printed: str, form: Form, name: str, computed: str) -> None:
    _, faults = assess([figure(printed, form, name)], ledger())
    assert faults == (f"P9 (paragraph 9): printed '{printed}', computed '{computed}'",)
    assert "1 published figure(s) do not come out" in as_message(faults)


def test_a_contradicted_figure_must_not_hold() -> None:
    (verdict,), faults = assess([figure("21%", Form.PERCENT, status=Status.CONTRADICTED)], ledger())
    assert not verdict.holds
    assert not faults
    _, faults = assess([figure("20%", Form.PERCENT, status=Status.CONTRADICTED)], ledger())
    assert faults == ("P9: declared contradicted, but the records give '20%' as printed",)


@pytest.mark.parametrize(("printed", "name"), [("most (20%)", "cause.b"), ("mainly (41%)", "abuse")])
def test_a_true_number_with_a_false_word_is_contradicted_in_words(printed: str, name: str) -> None:
    said = figure(printed, Form.MOST_PERCENT, name, Status.CONTRADICTED_IN_WORDS)
    (verdict,), faults = assess([said], ledger())
    assert not faults
    assert not verdict.holds
    assert (verdict.computed or "").endswith("%, not a majority")
    assert tally([verdict]).endswith("0 contradicted, 1 contradicted in words, 0 narrative only")


@pytest.mark.parametrize(
    ("printed", "name", "computed"),
    [("most (62%)", "cause.c", "most (62%)"), ("most (21%)", "cause.b", "20%, not a majority")],
)
def test_a_word_is_contradicted_only_where_its_number_comes_out(printed: str, name: str, computed: str) -> None:
    _, faults = assess([figure(printed, Form.MOST_PERCENT, name, Status.CONTRADICTED_IN_WORDS)], ledger())
    assert faults[0].startswith("P9: declared contradicted in words")
    assert faults[0].endswith(f"They give {computed!r}")


def test_exactly_half_is_no_majority() -> None:
    half = merge("2020", [("n", part("half", 103))], synthetic=False)
    (verdict,), _ = assess([figure("most (50%)", Form.MOST_PERCENT, "half")], half)
    assert verdict.computed == "50%, not a majority"


def test_an_unknown_statistic_is_named() -> None:
    _, faults = assess([figure("42", Form.COUNT, "cause.bb")], ledger())
    assert faults[0].startswith("P9: there is no statistic 'cause.bb'")


def test_the_tally_counts_each_status() -> None:
    figures = [figure("42", Form.COUNT), figure("x", None, status=Status.NARRATIVE_ONLY)]
    verdicts, _ = assess(figures, ledger())
    assert (
        tally(verdicts)
        == "2 published figures: 1 reproduced, 0 contradicted, 0 contradicted in words, 1 narrative only"
    )


def pins(*figures: PublishedFigure) -> dict[str, Pin]:
    return {item.id: item.pinned for item in pin(ledger(), figures).statistics}


def test_a_printed_count_pins_and_a_percentage_pins_only_itself() -> None:
    found = pins(
        figure("206", Form.COUNT, "all"), figure("42 (20%)", Form.COUNT_PERCENT), figure("41%", Form.PERCENT, "abuse")
    )
    assert (found["all"], found["cause.b"], found["abuse"], found["cause.a"]) == (
        Pin.COUNT,
        Pin.COUNT,
        Pin.PERCENT,
        Pin.NOTHING,
    )


def test_what_remains_of_a_pinned_whole_is_pinned() -> None:
    found = pins(figure("206", Form.COUNT, "all"), figure("42", Form.COUNT), figure("36", Form.COUNT, "cause.a"))
    assert found["cause.c"] is Pin.COUNT


def test_a_percentage_that_one_count_prints_as_pins_the_count() -> None:
    assert pins(figure("75%", Form.PERCENT, "gang"))["gang"] is Pin.PERCENT
    assert pins(figure("36", Form.COUNT, "cause.a"), figure("75%", Form.PERCENT, "gang"))["gang"] is Pin.COUNT


def test_real_records_are_not_marked() -> None:
    found = pin(ledger(synthetic=False), [])
    assert {item.pinned for item in found.statistics} == {Pin.COUNT}


def test_a_printed_bound_pins_the_bound_alone() -> None:
    found = {item.id: item for item in pin(ledger(), [figure("over 40%", Form.OVER_PERCENT, "abuse")]).statistics}
    assert (found["abuse"].pinned, found["abuse"].above) == (Pin.BOUND, Decimal(40))
    assert found["cause.a"].above is None


def test_a_printed_percentage_pins_more_than_a_bound() -> None:
    both = [figure("over 40%", Form.OVER_PERCENT, "abuse"), figure("41%", Form.PERCENT, "abuse")]
    assert pins(*both)["abuse"] is Pin.PERCENT
    assert pins(*reversed(both))["abuse"] is Pin.PERCENT


def test_a_percentage_beside_a_false_word_is_pinned_as_a_percentage() -> None:
    said = figure("mainly (41%)", Form.MOST_PERCENT, "abuse", Status.CONTRADICTED_IN_WORDS)
    assert pins(said)["abuse"] is Pin.PERCENT


def test_a_printed_direction_pins_the_direction_of_a_ratio() -> None:
    (ratio,) = pin(ledger(), [figure("over-represented", Form.OVER_REPRESENTED, "ratio")]).ratios
    assert ratio.pinned is Pin.BOUND


def test_an_order_said_in_words_is_kept() -> None:
    said = figure("predominance", Form.LARGEST, "cause.c cause.a cause.b")
    assert pin(ledger(), [said]).orders == (("cause.c", "cause.a"), ("cause.c", "cause.b"))
