"""Decisions are read strictly: every fault is named with its line and column, all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_report.disclosure.decisions import read_decisions
from annual_report.disclosure.models import Decision, Shown
from annual_report.faults import RecordsError

HEADER = "statistic,shown,reason,who,when,reviewed_by"
GOOD = "deaths.a,count,Printed in May 2021 already,Ada Byron,2026-03-02,Mary Somerville"


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    file = folder / "decisions.csv"
    file.write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8")
    return file


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "decisions.csv") == ()


def test_a_header_alone_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(write(tmp_path)) == ()


def test_a_decision_is_read_with_its_line(tmp_path: Path) -> None:
    second = '"children less children.a",above,"Known, and of no child",Ada Byron,2026-03-02,Mary Somerville'
    first, other = read_decisions(write(tmp_path, GOOD, second))
    assert first == Decision(
        statistic="deaths.a",
        shown=Shown.COUNT,
        reason="Printed in May 2021 already",
        who="Ada Byron",
        when=date(2026, 3, 2),
        reviewed_by="Mary Somerville",
        line=2,
    )
    assert (other.statistic, other.shown, other.line) == ("children less children.a", Shown.ABOVE, 3)


@pytest.mark.parametrize("name", ["change of deaths.a in release 001", "deaths.a in no area released"])
def test_a_difference_from_what_was_released_is_read(tmp_path: Path, name: str) -> None:
    (found,) = read_decisions(write(tmp_path, GOOD.replace("deaths.a", name)))
    assert found.statistic == name


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        (",count,Printed in May already,A B,2026-03-02,C D", "statistic", "must be the id of a statistic"),
        ("Deaths a,count,Printed in May already,A B,2026-03-02,C D", "statistic", "lower-case words joined by dots"),
        ("a less,count,Printed in May already,A B,2026-03-02,C D", "statistic", "whole.id less part.id"),
        ("a less b over c,count,Printed in May already,A B,2026-03-02,C D", "statistic", "what others leave"),
        ("a less a,count,Printed in May already,A B,2026-03-02,C D", "statistic", "what others leave"),
        ("a,cuont,Printed in May already,A B,2026-03-02,C D", "shown", "Did you mean count"),
        ("a,,Printed in May already,A B,2026-03-02,C D", "shown", "must be one of count, percent, above, below"),
        ("a,count,,A B,2026-03-02,C D", "reason", "3 words or more"),
        ("a,count,Printed already,A B,2026-03-02,C D", "reason", "3 words or more"),
        ("a,count,Printed . .,A B,2026-03-02,C D", "reason", "3 words or more"),
        ("a,count,=1+1 and more words,A B,2026-03-02,C D", "reason", "formula"),
        ("a,count,Printed in May already,,2026-03-02,C D", "who", "a person's name"),
        ("a,count,Printed in May already,A B,2026-03-02, ", "reviewed_by", "a person's name"),
        ("a,count,Printed in May already,A B,2026-02-30,C D", "when", "a date that exists"),
        ("a,count,Printed in May already,A B,2.3.2026,C D", "when", "YYYY-MM-DD"),
        ("a,count,Printed in May already,A B,1926-03-02,C D", "when", "the day of the decision"),
        ("a,count,Printed in May already,A B,2026-03-02,A B", "reviewed_by", "another person than who decided: A B"),
        ("a,count,Printed in May already,A B,2026-03-02, a.  b", "reviewed_by", "another person"),
        ("deaths.a,count,Printed in May already,A B,2026-03-02,C D", "statistic", "stands first in row 2"),
        ("a,count,Printed in May already,A B,2026-03-02", "", "a row needs 6 values"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, column: str, rule: str) -> None:
    with pytest.raises(RecordsError) as caught:
        read_decisions(write(tmp_path, GOOD, line))
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.column) == ("decisions.csv", 3, column)
    assert rule in fault.rule


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        (HEADER.replace("reviewed_by", "checked_by"), "no such column belongs here"),
        (HEADER.replace(",reviewed_by", ""), "the column is missing"),
        (HEADER.replace("who", "reason"), "stands 2 times"),
        ("", "the header must stand in row 1"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, header: str, rule: str) -> None:
    with pytest.raises(RecordsError) as caught:
        read_decisions(write(tmp_path, GOOD, header=header))
    assert any(rule in fault.rule for fault in caught.value.faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    lines = ("A,cuont,short,A B,never,a b", "b,count,Printed in May already,,2026-03-02,C D")
    with pytest.raises(RecordsError) as caught:
        read_decisions(write(tmp_path, *lines))
    found = {(fault.row, fault.column) for fault in caught.value.faults}
    assert found == {(2, "statistic"), (2, "shown"), (2, "reason"), (2, "when"), (2, "reviewed_by"), (3, "who")}


def test_a_file_that_is_empty_or_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    for content in (b"", b"statistic\xff"):
        file.write_bytes(content)
        with pytest.raises(RecordsError):
            read_decisions(file)


_ids = st.from_regex(r"[a-z0-9_]{1,8}(\.[a-z0-9_]{1,8}){0,3}", fullmatch=True)


@settings(deadline=None)
@given(_ids, _ids)
def test_every_id_and_every_remainder_can_be_decided_on(
    tmp_path_factory: pytest.TempPathFactory, whole: str, part: str
) -> None:
    numbers = {whole, f"{whole} less {part}x"}
    folder = tmp_path_factory.mktemp("decisions")
    lines = [GOOD.replace("deaths.a", number) for number in sorted(numbers)]
    assert {decision.statistic for decision in read_decisions(write(folder, *lines))} == numbers
