"""Each fault put into sound records gives exactly the fault expected: file, row, column, and the rule in our words."""

from collections.abc import Callable

import pytest
from tests.support.incident_records import DataSet

from annual_report.faults import Fault
from annual_report.records.listing import LISTED
from safeguarding.checks import check_records


def faults(data: DataSet) -> list[Fault]:
    return check_records(data.edition).faults


def places(found: list[Fault]) -> list[tuple[str, int, str]]:
    return [(fault.file.removeprefix("SYNTHETIC_").removesuffix(".csv"), fault.row, fault.column) for fault in found]


def test_sound_records_have_no_fault(data: DataSet) -> None:
    assert faults(data) == []


# table, row, column, value, the rule's essential words
CELLS = [
    ("incidents", 2, "is_synthetic", "no", "must be yes: edition.toml says that these records are synthetic"),
    ("incidents", 2, "incident_date", "2020-02-30", "a date that exists, written YYYY-MM-DD"),
    ("incidents", 2, "incident_date", "02/01/2020", "a date that exists, written YYYY-MM-DD"),
    ("incidents", 2, "incident_date", "2020-1-2", "a date that exists, written YYYY-MM-DD"),
    ("incidents", 2, "incident_date", "", "a date that exists, written YYYY-MM-DD"),
    ("incidents", 2, "incident_date", "2019-12-31", "must lie from 2020-01-01 to 2020-12-31"),
    ("incidents", 4, "incident_date", "2021-01-01", "must lie from 2020-01-01 to 2020-12-31"),
    ("incidents", 3, "aware_date", "2020-04-29", "must not be before incident_date, 2020-04-30"),
    ("incidents", 3, "notified_date", "2020-04-30", "must not be before aware_date, 2020-05-01"),
    ("incidents", 3, "domestic_abuse", "father_to_mothr", "father_to_mother, other. Did you mean father_to_mother?"),
    ("incidents", 3, "domestic_abuse", "=cmd()", "must not start with = + - @"),
    ("incidents", 3, "domestic_abuse", "@SUM(A1)", "must not start with = + - @"),
    ("incidents", 3, "parental_mental_ill_health", "", "must be one of none, mother, father, both"),
    ("incidents", 3, "primary_category", "other_harm", "must be one of maltreatment_in_family"),
    ("incidents", 3, "primary_category", "risk_taking", "as incident_type is fatal"),
    ("incidents", 5, "primary_category", "perpetrator", "as incident_type is serious_harm"),
    ("incidents", 3, "substance_misuse", "TRUE", "must be one of yes, no"),
    ("incidents", 5, "neglect_feature", "no", "must be yes, as primary_category is neglect"),
    ("incidents", 5, "gang_county_lines", "both", "must be none, as primary_category is neglect"),
    ("incidents", 2, "area_code", "AREA-01", "no such area in the table of areas. Did you mean AREA-001?"),
    ("incidents", 2, "area_code", "AREA 001", "letters, digits and hyphens, without spaces"),
    ("areas", 2, "children_0_to_17", "0", "must be a whole number from 1 to"),
    ("areas", 2, "children_0_to_17", "1e3", "must be a whole number from 1 to"),
    ("areas", 3, "region", "region_10", "region_9. Did you mean region_1?"),
    ("children", 2, "age_years", "18", "must be a whole number from 0 to 17"),
    ("children", 2, "age_years", "-1", "must be a whole number from 0 to 17"),
    ("children", 2, "age_years", "0.5", "must be a whole number from 0 to 17"),
    ("children", 2, "age_years", "1", "must be 0: the incident, I-1, is coded as sudden unexpected death in infancy"),
    ("children", 3, "age_years", "10", "must be at least 11: the incident, I-2, is coded as suicide"),
    ("children", 3, "sex", "Female", "must be one of male, female, transgender, not_known. Did you mean female?"),
    ("children", 3, "ethnic_group", "x" * 100_000, "must be one of white_british"),
    ("children", 5, "child_id", "", "must not be empty"),
    ("children", 5, "child_id", "I-3-1", "each child_id stands only once in the table; this one stands first in row 4"),
    ("children", 5, "incident_id", "I-9", "a child belongs to an incident, and there is none of this id"),
    ("children", 6, "incident_id", "I-2", "a fatal incident has exactly one child, and I-2 has one already"),
    ("rapid_reviews", 5, "incident_id", "I-9", "there is none of this id"),
    ("rapid_reviews", 5, "incident_id", "I-1", "an incident has one rapid review; this one stands first in row 2"),
    ("rapid_reviews", 2, "received_date", "2020-01-02", "must not be before the notified_date of its incident, I-1"),
    ("rapid_reviews", 2, "received_date", "2021-05-15", "the day the report was published"),
    ("rapid_reviews", 2, "pandemic_school_closure", "maybe", "must be one of yes, no"),
    ("lcsprs", 2, "incident_id", "I-7", "there is none of this id"),
    ("lcsprs", 2, "started_date", "2020-01-01", "must not be before the incident_date of its incident, I-1"),
    ("lcsprs", 2, "published_date", "2020-01-31", "must not be before started_date, 2020-02-01"),
    ("lcsprs", 2, "published_date", "soon", "written YYYY-MM-DD, or empty"),
    ("practice_themes", 2, "review_id", "L-9", "a coded review of type lcspr stands in the table lcsprs"),
    ("practice_themes", 3, "review_id", "RR-9", "of type rapid_review stands in the table rapid_reviews"),
    ("yearly_reports", 2, "area_code", "AREA-012", "Did you mean AREA-002?"),
    ("yearly_reports", 2, "evidences_guidance", "full", "Did you mean fully?"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "rule"), CELLS)
def test_one_wrong_cell_is_one_fault(data: DataSet, table: str, row: int, column: str, value: str, rule: str) -> None:
    data.put(table, row, column, value)
    found = [fault for fault in faults(data) if "at least one child" not in fault.rule]
    assert places(found) == [(table, row, column)]
    assert found[0].value == value
    assert rule in found[0].rule
    assert len(str(found[0])) < 500


def first_and(extra: int) -> Callable[[list[str]], list[str]]:
    return lambda lines: lines[: extra + 1]


# what is done to a table's lines, then the row, column and rule expected
SHAPES: list[tuple[str, Callable[[list[str]], list[str]], int, str, str]] = [
    ("children", lambda lines: [*lines, "yes,I-9"], 7, "", "a row needs 6 values"),
    ("children", lambda lines: [*lines, "yes,I-3-2,I-3,4,male,mixed,7"], 7, "", "a row needs 6 values"),
    ("children", lambda lines: [*lines, ""], 7, "", "this row is empty"),
    (
        "children",
        lambda lines: [*lines, 'yes,"I-3-2,I-3'],
        7,
        "",
        "a quotation mark opens in this row and never closes",
    ),
    ("children", lambda lines: [*lines, f"yes,{'x' * 10_000_000},I-3,4,male,mixed"], 7, "", "longer than 1,048,576"),
    ("lcsprs", lambda lines: [lines[0] + ",note", *(line + "," for line in lines[1:])], 1, "note", "no such column"),
    ("lcsprs", lambda lines: [lines[0] + ",lcspr_id", *(f"{line},L" for line in lines[1:])], 1, "lcspr_id", "2 times"),
    ("children", lambda lines: [line.rsplit(",", 1)[0] for line in lines], 1, "ethnic_group", "the column is missing"),
    ("areas", first_and(0), 0, "", "a header but no records"),
]


@pytest.mark.parametrize(("table", "change", "row", "column", "rule"), SHAPES)
def test_a_wrong_shape_is_a_fault(
    data: DataSet, table: str, change: Callable[[list[str]], list[str]], row: int, column: str, rule: str
) -> None:
    data.edit(table, change)
    found = [fault for fault in faults(data) if fault.file.startswith(f"SYNTHETIC_{table}")]
    assert places(found) == [(table, row, column)]
    assert rule in found[0].rule
    assert len(str(found[0])) < 500


FILES = [
    (b"", 0, "the file is empty"),
    (b" \n\n", 0, "the file is empty"),
    (b"is_synthetic,lcspr_id\nyes,L\xe9on\n", 2, "byte 27 is not UTF-8"),
    (b"is_synthetic\nyes\nn\0\n", 3, "byte 18 is NUL"),
    ("is_synthetic,lcspr_id\n".encode("utf-16"), 1, "UTF-16"),
]


@pytest.mark.parametrize(("content", "row", "rule"), FILES)
def test_a_file_that_is_no_text_is_one_fault(data: DataSet, content: bytes, row: int, rule: str) -> None:
    data.edit("practice_themes", lambda lines: [lines[0]])
    data.file("lcsprs").write_bytes(content)
    (found,) = faults(data)
    assert (found.file, found.row) == ("SYNTHETIC_lcsprs.csv", row)
    assert rule in found.rule


def test_a_missing_file_is_one_fault(data: DataSet) -> None:
    data.file("children").unlink()
    assert faults(data) == [Fault("SYNTHETIC_children.csv", 0, "", "", "the file is missing")]


def test_an_incident_without_a_child_is_a_fault(data: DataSet) -> None:
    data.edit("children", lambda lines: [line for line in lines if ",I-3," not in line])
    assert [str(fault) for fault in faults(data)] == [
        "SYNTHETIC_incidents.csv, row 4, column incident_id: 'I-3': an incident has at least one child"
    ]


def test_all_faults_of_all_tables_are_told_at_once(data: DataSet) -> None:
    data.put("incidents", 2, "domestic_abuse", "nown")
    data.put("incidents", 3, "notified_date", "2020-04-29")
    data.put("children", 5, "age_years", "three")
    data.put("lcsprs", 2, "incident_id", "I-77")
    data.file("yearly_reports").unlink()
    assert places(faults(data)) == [
        ("children", 5, "age_years"),
        ("incidents", 2, "domestic_abuse"),
        ("incidents", 3, "notified_date"),
        ("lcsprs", 2, "incident_id"),
        ("yearly_reports", 0, ""),
    ]


def test_what_depends_on_an_unread_row_is_not_guessed_at(data: DataSet) -> None:
    data.edit("incidents", lambda lines: [*lines[:2], lines[2] + ",surplus", *lines[3:]])
    assert places(faults(data)) == [("incidents", 3, "")]


def test_a_category_that_is_not_of_its_type_is_found_whichever_is_wrong(data: DataSet) -> None:
    data.put("incidents", 3, "incident_type", "other")
    (found,) = faults(data)
    assert (found.row, found.column) == (3, "primary_category")
    assert found.rule == (
        "must be one of perpetrator, criminal_exploitation, risk_taking_other, as incident_type is other"
    )


def test_a_census_must_have_each_group_in_each_band_once(data: DataSet) -> None:
    file = data.reference / "census_2011_children.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines[:2], lines[1], *lines[3:], ""]), encoding="utf-8")
    assert places(faults(data)) == [
        ("census_2011_children", 3, "ethnic_group"),
        ("census_2011_children", 7, "age_band"),
    ]


def test_bank_holidays_must_reach_as_far_as_the_reviews(data: DataSet) -> None:
    file = data.reference / "bank_holidays_england.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([line for line in lines if not line.startswith("2021")] + [""]), encoding="utf-8")
    (found,) = faults(data)
    assert found.rule == "no bank holiday of 2021 is listed: working days need them"


def test_real_records_may_not_hold_a_synthetic_one(data: DataSet) -> None:
    settings = data.folder / "edition.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("synthetic = true", "synthetic = false"), "utf-8")
    for file in data.folder.glob("SYNTHETIC_*.csv"):
        file.rename(file.with_name(file.name.removeprefix("SYNTHETIC_")))
    found = faults(data)
    assert {fault.column for fault in found} == {"is_synthetic"}
    assert {fault.rule for fault in found} == {
        "must be no: edition.toml says that these records are real, so no synthetic one may be among them"
    }


def test_rows_beyond_those_listed_are_counted_with_the_rule_in_words(data: DataSet) -> None:
    row = "yes,I-{0},AREA-001,2020-03-02,2020-03-01,2020-03-03,other,perpetrator,none,none,no,no,no,none"
    numbers = range(10, 10 + LISTED + 7)
    data.edit("incidents", lambda lines: [*lines, *(row.format(number) for number in numbers)])
    data.edit("children", lambda lines: [*lines, *(f"yes,C-{n},I-{n},4,male,mixed" for n in numbers)])
    found = faults(data)
    assert len(found) == LISTED + 1
    assert str(found[0]) == (
        "SYNTHETIC_incidents.csv, column aware_date: "
        "7 more row(s) break the same rule: must not be before incident_date, ..."
    )


@pytest.mark.parametrize("code", ["all", "ALL", "All"])
def test_no_area_is_called_by_the_word_for_the_whole_edition(code: str, data: DataSet) -> None:
    data.put("areas", 3, "area_code", code)
    data.put("incidents", 5, "area_code", code)
    found = faults(data)
    assert places(found) == [("areas", 3, "area_code"), ("incidents", 5, "area_code")]
    assert all("must not be all, in whatever letters: this word means the whole edition" in str(one) for one in found)


@pytest.mark.parametrize("code", ["NA", "nan", "None", "null", "all-1", "0"])
def test_a_word_that_means_something_to_a_program_may_be_an_areas_code(code: str, data: DataSet) -> None:
    data.put("areas", 3, "area_code", code)
    data.put("incidents", 5, "area_code", code)
    assert faults(data) == []
