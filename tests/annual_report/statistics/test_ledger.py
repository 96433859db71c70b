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


def test_a_number_of_two_notebooks_has_its_home_in_the_first() -> None:
    (merged,) = merge("2020", [("01", fatal()), ("02", fatal())], synthetic=True).statistics
    assert merged.notebook == "01"


def test_notebooks_that_count_differently_contradict_each_other() -> None:
    with pytest.raises(CheckError, match="fatal: 01 and 02 publish it differently"):
        merge("2020", [("01", fatal()), ("02", fatal(count=2))], synthetic=True)
