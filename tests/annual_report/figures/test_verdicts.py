import pytest

from annual_report.errors import CheckError
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.pins import pin
from annual_report.figures.printed import Form
from annual_report.figures.verdicts import judge, tally
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
    return PublishedFigure(
        id="P9",
        paragraph="9",
        statement="s",
        printed=printed,
        form=form,
        decimals=0,
        statistics=(name,) if form else (),
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
        ("over-represented", Form.OVER_REPRESENTED, "ratio"),
    ],
)
def test_what_is_printed_as_computed_is_reproduced(printed: str, form: Form, name: str) -> None:
    (verdict,) = judge([figure(printed, form, name)], ledger())
    assert verdict.holds
    assert verdict.computed == printed


@pytest.mark.parametrize(
    ("printed", "form", "name", "computed"),
    [
        ("43", Form.COUNT, "cause.b", "42"),
        ("21%", Form.PERCENT, "cause.b", "20%"),
        ("over 21%", Form.OVER_PERCENT, "cause.b", "20%"),
        ("all", Form.ALL, "cause.b", "42 of 206"),
        ("under-represented", Form.UNDER_REPRESENTED, "ratio", "ratios 1.50"),
    ],
)
def test_a_figure_that_does_not_come_out_is_named(printed: str, form: Form, name: str, computed: str) -> None:
    with pytest.raises(CheckError, match=rf"P9 \(paragraph 9\): printed '{printed}', computed '{computed}'"):
        judge([figure(printed, form, name)], ledger())


def test_a_contradicted_figure_must_not_hold() -> None:
    (verdict,) = judge([figure("21%", Form.PERCENT, status=Status.CONTRADICTED)], ledger())
    assert not verdict.holds
    with pytest.raises(CheckError, match="declared contradicted, but the records give '20%'"):
        judge([figure("20%", Form.PERCENT, status=Status.CONTRADICTED)], ledger())


def test_an_unknown_statistic_is_named() -> None:
    with pytest.raises(CheckError, match=r"P9: there is no statistic 'cause\.bb'"):
        judge([figure("42", Form.COUNT, "cause.bb")], ledger())


def test_the_tally_counts_each_status() -> None:
    figures = [figure("42", Form.COUNT), figure("x", None, status=Status.NARRATIVE_ONLY)]
    assert tally(judge(figures, ledger())) == "2 published figures: 1 reproduced, 0 contradicted, 1 narrative only"


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
