"""What is left to a reader who runs this program on every world of records that agrees with what is printed.

A dozen small editions, each world of each tried: nothing is drawn at random. The table of what is found stands in
docs/disclosure.md, for those who release.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from tests.conftest import ROOT
from tests.intruder.staging import Chapter, Said, at_most, both, flag, is_
from tests.support.chapters import decision, hidden_ids, ledger_of, split
from tests.support.disclosure import plain_task, printed_but, with_margins
from tests.support.hostile_editions import Design, Rows
from tests.support.worlds import Tried, try_every_world

from annual_report.disclosure.attack import Interval, Printed, attack
from annual_report.disclosure.choice import NoProtectionError
from annual_report.disclosure.control import control
from annual_report.disclosure.kinds import kind_of
from annual_report.disclosure.models import Decision, Shown
from annual_report.disclosure.position import Case
from annual_report.disclosure.suppression import Task, suppress
from annual_report.editions.policy import Policy

_THRESHOLD = 6
_YES_NO = ("yes", "no")


def listed(*counts: int) -> Design:
    """Return a total and its categories."""
    kinds = tuple("abcdef"[: len(counts)])

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.breakdown("all.kind", by="kind", of="all")

    rows: Rows = {(kind,): count for kind, count in zip(kinds, counts, strict=True)}
    return Design(f"list of {', '.join(map(str, counts))}", {"kind": kinds}, rows, (chapter,))


def crossed(*lines: Sequence[int]) -> Design:
    """Return a table of two ways, with its margins."""
    columns = {"row": tuple("abc"[: len(lines)]), "col": tuple("xyz"[: len(lines[0])])}
    rows: Rows = {
        (row, column): count
        for row, line in zip(columns["row"], lines, strict=True)
        for column, count in zip(columns["col"], line, strict=True)
    }

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        chapter.breakdown("all.row", by="row", of="all")
        chapter.crosstab("all.tab", rows="row", columns="col", of="all")

    said = " / ".join(", ".join(map(str, line)) for line in lines)
    return Design(f"table of {said}, with margins", columns, rows, (chapter,))


def shared(name: str, columns: Mapping[str, Sequence[str]], rows: Rows, **shares: Said) -> Design:
    """Return a total and shares of it."""

    def chapter(chapter: Chapter) -> None:
        chapter.total("all")
        for share, said in shares.items():
            chapter.share(f"all.{share}", said, of="all")

    return Design(name, columns, rows, (chapter,))


def _union() -> Design:
    rows: Rows = {("a",): 3, ("b",): 20, ("c",): 12, ("d",): 9}
    shares = {name: is_("kind", *name) for name in ("a", "b", "ab", "c")}
    return shared("a, b, c of 3, 20, 12 and a with b, of 44", {"kind": tuple("abcd")}, rows, **shares)


def _limits() -> Design:
    days = ("10", "20", "30", "99")
    rows: Rows = {(day,): count for day, count in zip(days, (9, 3, 14, 8), strict=True)}
    shares = {f"within_{limit}": at_most("days", limit) for limit in (10, 20, 30)}
    return shared("9, 12 and 26 of 34 within 10, 20 and 30 days", {"days": days}, rows, **shares)


def _flags() -> Design:
    rows: Rows = {("yes", "yes"): 4, ("yes", "no"): 9, ("no", "yes"): 8, ("no", "no"): 12}
    shares = {"k": flag("k"), "m": flag("m"), "both": both(flag("k"), flag("m"))}
    return shared("13 with k, 12 with m, 4 with both, of 33", {"k": _YES_NO, "m": _YES_NO}, rows, **shares)


def _share(count: int, total: int, name: str) -> Design:
    return shared(name, {"k": _YES_NO}, {("yes",): count, ("no",): total - count}, k=flag("k"))


CASES: tuple[tuple[Design, tuple[Decision, ...]], ...] = (
    (listed(30, 20, 3), ()),
    (listed(30, 4, 3), ()),
    (listed(12, 2, 3), ()),
    (listed(5, 5, 8), ()),
    (listed(4, 5, 30), ()),
    (listed(30, 0, 3), ()),
    (listed(2, 1, 1, 1, 1), ()),
    (listed(5, 5), ()),
    (crossed((3, 20), (15, 30)), ()),
    (crossed((3, 20, 9), (15, 8, 30)), ()),
    (crossed((3, 4, 7), (8, 7, 2)), ()),
    (_union(), ()),
    (_limits(), ()),
    (_flags(), ()),
    (_share(12, 12, "all 12 of 12"), ()),
    (_share(17, 20, "17 of 20"), ()),
    (_share(4, 250, "4 of 250, and by decision 2%"), (decision("all.k", Shown.PERCENT),)),
)
_NAMES = [design.name for design, _ in CASES]


@lru_cache(maxsize=len(CASES))
def tried(at: int) -> Tried:
    """Return what is found of a case, each tried once."""
    return try_every_world(*CASES[at])


@pytest.mark.parametrize("at", range(len(CASES)), ids=_NAMES)
def test_what_is_left_holds_the_truth_and_lies_within_what_the_checker_is_told(at: int) -> None:
    assert tried(at).left
    for left in tried(at).left:
        assert left.count in left.possible
        assert left.low <= left.possible[0]
        assert left.possible[-1] <= left.high


@pytest.mark.parametrize("at", range(len(CASES)), ids=_NAMES)
def test_no_hidden_number_is_known(at: int) -> None:
    for left in tried(at).left:
        assert len(left.possible) > 1, left


def test_the_page_for_those_who_release_says_what_is_found() -> None:
    page = (ROOT / "docs" / "disclosure.md").read_text(encoding="utf-8")
    rows = [line for at in range(len(CASES)) for line in _rows(tried(at))]
    start = page.index(rows[0])
    assert page[start:].split("\n\n")[0].rstrip("\n") == "\n".join(rows)


def _rows(case: Tried) -> list[str]:
    """Return the lines of the table in the page: one for each hidden number."""
    return [
        f"| {case.name} | `{left.id}` | {left.count} | {left.low} to {left.high} | {left.in_words} |"
        for left in case.left
    ]


def test_what_gives_each_away_to_who_knows_that_a_0_is_printed_is_refused() -> None:
    """Six of six, none of them 0: each is 1. Nothing else can be hidden, since a total never is."""
    with pytest.raises(NoProtectionError, match=r"all\.kind\.a may not be printed, and whatever else is hidden"):
        control(Case(listed(1, 1, 1, 1, 1, 1).edition().ledger, Policy()))


@pytest.mark.parametrize("inner", [(5, 5, 8), (5, 5, 30)])
def test_two_few_that_can_only_be_5_and_5_are_not_left_alone(inner: tuple[int, ...]) -> None:
    """Their sum, 10, is printed else, and to hide the third is cheaper if one of them alone is a few."""
    plain = plain_task(with_margins(np.array(inner)), kept={3})
    kinds = {at: kind_of(cell, _THRESHOLD) for at, cell in enumerate(plain.system.cells)}
    assert suppress(plain).places == {0, 1}
    assert suppress(replace(plain, kinds=kinds)).places == {0, 1, 2}


@pytest.mark.parametrize("count", range(1, _THRESHOLD))
def test_what_is_hidden_does_not_depend_on_how_large_a_few_is(count: int) -> None:
    assert hidden_ids(
        control(Case(ledger_of(split("sex", {"male": 20, "female": 30, "another": count})), Policy()))
    ) == [
        "children.sex.another",
        "children.sex.female",
    ]


def test_a_0_protects_nothing_from_who_knows_that_it_is_one() -> None:
    """So the price of a 0 stays high, though it tells that few hidden numbers are 0."""
    task = plain_task(with_margins(np.array([[3, 20, 25], [12, 0, 30], [15, 18, 19]])), kept={15})
    with_the_0 = frozenset({0, 1, 4, 5})
    assert attack(Printed(task.system, *printed_but(task, with_the_0)), {0})[0] == Interval(3, 15)
    assert _known_to_who_knows_the_0(task, with_the_0) == Interval(3, 3)
    found = _known_to_who_knows_the_0(task, suppress(task).places)
    assert found.low < 3 < _THRESHOLD <= found.high


def _known_to_who_knows_the_0(task: Task, hidden: frozenset[int]) -> Interval:
    """Return what is known of the 3 to who knows that the 0 beside it is one."""
    lows, highs = printed_but(task, hidden)
    lows[5] = highs[5] = 0
    return attack(Printed(task.system, lows, highs), {0})[0]
