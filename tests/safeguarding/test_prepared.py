"""Prepared records are the same from CSV and Parquet, in part as in whole, and those of the files as they now are."""

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from benchmarks.large_edition import write_edition
from tests.conftest import ROOT
from tests.support.incident_records import DataSet

from annual_report.editions.models import Edition, load_edition
from annual_report.errors import InputError
from annual_report.faults import RecordsError
from safeguarding import records as loading
from safeguarding.codes import KEYS, THEMES
from safeguarding.records import Records, load
from safeguarding.subject import SUBJECT

FRAMES = (*KEYS, "census")
FLAGS = {"substance_misuse", "neglect_feature", "child_mental_ill_health", *THEMES}


def to_parquet(folder: Path, *, typed: bool) -> None:
    """Put Parquet files in the place of the CSVs of a folder."""
    for file in folder.glob("SYNTHETIC_*.csv"):
        text = pd.read_csv(file, dtype="str", keep_default_na=False)
        if typed:
            for name in map(str, text):
                if name.endswith("_date"):
                    text[name] = pd.to_datetime(text[name]).dt.date
                elif name in FLAGS:
                    text[name] = text[name] == "yes"
        text.to_parquet(file.with_suffix(".parquet"))
        file.unlink()


def same(one: Records, other: Records) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    for name in ("incidents", "children", "rapid_reviews", "lcsprs", "practice_themes", "yearly_reports", "areas"):
        index = getattr(one, name).index
        assert one.fingerprints(index).tolist() == other.fingerprints(index).tolist()


@pytest.mark.parametrize("typed", [False, True])
def test_records_are_the_same_from_parquet_as_from_csv(data: DataSet, typed: bool) -> None:
    from_csv = load(data.edition)
    whole = {name: getattr(from_csv, name) for name in FRAMES}
    to_parquet(data.folder, typed=typed)
    from_parquet = load(data.edition)
    for name, frame in whole.items():
        pd.testing.assert_frame_equal(getattr(from_parquet, name), frame)
    same(from_csv, from_parquet)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition of three thousand incidents, in Parquet."""
    return load_edition(write_edition(tmp_path_factory.mktemp("drawn"), 3000, parquet=True))


def test_drawn_records_are_sound_in_either_form(drawn: Edition, tmp_path: Path) -> None:
    assert SUBJECT.check(drawn) == []
    csv = load_edition(write_edition(tmp_path, 3000, parquet=False))
    same(load(drawn), load(csv))


@pytest.mark.parametrize("edition", ["drawn", "2020"])
def test_an_areas_records_are_those_of_the_nation_that_are_its_own(
    edition: str, drawn: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = drawn if edition == "drawn" else load_edition(ROOT / "data" / "2020")
    monkeypatch.setattr(Edition, "prepared_folder", property(lambda _: tmp_path))
    nation = load(chosen)
    reviews = pd.concat([frame.assign(review=frame.index) for frame in (nation.rapid_reviews, nation.lcsprs)])
    assert len(reviews)
    for area in nation.areas.index[::7]:
        local = load(chosen, area)
        pd.testing.assert_frame_equal(local.areas, nation.areas.loc[[area]])
        incidents = nation.incidents[nation.incidents["area_code"] == area]
        pd.testing.assert_frame_equal(local.incidents, incidents, check_index_type=False)
        for name in ("children", "rapid_reviews", "lcsprs"):
            frame = getattr(nation, name)
            own = frame[frame["incident_id"].isin(incidents.index)]
            pd.testing.assert_frame_equal(getattr(local, name), own, check_index_type=False)
        reports = nation.yearly_reports[nation.yearly_reports["area_code"] == area]
        pd.testing.assert_frame_equal(local.yearly_reports, reports, check_index_type=False)
        assert local.fingerprints(incidents.index).tolist() == nation.fingerprints(incidents.index).tolist()


def test_coded_reviews_belong_to_the_area_of_their_incident(data: DataSet) -> None:
    themes = {area: load(data.edition, area).practice_themes for area in ("AREA-001", "AREA-002")}
    assert sorted(themes["AREA-001"]["review_type"]) == ["lcspr", "rapid_review"]
    data.edit("practice_themes", lambda lines: [line.replace("L-1,", "L-4,") for line in lines])
    assert list(load(data.edition, "AREA-001").practice_themes["review_type"]) == ["rapid_review"]
    assert list(load(data.edition, "AREA-002").practice_themes["review_type"]) == ["lcspr"]


def test_records_that_are_not_of_the_area_have_no_fingerprint_in_it(data: DataSet) -> None:
    everyone = load(data.edition).incidents.index
    with pytest.raises(InputError, match="3 of the 4 by incident_id are no records"):
        load(data.edition, "AREA-002").fingerprints(everyone)


def changed_with_its_time(data: DataSet) -> None:
    file = data.file("children")
    status = file.stat()
    data.put("children", 4, "age_years", "16")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def later_period(data: DataSet) -> None:
    settings = data.folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("2020-04-01, end", "2020-10-01, end"), "utf-8")
    settings.write_text(settings.read_text("utf-8").replace("end = 2020-09-30", "end = 2020-12-31"), "utf-8")


STALE: list[tuple[Callable[[DataSet], None], Callable[[Records], object], object, object]] = [
    (
        changed_with_its_time,
        lambda records: list(records.children["age_years"]),
        [0, 15, 17, 3, 12],
        [0, 15, 16, 3, 12],
    ),
    (
        later_period,
        lambda records: list(records.incidents["period"])[:3],
        ["rest", "extended", "rest"],
        [*["rest"] * 2, "extended"],
    ),
]


@pytest.mark.parametrize(("change", "ask", "before", "after"), STALE)
def test_changed_records_are_never_those_of_before(
    data: DataSet,
    change: Callable[[DataSet], None],
    ask: Callable[[Records], object],
    before: object,
    after: object,
) -> None:
    assert ask(load(data.edition)) == before
    change(data)
    assert ask(load(data.edition)) == after


def test_a_fault_that_is_put_in_is_found_though_sound_records_are_kept(data: DataSet) -> None:
    assert SUBJECT.prepare(data.edition) == []
    data.put("children", 2, "sex", "boy")
    (found,) = SUBJECT.prepare(data.edition)
    assert (found.row, found.column) == (2, "sex")
    with pytest.raises(RecordsError):
        load(data.edition)


def test_sound_records_are_checked_once(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    load(data.edition)
    monkeypatch.setattr(loading, "check_records", lambda _: pytest.fail("checked again"))
    same(load(data.edition), load(data.edition))


def test_words_of_the_edition_change_nothing(data: DataSet, monkeypatch: pytest.MonkeyPatch) -> None:
    load(data.edition)
    monkeypatch.setattr(loading, "check_records", lambda _: pytest.fail("checked again"))
    settings = data.folder / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("A report", "Another title"), "utf-8")
    load(data.edition)


def test_no_name_of_a_record_is_kept(data: DataSet) -> None:
    data.edit("incidents", lambda lines: [line.replace("I-", "CANARY-") for line in lines])
    data.edit("children", lambda lines: [line.replace("I-", "CANARY-") for line in lines])
    data.edit("rapid_reviews", lambda lines: [line.replace(",I-", ",CANARY-") for line in lines])
    data.edit("lcsprs", lambda lines: [line.replace(",I-", ",CANARY-") for line in lines])
    records = load(data.edition)
    assert not any("CANARY" in getattr(records, name).reset_index().to_csv() for name in FRAMES)
    kept = [file for file in data.edition.prepared_folder.rglob("*") if file.is_file()]
    assert len(kept) > len(FRAMES)
    assert not any(b"CANARY" in file.read_bytes() for file in kept)
