import pytest

from annual_report.errors import CheckError
from annual_report.statistics.ledger import merge
from annual_report.statistics.models import Statistic, Unit

INCIDENT = Unit(one="incident", many="incidents")


def fatal(**told: object) -> Statistic:
    """A count that two notebooks publish."""
    return Statistic(id="fatal", label="Fatal", unit=INCIDENT, count=1, base="all", base_count=2).model_copy(
        update=told
    )


def test_what_two_notebooks_know_of_the_same_records_is_put_together() -> None:
    one = fatal(nested=(("fatal", "month.march"),), crossed=(("fatal", "month.march", "abuse"),))
    other = fatal(nested=(("fatal", "neglect"), ("fatal", "month.march")))
    ledger = merge("2020", [("01", one), ("02", other)], synthetic=True)
    (merged,) = ledger.statistics
    assert merged.nested == (("fatal", "month.march"), ("fatal", "neglect"))
    assert merged.crossed == one.crossed
    assert merged.notebook == "01"


def test_notebooks_that_count_differently_contradict_each_other() -> None:
    with pytest.raises(CheckError, match="fatal: 01 and 02 publish it differently"):
        merge("2020", [("01", fatal()), ("02", fatal(count=2))], synthetic=True)
