"""Why a step was made or reused is said by name."""

from annual_report.reuse.reasons import differences, why_made, why_reused

LAST = {"a.csv": "1", "b.csv": "2", "c.csv": "3"}


def test_what_changed_is_named() -> None:
    now = {"a.csv": "1", "b.csv": "other", "d.csv": "4"}
    assert differences(LAST, now) == "changed: b.csv; new: d.csv; gone: c.csv"
    assert differences(LAST, LAST) == ""


def test_of_many_changes_the_first_are_named() -> None:
    assert differences({}, dict.fromkeys("edcba", "")) == "new: a, b, c and 2 more"


def test_each_reason_for_making_is_told() -> None:
    assert why_made(None, LAST, damaged=False) == "it was not made before"
    assert why_made(LAST, {**LAST, "a.csv": "new"}, damaged=False) == "changed: a.csv"
    assert why_made(LAST, LAST, damaged=False) == "the store no longer has it"
    assert why_made(LAST, LAST, damaged=True) == "what the store had of it was damaged"


def test_each_reason_for_reusing_is_told() -> None:
    assert why_reused(LAST, LAST) == "nothing that it depends on changed"
    assert why_reused(LAST, {**LAST, "a.csv": "old"}) == "it was made from just this before (changed: a.csv)"
