"""Loads an edition's records, checked, typed, joined and ready to be counted."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from annual_report.editions.calendar import WorkingDays
from annual_report.editions.models import Edition
from annual_report.errors import MissingError
from annual_report.faults import RecordsError
from annual_report.records.listing import nearest
from safeguarding.checks import check_records
from safeguarding.codes import CATEGORIES, CATEGORY_COLUMNS, KEYS, LABELS, PANDEMIC_FACTORS, THEMES
from safeguarding.measures import band, coded, factor_count, month, months, period, within

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one edition, or of one area of it. Each frame is indexed by its key."""

    areas: pd.DataFrame
    incidents: pd.DataFrame
    children: pd.DataFrame
    rapid_reviews: pd.DataFrame
    lcsprs: pd.DataFrame
    practice_themes: pd.DataFrame
    yearly_reports: pd.DataFrame
    themes: pd.DataFrame
    pandemic_factors: pd.DataFrame
    census: pd.DataFrame
    labels: Mapping[str, Mapping[str, str]]

    def label(self, column: str, code: str) -> str:
        """Return what a reader calls ``code``.

        Raises:
            MissingError: if the column has no code list, or not this code.
        """
        if column not in self.labels:
            raise MissingError(f"no code list for column {column!r}{nearest(column, list(self.labels))}")
        if code not in self.labels[column]:
            raise MissingError(f"{column} has no code {code!r}. It has: {', '.join(self.labels[column])}")
        return self.labels[column][code]


def load(edition: Edition, area: str = "all") -> Records:
    """Check and load the edition's records.

    Args:
        edition: whose records.
        area: one area's code, or ``all``.

    Raises:
        RecordsError: if the records are faulty; it carries every fault.
        MissingError: if there is no such area.
    """
    checked = check_records(edition)
    if checked.faults:
        raise RecordsError(checked.faults)
    tables = {name: _keyed(frame, KEYS[name]) for name, frame in checked.tables.items() if name in KEYS}
    holidays = WorkingDays(tuple(day.date() for day in checked.tables["bank_holidays"]["date"]))
    labels = _labels(edition, tables["incidents"])
    tables = _joined(edition, tables, holidays, labels)
    chosen = tables if area == "all" else _of_area(tables, area)
    return Records(
        **chosen,
        themes=_list("theme", THEMES),
        pandemic_factors=_list("pandemic_factor", PANDEMIC_FACTORS),
        census=checked.tables["census"],
        labels=labels,
    )


def _keyed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame.drop(columns="is_synthetic").set_index(key).sort_index()


def _labels(edition: Edition, incidents: pd.DataFrame) -> Mapping[str, Mapping[str, str]]:
    """Add the months to the code lists. Notifications may reach beyond the period."""
    start, end = edition.period.start, edition.period.end
    last = max(end, incidents["notified_date"].max().date())
    return {**LABELS, "month": months(start, end), "notified_month": months(start, last)}


def _joined(
    edition: Edition, tables: Tables, holidays: WorkingDays, labels: Mapping[str, Mapping[str, str]]
) -> dict[str, pd.DataFrame]:
    incidents = _incidents(edition, tables, labels)
    notifications = incidents["area_code"].value_counts().reindex(tables["areas"].index, fill_value=0)
    return {
        **tables,
        "incidents": incidents,
        "areas": tables["areas"].assign(
            notifications=notifications, notifications_band=band(notifications, "notifications_band")
        ),
        "children": _children(tables["children"], incidents),
        "rapid_reviews": _rapid_reviews(edition, tables["rapid_reviews"], incidents, holidays, labels),
    }


def _incidents(edition: Edition, tables: Tables, labels: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    incidents = tables["incidents"]
    category = incidents["primary_category"]
    return incidents.assign(
        region=incidents["area_code"].map(tables["areas"]["region"]).astype(tables["areas"]["region"].dtype),
        month=month(incidents["incident_date"], labels["month"]),
        period=period(incidents["incident_date"], edition.extended_period),
        factor_count=factor_count(incidents),
        **{
            column: coded(category.where(category.isin(CATEGORIES[kind])), LABELS[column])
            for kind, column in CATEGORY_COLUMNS.items()
        },
    )


def _children(children: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    joined = children.join(incidents[["incident_type", "primary_category"]], on="incident_id")
    return joined.assign(
        age_band=band(children["age_years"], "age_band"), census_band=band(children["age_years"], "census_band")
    )


def _rapid_reviews(
    edition: Edition,
    reviews: pd.DataFrame,
    incidents: pd.DataFrame,
    holidays: WorkingDays,
    labels: Mapping[str, Mapping[str, str]],
) -> pd.DataFrame:
    joined = reviews.join(incidents[["notified_date", "incident_type", "primary_category"]], on="incident_id")
    days = holidays.between(joined["notified_date"], joined["received_date"])
    return joined.assign(
        working_days=days,
        days_band=band(days, "days_band"),
        notified_month=month(joined["notified_date"], labels["notified_month"]),
        extended=within(joined["notified_date"], edition.extended_period),
    )


def _of_area(tables: Tables, area: str) -> dict[str, pd.DataFrame]:
    """Keep what belongs to one area."""
    areas = tables["areas"]
    if area not in areas.index:
        raise MissingError(f"no area {area!r} in the records{nearest(area, list(areas.index))}. Or give all")
    incidents = tables["incidents"][tables["incidents"]["area_code"] == area]
    kept = {
        name: tables[name][tables[name]["incident_id"].isin(incidents.index)]
        for name in ("children", "rapid_reviews", "lcsprs")
    }
    coded_reviews = tables["practice_themes"]
    known = coded_reviews.index.isin(kept["rapid_reviews"].index.union(kept["lcsprs"].index))
    reports = tables["yearly_reports"]
    return {
        "areas": areas.loc[[area]],
        "incidents": incidents,
        **kept,
        "practice_themes": coded_reviews[known],
        "yearly_reports": reports[reports["area_code"] == area],
    }


def _list(name: str, labels: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"label": list(labels.values())}, index=pd.Index(list(labels), name=name), dtype="str")
