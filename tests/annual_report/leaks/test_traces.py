"""What tells of an edition's records: ids by themselves, runs of the values beside them that few records share."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from annual_report.editions.models import Edition
from annual_report.editions.policy import Policy
from annual_report.errors import InputError
from annual_report.leaks import traces as module
from annual_report.leaks.traces import Traces, traces_of, traces_of_edition
from annual_report.subject import Written

BOY = ("C1", "7", "I1", "male", "black")


def table(*rows: tuple[str, ...], name: str = "children") -> Written:
    frame = pd.DataFrame(rows, columns=["id", "age", "of", "sex", "group"], dtype="str")
    return Written(frame, frozenset({"id", "of"}), name)


def test_ids_are_known_and_no_run_goes_over_one() -> None:
    traces = traces_of([table(BOY), table(("C2", "8", "I1", "male", "asian"))])
    assert [name for name in ("c1", "c2", "i1", "i2", "7") if name in traces.ids] == ["c1", "c2", "i1"]
    assert not len(traces.runs)


def test_ids_that_may_be_numbers_are_values_of_a_run() -> None:
    traces = traces_of([table(("12", "7", "I1", "male", "black"), ("13", "7", "14", "male", "black"))])
    assert ("13", "7", "14") in traces.runs
    assert ("14", "male", "black") in traces.runs
    assert "12" not in traces.ids


def test_nothing_tells_of_no_records() -> None:
    assert not len(traces_of([]).runs)
    assert not Traces().ids.looks


def edition_of(rows: Sequence[tuple[str, ...]], policy: Policy, monkeypatch: pytest.MonkeyPatch) -> Edition:
    subject = SimpleNamespace(written=lambda edition: iter([table(*rows)]))
    monkeypatch.setattr(module, "load_subject", lambda name: subject)
    return cast("Edition", SimpleNamespace(subject="", disclosure=policy))


@pytest.mark.parametrize(("threshold", "shared", "told"), [(6, 5, True), (6, 6, False), (10, 9, True), (10, 10, False)])
def test_the_threshold_is_that_of_the_editions_policy(
    threshold: int, shared: int, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = edition_of([("12", "7", "14", "male", "black")] * shared, Policy(threshold=threshold), monkeypatch)
    assert (("7", "14", "male") in traces_of_edition(edition).runs) == told


def test_an_edition_may_excuse_what_meets_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = Policy(chance={"children: age, of, sex": "Numbers of a table's columns"})
    runs = traces_of_edition(edition_of([("12", "7", "14", "male", "black")], policy, monkeypatch)).runs
    assert ("7", "14", "male") not in runs
    assert ("7", "14", "male", "black") in runs


@pytest.mark.parametrize("name", ["children: age, hour, sex", "reviews: age, of, sex"])
def test_what_is_excused_must_be_columns_of_the_records(name: str) -> None:
    with pytest.raises(InputError, match=name):
        traces_of([table(BOY)], chance=[name])
