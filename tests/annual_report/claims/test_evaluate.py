import re

import pytest
from tests.support.facts import small_ledger

from annual_report.claims.claim import Verdict, complaint, judge, read_claim
from annual_report.errors import InputError, MissingError, ReportError

LEDGER, REAL = small_ledger(), small_ledger(synthetic=False)


def verdict(test: str) -> Verdict:
    return judge(read_claim(f"words <{test}>"), LEDGER)


@pytest.mark.parametrize(
    "test",
    [
        "percent(cause.a) == 50",
        "percent(cause.a) >= 50",
        "not percent(cause.a) > 50",
        "count(cause.b) > count(cause.c)",
        "30 <= percent(cause.b) < 31",
        "sum(count(cause.a), count(cause.b), count(cause.c)) == count(all)",
        "count(cause.a) - count(cause.b) == count(cause.c)",
        "count(cause.a) * 2 == count(all)",
        "count(cause.a) / count(all) == 0.5",
        "largest(cause.a, cause)",
        "smallest(cause.c)",
        "rank(cause.b) == 2",
        "not largest(cause.b)",
        "largest(abuse, features)",
        "ratio(ratio.over) > 1",
        "ratio(ratio.under) < 1",
        "percent(neglect) > 40",
        "percent(abuse) > 42",
        "percent(abuse) < 43.5",
        "percent(late) >= 24.5",
        "largest(age.infant)",
        "rank(age.child) == 2",
        "rank(age.teen) == 3",
        "differs(cause.a, cause.c)",
        "differs(cause.b, cause.c)",
        "across_units(count(children) > count(all))",
        "across_periods(count(all) > count(past))",
        "largest(cause.b) or percent(cause.b) < 50",
        "largest(cause.a, cause) and count(all) != 201",
    ],
)
def test_a_claim_that_published_figures_fix_holds(test: str) -> None:
    found = verdict(test)
    assert found == Verdict(holds=True, is_fixed=True, working=found.working)
    assert not complaint(read_claim(f"words <{test}>"), found)


@pytest.mark.parametrize(
    "test",
    [
        "percent(cause.a) > 50",
        "largest(cause.b)",
        "smallest(cause.b)",
        "rank(cause.c) == 1",
        "ratio(ratio.over) < 1",
        "percent(neglect) > 50",
        "not differs(cause.b, cause.c)",
        "count(all) != 200",
        "percent(season.spring) < 50",
    ],
)
def test_a_false_claim_is_told_with_the_values(test: str) -> None:
    found = verdict(test)
    assert not found.holds
    assert "is not true" in complaint(read_claim(f"words <{test}>"), found)


@pytest.mark.parametrize(
    "test",
    [
        "percent(season.spring) > 50",
        "largest(season.spring, season)",
        "count(season.spring) == 120",
        "percent(neglect) > 43",
        "count(neglect) == 87",
        "percent(abuse) == 42.5",
        "count(late) == 20",
        "count(loose) == 80",
        "ratio(ratio.over) > 1.2",
        "ratio(ratio.loose) < 1",
        "differs(season.spring, season.autumn)",
        "count(age.infant) > 60",
    ],
)
def test_a_claim_that_only_the_generator_fixes_is_an_illustration(test: str) -> None:
    found = verdict(test)
    assert found.holds
    assert not found.is_fixed
    assert "illustration" in complaint(read_claim(f"words <{test}>"), found)
    assert judge(read_claim(f"words <{test}>"), REAL).is_fixed


@pytest.mark.parametrize(
    ("test", "error", "reason"),
    [
        ("count(cause.x) > 1", MissingError, "no statistic 'cause.x'. Did you mean cause"),
        ("percent(all) > 1", InputError, "all is a total and has no base"),
        ("percent(empty) > 1", InputError, "empty has an empty base"),
        ("ratio(cause.a) > 1", InputError, "is a statistic, and a ratio is needed"),
        ("ratio(ratio.empty) > 1", InputError, "is a ratio of an empty base"),
        ("count(ratio.over) > 1", InputError, "is a ratio, and a statistic"),
        ("percent(cause.a) > count(cause.a)", InputError, "a percentage is compared with a count"),
        ("count(children) > count(all)", InputError, "children are compared with incidents"),
        ("count(all) > count(past)", InputError, "the periods differ: the edition's own and 2019"),
        ("across_units(count(children) > count(past))", InputError, "the periods differ"),
        ("across_units(count(all) > count(past))", InputError, "across_units is for what differs so"),
        ("across_periods(count(all) > count(cause.a))", InputError, "across_periods is for what differs so"),
        ("count(all) + count(children) > 1", InputError, "cannot be added up"),
        ("count(all) * count(all) > 1", InputError, "has no meaning"),
        ("1 / count(all) > 1", InputError, "has no meaning"),
        ("count(all) / (2 - 2) > 1", InputError, "divides by"),
        ("largest(cause.a)", InputError, "is part of again and cause: name one"),
        ("largest(abuse)", MissingError, "abuse is part of no breakdown"),
        ("largest(abuse, cause)", MissingError, "abuse is not in cause"),
        ("largest(abuse, nowhere)", MissingError, "there is no table 'nowhere'"),
        ("differs(late, cause.a)", InputError, "chance cannot be judged here: nothing says that loose and all"),
        ("differs(all, cause.a)", InputError, "all is a total"),
        ("differs(abuse, cause.a)", InputError, "chance cannot be judged here: nothing says that abuse and cause.a"),
        ("differs(cause.a, cause.a)", InputError, "cause.a is compared with itself"),
    ],
)
def test_what_cannot_be_compared_is_refused(test: str, error: type[ReportError], reason: str) -> None:
    with pytest.raises(error, match=re.escape(reason)):
        verdict(test)


def test_the_working_names_each_value_once() -> None:
    assert verdict("percent(cause.b) > 1 and percent(cause.b) < 90").working == "percent(cause.b) is 30"
    assert verdict("differs(cause.a, cause.c)").working == "percent(cause.a) is 50; percent(cause.c) is 20"
    assert verdict("percent(abuse) > 1 / 3").working == "percent(abuse) is 42.5"


def test_a_test_names_a_statistic() -> None:
    with pytest.raises(InputError, match=re.escape("40 > 30 names no statistic")):
        read_claim("under 40% <40 > 30>")


@pytest.mark.parametrize("text", ["words", "<count(all) > 1>", "words <>", ""])
def test_a_claim_needs_words_and_a_test(text: str) -> None:
    with pytest.raises(InputError, match=r"needs words and a test|is not a test"):
        read_claim(text)


def test_a_test_may_hold_angle_brackets() -> None:
    assert read_claim("few <count(all) < 300>").words == "few"
    assert read_claim("few\n of them <1 < count(all) > 3>").words == "few of them"
    assert read_claim("few <count(all) < 300>").statistics == ("all",)
