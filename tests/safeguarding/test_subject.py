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


def test_ids_and_rows_are_those_of_people_and_reviews_not_of_areas(data: DataSet) -> None:
    subject = load_subject("safeguarding")
    rows = list(subject.rows(data.edition))
    identifiers = subject.identifiers(data.edition)
    assert len(rows) == 4 + 5 + 4 + 2 + 2 + 1
    assert {row[1] for row in rows} == identifiers
    assert not {name for name in identifiers if name.startswith("AREA")}


def test_rows_that_cannot_be_read_are_an_error(data: DataSet) -> None:
    data.file("children").unlink()
    with pytest.raises(RecordsError, match="the file is missing"):
        list(load_subject("safeguarding").rows(data.edition))
