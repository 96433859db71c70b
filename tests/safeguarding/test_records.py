import pandas as pd
import pytest
from tests.support.incident_records import DataSet

from annual_report.errors import MissingError
from annual_report.faults import RecordsError
from safeguarding.codes import LABELS
from safeguarding.records import load


def test_frames_are_indexed_by_their_key(data: DataSet) -> None:
    records = load(data.edition)
    assert records.incidents.index.name == "incident_id"
    assert records.children.index.name == "child_id"
    assert records.rapid_reviews.index.name == "rapid_review_id"
    assert records.lcsprs.index.name == "lcspr_id"
    assert records.practice_themes.index.name == "review_id"
    assert records.yearly_reports.index.name == "yearly_report_id"
    assert records.areas.index.name == "area_code"
    assert records.themes.index.name == "theme"
    assert records.pandemic_factors.index.name == "pandemic_factor"
    assert len(records.themes) == 6
    assert len(records.pandemic_factors) == 4


def test_coded_columns_have_all_codes_in_reading_order(data: DataSet) -> None:
    records = load(data.edition)
    for frame in (records.incidents, records.children, records.rapid_reviews, records.areas, records.yearly_reports):
        for name, column in frame.items():
            if name in LABELS:
                assert isinstance(column.dtype, pd.CategoricalDtype)
                assert column.dtype.ordered
                assert list(column.cat.categories) == list(LABELS[str(name)])


def test_incidents_have_what_is_worked_out(data: DataSet) -> None:
    incidents = load(data.edition).incidents
    assert list(incidents["month"]) == ["2020_01", "2020_04", "2020_10", "2020_12"]
    assert list(incidents["month"].cat.categories) == [f"2020_{month:02d}" for month in range(1, 13)]
    assert list(incidents["period"]) == ["rest", "extended", "rest", "rest"]
    assert list(incidents["factor_count"]) == ["three", "one", "none", "four"]
    assert list(incidents["region"]) == ["region_1", "region_1", "region_1", "region_2"]
    assert list(incidents["cause_of_death"].dropna()) == ["sudi", "suicide"]
    assert list(incidents["kind_of_harm"].dropna()) == ["risk_taking", "neglect"]
    assert incidents["substance_misuse"].dtype == bool


def test_children_have_bands_and_what_befell_them(data: DataSet) -> None:
    children = load(data.edition).children
    assert list(children["age_band"]) == ["under_1", "15_to_17", "15_to_17", "1_to_4", "10_to_14"]
    assert list(children["census_band"]) == ["0_to_4", "15_to_17", "15_to_17", "0_to_4", "10_to_14"]
    assert list(children["incident_type"]) == ["fatal", "fatal", "serious_harm", "serious_harm", "serious_harm"]
    assert list(children["primary_category"]) == ["sudi", "suicide", "risk_taking", "neglect", "neglect"]


def test_reviews_count_working_days_after_the_notification(data: DataSet) -> None:
    reviews = load(data.edition).rapid_reviews
    # RR-2: 7 May to 1 June, with the bank holidays of 8 and 25 May between
    assert list(reviews["working_days"]) == [15, 15, 26, 15]
    assert list(reviews["days_band"]) == ["within_15", "within_15", "26_or_more", "within_15"]
    assert list(reviews["extended"]) == [False, True, False, False]
    assert list(reviews["notified_month"]) == ["2020_01", "2020_05", "2020_10", "2021_01"]
    assert reviews["notified_month"].cat.categories[-1] == "2021_01"


def test_areas_have_their_number_of_notifications(data: DataSet) -> None:
    areas = load(data.edition).areas
    assert list(areas["notifications"]) == [3, 1]
    assert list(areas["notifications_band"]) == ["3_to_6", "0_to_2"]


def test_one_area_has_only_what_belongs_to_it(data: DataSet) -> None:
    records = load(data.edition, "AREA-002")
    assert list(records.incidents["primary_category"]) == ["neglect"]
    assert list(records.children["age_years"]) == [3, 12]
    assert list(records.rapid_reviews["working_days"]) == [15]
    assert list(records.lcsprs["started_date"].dt.month) == [2]
    assert list(records.areas.index) == ["AREA-002"]
    assert records.practice_themes.empty
    assert records.yearly_reports.empty
    assert len(records.census) == 24
    assert list(records.incidents["month"].cat.categories) == [f"2020_{month:02d}" for month in range(1, 13)]


def test_an_unknown_area_is_named_with_the_nearest(data: DataSet) -> None:
    with pytest.raises(MissingError, match=r"no area 'AREA-02' in the records\. Did you mean AREA-002"):
        load(data.edition, "AREA-02")


def test_faulty_records_are_not_loaded(data: DataSet) -> None:
    data.put("children", 2, "sex", "")
    with pytest.raises(RecordsError, match="row 2, column sex") as raised:
        load(data.edition)
    assert len(raised.value.faults) == 1


def test_the_order_of_rows_does_not_matter(data: DataSet) -> None:
    before = load(data.edition)
    for table in ("incidents", "children", "rapid_reviews", "areas"):
        data.edit(table, lambda lines: [lines[0], *reversed(lines[1:])])
    after = load(data.edition)
    pd.testing.assert_frame_equal(before.incidents, after.incidents)
    pd.testing.assert_frame_equal(before.children, after.children)
    pd.testing.assert_frame_equal(before.areas, after.areas)


def test_tables_that_may_be_empty_load_empty(data: DataSet) -> None:
    for table in ("lcsprs", "practice_themes", "yearly_reports"):
        data.edit(table, lambda lines: lines[:1])
    records = load(data.edition)
    assert records.lcsprs.empty
    assert records.practice_themes["child_daily_life"].dtype == bool


def test_labels_are_found_or_refused(data: DataSet) -> None:
    records = load(data.edition)
    assert records.label("primary_category", "sudi") == "Sudden unexpected death in infancy (SUDI)"
    assert records.label("notified_month", "2021_01") == "January 2021"
    with pytest.raises(MissingError, match="has no code 'sids'"):
        records.label("primary_category", "sids")
    with pytest.raises(MissingError, match=r"no code list for column 'sexx'\. Did you mean sex"):
        records.label("sexx", "male")
