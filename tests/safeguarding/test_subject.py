from tests.support.incident_records import DataSet

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
