"""Makes checked tables ready to be counted: joined, with what is worked out of them, their rows sorted and numbered.

A row's name (an incident's, a child's) is left behind: notebooks count rows by number, and none needs a name.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from annual_report.editions.calendar import WorkingDays
from annual_report.editions.models import Edition
from annual_report.prepared.store import Tables
from annual_report.prepared.table import Ready
from annual_report.records.arrow import ascending, fingerprints
from annual_report.records.relations import Frames
from safeguarding.codes import CATEGORIES, CATEGORY_COLUMNS, KEYS, LABELS
from safeguarding.measures import band, coded, factor_count, month, months, period, within

Labels = Mapping[str, Mapping[str, str]]
Numbers = NDArray[np.int64]

#: The fact that says until when months of notifications reach.
LAST_NOTIFIED = "last_notified"
_OF_INCIDENTS = ("children", "rapid_reviews", "lcsprs")


def joined(edition: Edition, frames: Frames) -> Tables:
    """Return the edition's tables, sorted by area and then by name."""
    last = frames["incidents"]["notified_date"].max().date().isoformat()
    labels = labels_of(edition, last)
    holidays = WorkingDays(tuple(day.date() for day in frames["bank_holidays"]["date"]))
    tables = _sorted(frames)
    incidents = tables["incidents"].frame
    worked_out: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "areas": lambda frame: _areas(frame, incidents),
        "incidents": lambda frame: _incidents(edition, frame, tables["areas"].frame, labels),
        "children": lambda frame: _children(frame, incidents),
        "rapid_reviews": lambda frame: _rapid_reviews(edition, frame, incidents, holidays, labels),
    }
    for name, work_out in worked_out.items():
        tables[name] = replace(tables[name], frame=work_out(tables[name].frame))
    return Tables({**tables, "census": Ready(frames["census"])}, {LAST_NOTIFIED: last})


def labels_of(edition: Edition, last_notified: str) -> Labels:
    """Return the code lists, the months with them. Notifications may reach beyond the period."""
    start, end = edition.period.start, edition.period.end
    last = max(end, pd.Timestamp(last_notified).date())
    return {**LABELS, "month": months(start, end), "notified_month": months(start, last)}


def _sorted(frames: Frames) -> dict[str, Ready]:
    """Return each table of records sorted, with the numbers of incidents in the place of their names."""
    by_name = ascending(frames["areas"]["area_code"])
    codes = pd.CategoricalDtype(frames["areas"]["area_code"].iloc[by_name].tolist(), ordered=True)
    rank = _inverse(by_name)
    areas = {
        "areas": rank,
        "incidents": rank[frames.places("incidents.area_code", "areas.area_code")],
        "yearly_reports": rank[frames.places("yearly_reports.area_code", "areas.area_code")],
    }
    incidents = {name: frames.places(f"{name}.incident_id", "incidents.incident_id") for name in _OF_INCIDENTS}
    areas |= {name: areas["incidents"][places] for name, places in incidents.items()}
    areas["practice_themes"] = _areas_of_coded(frames, areas)
    orders = {name: _order(area, frames[name][KEYS[name]]) for name, area in areas.items()}
    number = _inverse(orders["incidents"])
    tables = {}
    for name, order in orders.items():
        links = {"incident_id": number[incidents[name]]} if name in incidents else {}
        tables[name] = _table(
            frames[name], KEYS[name], order, pd.Categorical.from_codes(areas[name], dtype=codes), links
        )
    return tables


def _table(frame: pd.DataFrame, key: str, order: Numbers, areas: pd.Categorical, links: Mapping[str, Numbers]) -> Ready:
    coded_areas = {"area_code": areas} if "area_code" in frame and key != "area_code" else {}
    dropped = ["is_synthetic"] if key == "area_code" else ["is_synthetic", key]
    numbered = frame.drop(columns=dropped).assign(**coded_areas, **links).take(order).reset_index(drop=True)
    names = None if key == "area_code" else fingerprints(frame[key])[order]
    return Ready(numbered, pd.Series(areas.take(order)), names)


def _areas_of_coded(frames: Frames, areas: Mapping[str, Numbers]) -> Numbers:
    """Return the area of each coded review: that of the rapid review, or of the local one, that it is."""
    rapid = frames.places("practice_themes.review_id", "rapid_reviews.rapid_review_id")
    local = frames.places("practice_themes.review_id", "lcsprs.lcspr_id")
    is_rapid = (frames["practice_themes"]["review_type"] == "rapid_review").to_numpy()
    found = np.empty(len(rapid), dtype=np.int64)
    found[is_rapid] = areas["rapid_reviews"][rapid[is_rapid]]
    found[~is_rapid] = areas["lcsprs"][local[~is_rapid]]
    return found


def _order(areas: Numbers, names: pd.Series) -> Numbers:
    by_name = ascending(names)
    # numbers of two bytes are sorted in one pass
    small = areas.astype(np.int16) if areas.max(initial=0) < np.iinfo(np.int16).max else areas
    return by_name[np.argsort(small[by_name], kind="stable")]


def _inverse(order: Numbers) -> Numbers:
    inverse = np.empty_like(order)
    inverse[order] = np.arange(len(order))
    return inverse


def _areas(areas: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    # each area is a code, so that those without an incident are counted too
    notifications = pd.Series(np.bincount(incidents["area_code"].cat.codes, minlength=len(areas)))
    return areas.assign(notifications=notifications, notifications_band=band(notifications, "notifications_band"))


def _incidents(edition: Edition, incidents: pd.DataFrame, areas: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    category = incidents["primary_category"]
    return incidents.assign(
        region=areas["region"].array.take(incidents["area_code"].cat.codes.to_numpy()),
        month=month(incidents["incident_date"], labels["month"]),
        period=period(incidents["incident_date"], edition.extended_period),
        factor_count=factor_count(incidents),
        **{
            column: coded(category.where(category.isin(CATEGORIES[kind])), LABELS[column])
            for kind, column in CATEGORY_COLUMNS.items()
        },
    )


def _children(children: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    return children.assign(
        **_of_incident(children, incidents, "incident_type", "primary_category"),
        age_band=band(children["age_years"], "age_band"),
        census_band=band(children["age_years"], "census_band"),
    )


def _rapid_reviews(
    edition: Edition, reviews: pd.DataFrame, incidents: pd.DataFrame, holidays: WorkingDays, labels: Labels
) -> pd.DataFrame:
    found = reviews.assign(**_of_incident(reviews, incidents, "notified_date", "incident_type", "primary_category"))
    days = holidays.between(found["notified_date"], found["received_date"])
    return found.assign(
        working_days=days,
        days_band=band(days, "days_band"),
        notified_month=month(found["notified_date"], labels["notified_month"]),
        extended=within(found["notified_date"], edition.extended_period),
    )


def _of_incident(
    frame: pd.DataFrame, incidents: pd.DataFrame, *columns: str
) -> dict[str, pd.api.extensions.ExtensionArray]:
    numbers = frame["incident_id"].to_numpy()
    return {name: incidents[name].array.take(numbers) for name in columns}
