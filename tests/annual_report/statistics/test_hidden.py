"""What is left of a hidden number says nothing of its value, and each symbol is explained."""

import pytest

from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.models import Unit

CHILD = Unit(one="child", many="children")


@pytest.mark.parametrize("symbol", Symbol)
def test_each_symbol_has_a_meaning_of_its_own(symbol: Symbol) -> None:
    assert symbol.meaning
    assert [other.meaning for other in Symbol].count(symbol.meaning) == 1


def test_the_usual_symbol_says_that_it_is_confidential() -> None:
    assert Hidden(id="a", label="A", unit=CHILD).symbol is Symbol.CONFIDENTIAL


def test_a_ratio_has_no_unit() -> None:
    assert Hidden(id="a", label="A", unit=None).is_ratio
    assert not Hidden(id="a", label="A", unit=CHILD).is_ratio


def test_there_is_no_place_for_a_count() -> None:
    assert "count" not in Hidden.model_fields
    with pytest.raises(ValueError, match="Extra inputs are not permitted"):
        Hidden.model_validate({"id": "a", "label": "A", "unit": None, "count": 3})
