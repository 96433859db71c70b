"""What tells of an edition's records: ids by themselves, runs of the values beside them."""

import pandas as pd

from annual_report.leaks.traces import Traces, traces_of
from annual_report.subject import Written


def table(*rows: tuple[str, ...]) -> Written:
    return Written(
        pd.DataFrame(rows, columns=["id", "age", "of", "sex", "group"], dtype="str"), frozenset({"id", "of"})
    )


def test_ids_are_known_and_no_run_goes_over_one() -> None:
    traces = traces_of([table(("C1", "7", "I1", "male", "black")), table(("C2", "8", "I1", "male", "asian"))])
    assert [name for name in ("c1", "c2", "i1", "i2", "7") if name in traces.ids] == ["c1", "c2", "i1"]
    assert not traces.runs


def test_ids_that_may_be_numbers_are_values_of_a_run() -> None:
    traces = traces_of([table(("12", "7", "I1", "male", "black"), ("13", "7", "14", "male", "black"))])
    assert ("13", "7", "14") in traces.runs
    assert ("14", "male", "black") in traces.runs
    assert "12" not in traces.ids


def test_nothing_tells_of_no_records() -> None:
    assert not traces_of([]).runs
    assert not Traces().ids.looks
