"""What a reader of the finished 2020 report works out of its hidden counts: nothing that the policy protects."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.intruder.pages import read
from tests.intruder.program import Found, Intruder

pytestmark = pytest.mark.slow
_THRESHOLD = 6


@pytest.fixture(scope="module")
def intruder(built_site: Path) -> Intruder:
    """Who has read the site, and nothing else."""
    return Intruder(read(built_site))


@pytest.fixture(scope="module")
def found(intruder: Intruder) -> dict[str, Found]:
    """What he works out of each hidden count."""
    return {item.id: item for item in intruder.work_out()}


@pytest.fixture(scope="module")
def reviewed(built_site: Path) -> dict[str, dict[str, Any]]:
    """Every number with its true count, as the checker sees it. The intruder never does."""
    review = json.loads((built_site.parent / "review.json").read_text(encoding="utf-8"))
    return {item["id"]: item for item in review["reviewed"]}


def test_the_intruder_understands_every_hidden_count(
    intruder: Intruder, found: dict[str, Found], reviewed: dict[str, dict[str, Any]]
) -> None:
    hidden = {name for name, item in reviewed.items() if item["unit"] and not item["is_printed"]}
    assert hidden == set(intruder.hidden) == set(found)


def test_the_intruder_is_never_wrong(found: dict[str, Found], reviewed: dict[str, dict[str, Any]]) -> None:
    wrong = [str(item) for item in found.values() if not _lies(reviewed[item.id]["count"], item)]
    assert not wrong, wrong


def test_no_hidden_count_is_worked_out(found: dict[str, Found]) -> None:
    exact = [str(item) for item in found.values() if item.is_exact]
    assert not exact, "\n".join(exact)


def test_the_checker_is_told_all_that_is_found(found: dict[str, Found], reviewed: dict[str, dict[str, Any]]) -> None:
    told = {name: (reviewed[name]["low"], reviewed[name]["high"]) for name in found}
    wider = [
        f"told {low} to {high} of {found[name]}"
        for name, (low, high) in told.items()
        if not (_lies(low, found[name]) and _lies(high, found[name]))
    ]
    assert not wider, "\n".join(wider)


def test_every_interval_is_as_wide_as_the_policy_says(
    intruder: Intruder, found: dict[str, Found], reviewed: dict[str, dict[str, Any]]
) -> None:
    narrow = [
        f"{item}, where {reviewed[name]['count']} is {reviewed[name]['rule']}"
        for name, item in found.items()
        if reviewed[name]["rule"] in ("small", "whole")
        and not _is_wide_enough(item, reviewed[name], *intruder.before(name))
    ]
    assert not narrow, "\n".join(narrow)


def _lies(count: int, found: Found) -> bool:
    return found.low <= count and (found.high is None or count <= found.high)


def _is_wide_enough(found: Found, number: dict[str, Any], low: int, high: int | None) -> bool:
    """Say whether an interval protects a count. What was told of it alone before, from low to high, stays told."""
    if found.high is None:
        return True
    count = number["count"]
    width, most = (_THRESHOLD, _THRESHOLD) if high is None else (min(_THRESHOLD, high - low), min(_THRESHOLD, high))
    reaches = number["rule"] == "whole" or found.high >= max(most, count + (count != high))
    return found.high - found.low >= width and found.low <= count - (count > low) and reaches
