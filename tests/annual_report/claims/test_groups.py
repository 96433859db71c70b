"""Chance is judged only of groups that have no record in common, by what a ledger says for certain."""

import pytest
from tests.support.facts import INCIDENT, part

from annual_report.claims.claim import judge, read_claim
from annual_report.claims.groups import Groups, groups_of
from annual_report.errors import InputError, MissingError
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Breakdown, Pin, Published, Statistic


def ledger(fatal: int = 72, serious: int = 126) -> Ledger:
    """Incidents by type and by season, features of each type, reviews of a part of the year, and last year."""
    items: list[Published] = [
        Statistic(id="all", label="All", unit=INCIDENT, count=473),
        part("type.fatal", 206, of=473),
        part("type.serious", 267, of=473),
        Breakdown(id="type", label="", base="all", parts=("type.fatal", "type.serious")),
        part("fatal.neglect", fatal, "type.fatal", 206),
        part("fatal.abuse", 84, "type.fatal", 206),
        part("fatal.young", 90, "type.fatal", 206),
        part("young.neglect", 30, "fatal.young", 90),
        part("serious.neglect", serious, "type.serious", 267),
        part("neglect", fatal + serious, of=473),
        part("reviews", 200, of=473).model_copy(update={"period": "outside the extended period"}),
        part("reviews.late", 40, "reviews", 200).model_copy(update={"period": "outside the extended period"}),
        Statistic(id="other", label="Other records", unit=INCIDENT, count=100),
        part("other.neglect", 30, "other", 100),
        Statistic(id="past", label="Last year", unit=INCIDENT, count=400, period="2019"),
        part("past.neglect", 100, "past", 400).model_copy(update={"period": "2019"}),
    ]
    return merge("2020", [("n", item) for item in items], synthetic=False)


def holds(test: str, **counts: int) -> bool:
    return judge(read_claim(f"words <{test}>"), ledger(**counts)).holds


def test_shares_that_differ_though_their_intervals_overlap_are_said_to_differ() -> None:
    assert holds("differs(fatal.neglect, serious.neglect)")
    assert not holds("not differs(fatal.neglect, serious.neglect)")
    assert holds("not differs(fatal.neglect, serious.neglect)", fatal=73, serious=91)
    assert holds("differs(young.neglect, serious.neglect)")  # 33% of a part of the fatal ones against 47%
    assert not holds("differs(young.neglect, serious.neglect)", serious=91)


def test_shares_of_two_years_can_be_compared_where_the_author_says_so() -> None:
    assert holds("across_periods(differs(neglect, past.neglect))")
    with pytest.raises(InputError, match="the periods differ"):
        holds("differs(neglect, past.neglect)")


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("type.fatal", "type.serious", Groups.PARTS),
        ("fatal.neglect", "serious.neglect", Groups.SEPARATE),
        ("young.neglect", "serious.neglect", Groups.SEPARATE),
        ("fatal.neglect", "past.neglect", Groups.SEPARATE),
    ],
)
def test_groups_without_a_common_record_are_known_by_breakdowns_and_years(one: str, other: str, found: Groups) -> None:
    assert groups_of(one, other, ledger()) is groups_of(other, one, ledger()) is found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fatal.neglect", "fatal.abuse"),  # two features of the same records
        ("fatal.neglect", "neglect"),  # a part and its whole
        ("fatal.young", "young.neglect"),  # of a group and of a part of it
        ("reviews.late", "neglect"),  # of a part of the year and of the year
        ("reviews.late", "fatal.neglect"),  # nobody says that the two have nothing in common
        ("other.neglect", "neglect"),
        ("type.fatal", "neglect"),
    ],
)
def test_groups_that_may_have_records_in_common_are_refused(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        with pytest.raises(InputError, match="chance cannot be judged here"):
            groups_of(first, second, ledger())


def test_shares_of_groups_whose_size_is_not_fixed_are_refused() -> None:
    known = ledger()
    loose = tuple(
        item.model_copy(update={"pinned": Pin.NOTHING}) if item.id == "type.fatal" else item
        for item in known.statistics
    )
    invented = known.model_copy(update={"statistics": loose, "synthetic": True})
    with pytest.raises(InputError, match=r"how many type\.fatal there are is not fixed"):
        judge(read_claim("words <differs(fatal.neglect, serious.neglect)>"), invented)


def test_what_is_not_there_or_is_itself_is_refused() -> None:
    with pytest.raises(MissingError):
        groups_of("fatal.neglect", "nowhere", ledger())
    with pytest.raises(InputError, match="with itself"):
        groups_of("neglect", "neglect", ledger())
