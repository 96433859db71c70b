import pytest
from tests.support.incident_records import DataSet

from annual_report.faults import RecordsError
from annual_report.subject import load_subject


def test_the_engine_finds_the_subject_by_its_name(data: DataSet) -> None:
    subject = load_subject("safeguarding")
    assert subject.check(data.edition) == []
    assert subject.count(data.edition) == {
        "areas": 2,
        "incidents": 4,
        "children": 5,
        "rapid_reviews": 4,
        "lcsprs": 2,
        "practice_themes": 2,
        "yearly_reports": 1,
    }


def test_faults_are_returned_not_raised(data: DataSet) -> None:
    data.file("areas").unlink()
    assert load_subject("safeguarding").check(data.edition)[0].rule == "the file is missing"


def test_what_is_written_is_of_people_and_reviews_not_of_areas(data: DataSet) -> None:
    tables = list(load_subject("safeguarding").written(data.edition))
    assert [len(table.frame) for table in tables] == [4, 5, 4, 2, 2, 1]
    assert [sorted(table.ids) for table in tables] == [
        ["incident_id"],
        ["child_id", "incident_id"],
        ["incident_id", "rapid_review_id"],
        ["incident_id", "lcspr_id"],
        ["review_id"],
        ["yearly_report_id"],
    ]


def test_tables_that_cannot_be_read_are_an_error(data: DataSet) -> None:
    data.file("children").unlink()
    with pytest.raises(RecordsError, match="the file is missing"):
        list(load_subject("safeguarding").written(data.edition))
