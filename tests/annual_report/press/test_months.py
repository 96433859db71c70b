"""Months are told from other categories."""

from annual_report.press.months import are_months, short_months


def test_months_with_and_without_year() -> None:
    assert are_months(["January", "february", "May"])
    assert are_months(["December 2020", "January 2021"])


def test_other_labels_are_no_months() -> None:
    assert not are_months([])
    assert not are_months(["January", "Other"])
    assert not are_months(["May concern"])
    assert not are_months(["January 20"])


def test_the_year_stands_where_it_begins_and_changes() -> None:
    assert short_months(["November 2020", "December 2020", "January 2021"]) == ("Nov\n2020", "Dec", "Jan\n2021")
    assert short_months(["January", "February"]) == ("Jan", "Feb")
