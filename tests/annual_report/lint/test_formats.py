import json
from dataclasses import replace

from annual_report.lint.findings import Finding, Report, Silence, as_findings
from annual_report.lint.formats import as_github, as_json, as_text

FOUND = Finding(
    file="book/a,b.md",
    line=14,
    column=7,
    rule="typed-number",
    spot="63",
    sentence="There were 63 deaths, 31%.",
    at=11,
    message="“63” is typed:\n100% wrong",
    replacement="{count}`deaths`",
)
REPORT = Report((FOUND,), claims=2, placed=3, fixed=4, silences=(Silence("book/a.md", 3, "all", "a turn of phrase"),))
TALLY = "2 claims, 3 placed statistics, 4 fixed constants, 1 silences, 1 findings"


def test_a_person_sees_the_place_the_reason_the_sentence_with_its_spot_and_every_silence() -> None:
    assert as_text(REPORT).split("\n") == [
        "book/a,b.md:14:7: “63” is typed:",
        "100% wrong [typed-number]",
        "    There were »63« deaths, 31%.",
        "book/a.md:3: “all” allowed: a turn of phrase",
        TALLY,
    ]


def test_a_finding_without_a_sentence_is_one_line() -> None:
    assert "\n" not in str(replace(FOUND, sentence="", message="m"))


def test_a_build_machine_gets_an_annotation_that_nothing_breaks() -> None:
    assert as_github(REPORT).split("\n") == [
        "::error file=book/a%2Cb.md,line=14,col=7,title=typed-number::“63” is typed:%0A100%25 wrong",
        TALLY,
    ]


def test_an_editor_gets_json() -> None:
    read = json.loads(as_json(REPORT))
    assert read["findings"][0]["replacement"] == "{count}`deaths`"
    assert (read["claims"], read["silences"][0]["reason"]) == (2, "a turn of phrase")


def test_a_build_is_told_all_findings_in_order() -> None:
    told = as_findings([FOUND, replace(FOUND, line=2)])
    assert told.startswith("2 finding(s) in the narrative")
    assert told.index(":2:7") < told.index(":14:7")
