import json

from tests.support.books import small_release

from annual_report.vocabulary.data import as_json
from annual_report.vocabulary.entries import entries_of


def test_json_has_the_role_to_paste_and_all_others() -> None:
    found = {entry["id"]: entry for entry in json.loads(as_json(entries_of(small_release())))}
    assert found["deaths.sudi"]["paste"] == "{share}`deaths.sudi`"
    assert found["deaths.sudi"]["base"] == {"id": "incidents", "label": "Incidents"}
    assert [p["role"] for p in found["deaths.sudi"]["placements"]] == ["share", "count", "percent", "words"]
    assert found["deaths.spring"]["paste"] == ""
