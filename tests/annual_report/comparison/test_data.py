import json

from tests.support.comparisons import everything_differs, nothing_differs

from annual_report.comparison.data import as_json


def test_json_has_all_that_differs() -> None:
    found = json.loads(as_json(everything_differs()))
    assert found["differs"] is True
    assert [(c["kind"], c["id"], c["difference"]) for c in found["changes"]] == [
        ("statistic", "deaths.abuse", "removed"),
        ("statistic", "deaths.sudi", "changed"),
        ("chart", "deaths", "added"),
    ]
    assert found["changes"][1]["aspects"][0] == {"name": "count", "before": "63", "after": "50"}
    assert found["claims"][0]["after"] == {"state": "does not hold", "reason": "percent(deaths.sudi) is 24.27"}
    assert found["sentences"][0]["names"] == ["deaths.sudi"]
    assert found["before"] == {
        "name": "old.json",
        "edition": "2020",
        "held": {"statistic": 4, "ratio": 0, "breakdown": 0, "table": 1, "chart": 0},
    }


def test_json_says_that_nothing_differs() -> None:
    found = json.loads(as_json(nothing_differs()))
    assert (found["differs"], found["changes"], found["claims"], found["sentences"]) == (False, [], [], [])
