"""The rules between columns and between tables of the records."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from annual_report.records.relations import Frames, Relation
from safeguarding.codes import CATEGORIES, KEYS
from safeguarding.schemas import CENSUS_GROUPS

YOUNGEST_SUICIDE = 11  # the definition that the coding follows: younger deaths are coded otherwise


def relations() -> list[Relation]:
    """Return every rule between columns and between tables."""
    return [*_dates(), *_categories(), *_references(), *_children(), *_census()]


def _dates() -> list[Relation]:
    after = [
        ("incidents", "aware_date", "incidents", "incident_date"),
        ("incidents", "notified_date", "incidents", "aware_date"),
        ("rapid_reviews", "received_date", "incidents", "notified_date"),
        ("lcsprs", "started_date", "incidents", "incident_date"),
        ("lcsprs", "published_date", "lcsprs", "started_date"),
    ]
    return [_not_before(*words) for words in after]


def _not_before(table: str, column: str, other: str, earlier: str) -> Relation:
    def broken(frames: Frames) -> pd.Series:
        days = frames[table][earlier] if other == table else _of_incident(frames, table, earlier)
        return frames[table][column] < days

    needs = (f"{other}.{earlier}", *(() if other == table else (f"{table}.incident_id", f"{other}.incident_id")))
    told = f"{earlier}, {{{earlier}}}" if other == table else f"the {earlier} of its incident, {{incident_id}}"
    return Relation(table, column, needs, broken, f"must not be before {told}")


def _of_incident(frames: Frames, table: str, column: str) -> pd.Series:
    """Return a column of the incidents for each row of ``table``; missing where there is no such incident."""
    return frames.at(frames.places(f"{table}.incident_id", "incidents.incident_id"), f"incidents.{column}")


def _categories() -> list[Relation]:
    def wrong_category(kind: str, frames: Frames) -> pd.Series:
        incidents = frames["incidents"]
        category = incidents["primary_category"]
        return (incidents["incident_type"] == kind) & category.notna() & ~category.isin(CATEGORIES[kind])

    def neglect_denied(frames: Frames) -> pd.Series:
        incidents = frames["incidents"]
        return (incidents["primary_category"] == "neglect") & ~incidents["neglect_feature"].fillna(value=True)

    def gang_without_risk(frames: Frames) -> pd.Series:
        evidence, category = frames["incidents"]["gang_county_lines"], frames["incidents"]["primary_category"]
        return evidence.notna() & (evidence != "none") & category.notna() & (category != "risk_taking")

    kind, category = "incidents.incident_type", "incidents.primary_category"
    return [
        *(
            Relation(
                "incidents",
                "primary_category",
                (kind,),
                partial(wrong_category, code),
                f"must be one of {', '.join(codes)}, as incident_type is {code}",
            )
            for code, codes in CATEGORIES.items()
        ),
        Relation(
            "incidents",
            "neglect_feature",
            (category,),
            neglect_denied,
            "must be yes, as primary_category is neglect",
        ),
        Relation(
            "incidents",
            "gang_county_lines",
            (category,),
            gang_without_risk,
            "must be none, as primary_category is {primary_category}: only risk_taking is coded for this evidence",
        ),
    ]


def _references() -> list[Relation]:
    return [
        _known("incidents", "area_code", "areas", "no such area in the table of areas", suggest=True),
        _known("yearly_reports", "area_code", "areas", "no such area in the table of areas", suggest=True),
        _known("children", "incident_id", "incidents", "a child belongs to an incident, and there is none of this id"),
        _known(
            "rapid_reviews", "incident_id", "incidents", "a review belongs to an incident; there is none of this id"
        ),
        _known("lcsprs", "incident_id", "incidents", "a review belongs to an incident; there is none of this id"),
        _coded_review("rapid_review", "rapid_reviews"),
        _coded_review("lcspr", "lcsprs"),
        Relation(
            "incidents", "incident_id", ("children.incident_id",), _childless, "an incident has at least one child"
        ),
    ]


def _known(table: str, column: str, other: str, rule: str, *, suggest: bool = False) -> Relation:
    def broken(frames: Frames) -> pd.Series:
        return frames[table][column].notna() & (frames.places(f"{table}.{column}", f"{other}.{KEYS[other]}") < 0)

    def choices(frames: Frames) -> Sequence[str]:
        return [str(value) for value in frames[other][KEYS[other]].dropna()]

    found: Callable[[Frames], Sequence[str]] | None = choices if suggest else None
    return Relation(table, column, (f"{other}.{KEYS[other]}",), broken, rule, found)


def _coded_review(review_type: str, other: str) -> Relation:
    def broken(frames: Frames) -> pd.Series:
        coded = frames["practice_themes"]
        unknown = frames.places("practice_themes.review_id", f"{other}.{KEYS[other]}") < 0
        return (coded["review_type"] == review_type) & coded["review_id"].notna() & unknown

    needs = ("practice_themes.review_type", f"{other}.{KEYS[other]}")
    rule = f"a coded review of type {review_type} stands in the table {other}; there is none of this id"
    return Relation("practice_themes", "review_id", needs, broken, rule)


def _childless(frames: Frames) -> pd.Series:
    incidents = frames["incidents"]["incident_id"]
    places = frames.places("children.incident_id", "incidents.incident_id")
    childless = np.ones(len(incidents), dtype=bool)
    childless[places[places >= 0]] = False
    found = incidents.notna() & childless
    # an incident that stands twice is found only where it stands first
    return found & ~incidents.duplicated() if found.any() else found


def _children() -> list[Relation]:
    def second_child(frames: Frames) -> pd.Series:
        fatal = _of_incident(frames, "children", "incident_type") == "fatal"
        return fatal & pd.Series(frames.places("children.incident_id", "incidents.incident_id")).duplicated()

    def too_old(frames: Frames) -> pd.Series:
        infant = _of_incident(frames, "children", "primary_category") == "sudi"
        return infant & (frames["children"]["age_years"] > 0)

    def too_young(frames: Frames) -> pd.Series:
        suicide = _of_incident(frames, "children", "primary_category") == "suicide"
        return suicide & (frames["children"]["age_years"] < YOUNGEST_SUICIDE)

    keys, category = ("children.incident_id", "incidents.incident_id"), "incidents.primary_category"
    second = "a fatal incident has exactly one child, and {incident_id} has one already. One notification a death"
    old = "must be 0: the incident, {incident_id}, is coded as sudden unexpected death in infancy"
    young = f"must be at least {YOUNGEST_SUICIDE}: the incident, {{incident_id}}, is coded as suicide"
    return [
        Relation("children", "incident_id", (*keys, "incidents.incident_type"), second_child, second),
        Relation("children", "age_years", (*keys, category), too_old, old),
        Relation("children", "age_years", (*keys, category), too_young, young),
    ]


def _census() -> list[Relation]:
    def twice(frames: Frames) -> pd.Series:
        return frames["census"].duplicated(["ethnic_group", "age_band"])

    def lacking(frames: Frames) -> pd.Series:
        bands = frames["census"].groupby("age_band", observed=True)["ethnic_group"].transform("nunique")
        return (bands < len(CENSUS_GROUPS)) & ~frames["census"].duplicated("age_band")

    both = ("census.ethnic_group", "census.age_band")
    return [
        Relation("census", "ethnic_group", both, twice, "{ethnic_group} of ages {age_band} stands twice"),
        Relation("census", "age_band", both, lacking, f"each age band needs all of {', '.join(CENSUS_GROUPS)}"),
    ]
