"""How numbers become text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.errors import InputError, MissingError
from annual_report.rounding import percent
from annual_report.statistics.models import Cell, Form, Ratio, Statistic, Unit
from annual_report.statistics.values import Values, shown

INCIDENT = Unit(one="incident", many="incidents")


def statistic(count: int = 63, base: int | None = 206, decimals: int = 0) -> Statistic:
    name = None if base is None else "deaths"
    return Statistic(
        id="deaths.sudi", label="x", unit=INCIDENT, count=count, base=name, base_count=base, decimals=decimals
    )


RATIO = Ratio(id="ratio.black", label="x", part="a", against="b", numerator=127, denominator=100)
VALUES = Values({"deaths.sudi": statistic(), "ratio.black": RATIO})


@pytest.mark.parametrize(
    ("form", "text", "number"),
    [
        (Form.COUNT, "63", 63),
        (Form.WORDS, "sixty-three", 63),
        (Form.PERCENT, "31%", 31),
        (Form.SHARE, "63 of 206 (31%)", 31),
        (Form.WHOLE, "100%", 100),
    ],
)
def test_each_form_of_a_statistic(form: Form, text: str, number: int) -> None:
    cell = Cell(statistic="deaths.sudi", form=form)
    assert VALUES.text(cell) == text
    assert VALUES.number(cell) == number


def test_a_ratio_shows_its_value() -> None:
    cell = Cell(statistic="ratio.black", form=Form.RATIO)
    assert VALUES.text(cell) == "1.27"
    assert VALUES.number(cell) == Decimal("1.27")
    assert VALUES.exact(cell) == Fraction(127, 100)


def test_large_counts_have_a_comma() -> None:
    assert shown(statistic(8_442_330, 11_339_000), Form.COUNT) == "8,442,330"
    assert shown(statistic(1_000, 10_000), Form.SHARE) == "1,000 of 10,000 (10%)"


def test_decimals_of_the_statistic_or_as_asked() -> None:
    suicides = statistic(42, 482, decimals=1)
    assert shown(suicides, Form.PERCENT) == "8.7%"
    assert shown(suicides, Form.PERCENT, decimals=0) == "9%"
    assert shown(suicides, Form.SHARE, decimals=2) == "42 of 482 (8.71%)"


def test_an_empty_base_is_not_applicable() -> None:
    empty = statistic(0, 0)
    assert shown(empty, Form.PERCENT) == "[z]"
    assert shown(empty, Form.SHARE) == "0 of 0"
    assert shown(empty, Form.WHOLE) == "[z]"
    values = Values({empty.id: empty})
    for form in (Form.PERCENT, Form.SHARE, Form.WHOLE):
        assert values.number(Cell(statistic=empty.id, form=form)) is None
        assert values.exact(Cell(statistic=empty.id, form=form)) is None


@pytest.mark.parametrize("form", [Form.PERCENT, Form.SHARE])
def test_a_total_has_no_percentage(form: Form) -> None:
    with pytest.raises(InputError, match=r"deaths\.sudi is a total and has no base"):
        shown(statistic(base=None), form)


def test_forms_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="is a ratio and cannot be shown as count"):
        shown(RATIO, Form.COUNT)
    with pytest.raises(InputError, match="not a ratio"):
        shown(statistic(), Form.RATIO)
    for read in (VALUES.text, VALUES.number, VALUES.exact):
        with pytest.raises(InputError):
            read(Cell(statistic="ratio.black", form=Form.PERCENT))
        with pytest.raises(InputError):
            read(Cell(statistic="deaths.sudi", form=Form.RATIO))


def test_a_missing_id_names_the_nearest() -> None:
    with pytest.raises(MissingError, match=r"no statistic 'deaths\.sudy'\. Did you mean deaths\.sudi\?"):
        VALUES.item("deaths.sudy")
    with pytest.raises(MissingError, match="No id is like it"):
        VALUES.item("qqqqqq")


def test_some_is_never_shown_as_none() -> None:
    assert shown(statistic(2, 514), Form.PERCENT) == "<1%"
    assert shown(statistic(2, 51_400, 1), Form.PERCENT) == "<0.1%"
    assert shown(statistic(0, 514), Form.PERCENT) == "0%"


def test_statistic_and_ratio_are_told_apart() -> None:
    assert VALUES.statistic("deaths.sudi").count == 63
    assert VALUES.ratio("ratio.black") is RATIO
    with pytest.raises(InputError, match="is a ratio"):
        VALUES.statistic("ratio.black")
    with pytest.raises(InputError, match="is a statistic"):
        VALUES.ratio("deaths.sudi")


@given(base=st.integers(1, 10**7), data=st.data(), decimals=st.integers(0, 3))
def test_text_number_and_exact_agree(base: int, data: st.DataObject, decimals: int) -> None:
    count = data.draw(st.integers(0, base))
    item = statistic(count, base, decimals)
    values = Values({item.id: item})
    cell = Cell(statistic=item.id, form=Form.PERCENT)
    number, exact = values.number(cell), values.exact(cell)
    assert number == percent(count, base, decimals)
    some_shown_as_none = count > 0 and not number
    assert values.text(cell) == (f"<{Decimal(1).scaleb(-decimals)}%" if some_shown_as_none else f"{number}%")
    assert exact is not None
    assert number is not None
    assert abs(exact - Fraction(number)) <= Fraction(1, 2 * 10**decimals)
