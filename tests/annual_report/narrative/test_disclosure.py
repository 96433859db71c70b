"""What readers are told of what is hidden."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from tests.support.books import Book, small_release
from tests.support.hiding import hidden_release

from annual_report.editions.policy import Policy
from annual_report.narrative.disclosure import hidden_in_numbers

Reader = Callable[..., Book]
DECIDED = ({"statistic": "deaths.sudi", "shown": "31%", "reason": "Printed in May 2021."},)


def shown(read: Reader, part: str, **disclosure: object) -> BeautifulSoup:
    book = read(f"```{{disclosure}} {part}\n```", release=hidden_release(**disclosure))
    assert not book.warnings
    found = BeautifulSoup(book.html, "html.parser").select_one("#title")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def test_the_rules_are_those_of_the_edition(read: Reader) -> None:
    policy = Policy(threshold=10, events=25).in_words()
    rules = shown(read, "rules", threshold=10, events=25, rules=policy).select("li")
    assert tuple(rule.get_text(" ", strip=True) for rule in rules) == policy


def test_how_many_are_hidden_is_counted_by_symbol(read: Reader) -> None:
    assert "Of the 4 numbers of this report, 1 are hidden: 1 as [c]." in shown(read, "hidden").get_text()
    assert hidden_in_numbers(small_release()) == "Of the 4 numbers of this report, none is hidden."


def test_every_symbol_is_explained(read: Reader) -> None:
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in shown(read, "symbols").select("tr")]
    assert ["[c]", "Confidential: hidden so that no child can be identified."] in rows
    assert [row[0] for row in rows] == ["Symbol", "[c]", "[u]", "[k]", "[x]", "[z]", "[p]", "[r]"]


def test_what_is_printed_in_spite_of_the_rules_has_its_reason(read: Reader) -> None:
    rows = shown(read, "decided", decided=DECIDED).select("tbody tr")
    cells = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]
    assert cells == [["SUDI deaths.sudi", "31%", "Printed in May 2021."]]
    assert hidden_release(decided=DECIDED)


@pytest.mark.parametrize(
    ("statistic", "label"),
    [
        ("incidents less deaths.abuse", "Incidents less Abuse"),
        ("change of incidents in release 001", "change of Incidents in release 001"),
    ],
)
def test_what_is_left_of_two_numbers_has_the_labels_of_both(read: Reader, statistic: str, label: str) -> None:
    found = shown(read, "decided", decided=({**DECIDED[0], "statistic": statistic},))
    assert f"{label} {statistic}" in found.select_one("tbody tr").get_text(" ", strip=True)  # type: ignore[union-attr]


def test_no_decision_is_said_too(read: Reader) -> None:
    assert "No number is printed in spite of the rules." in shown(read, "decided").get_text()


@pytest.mark.parametrize("part", ["rules", "hidden"])
def test_without_disclosure_control_that_is_what_is_said(read: Reader, part: str) -> None:
    book = read(f"```{{disclosure}} {part}\n```")
    assert not book.warnings
    assert "Disclosure control has not been applied to these figures, and none is hidden." in book.html


def test_an_unknown_part_is_a_warning(read: Reader) -> None:
    warnings = read("```{disclosure} rule\n```").warnings
    assert "no such part 'rule'. There are: rules, hidden, symbols, decided" in warnings
