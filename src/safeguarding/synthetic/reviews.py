"""Rapid reviews, local reviews (LCSPRs) and the themes coded in them: what no figure fixes is drawn from priors."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pandas as pd

from annual_report.editions.models import Edition
from safeguarding.codes import PANDEMIC_FACTORS, THEMES

# Per hundred reviews. Factors of the pandemic are coded for incidents from the extended period on.
_FACTORS = {"family_stress": 34, "child_vulnerability": 28, "school_closure": 22, "adapted_practice": 38}
_DECISIONS = (("yes", 19), ("alternative", 7), ("no", 74))
_THEMES = {
    "child_daily_life": (52, 65),
    "reluctant_engagement": (36, 47),
    "critical_thinking": (44, 59),
    "changing_risk": (41, 53),
    "information_sharing": (58, 68),
    "leadership_culture": (23, 38),
}


def make_rapid_reviews(edition: Edition, incidents: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return one rapid review for each incident."""
    reviews = incidents[["incident_id", "received_date"]].copy()
    reviews["rapid_review_id"] = "RR-" + reviews["incident_id"]
    decisions = [code for code, share in _DECISIONS for _ in range(share)]
    reviews["lcspr_decision"] = [decisions[place] for place in generator.integers(0, len(decisions), size=len(reviews))]
    late = incidents["incident_date"] >= pd.Timestamp(edition.extended_period.start)
    for factor in PANDEMIC_FACTORS:
        drawn = generator.integers(0, 100, size=len(reviews)) < _FACTORS[factor]
        reviews[f"pandemic_{factor}"] = drawn & late
    # the summary: isolation was evident in all cases of suicide
    reviews["pandemic_school_closure"] |= incidents["category"] == "suicide"
    return reviews


def make_lcsprs(edition: Edition, reviews: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return a local review for each rapid review that decided on one: all begun by the edition, some published."""
    decided = reviews[reviews["lcspr_decision"] == "yes"].reset_index(drop=True)
    latest = pd.Timestamp(edition.published) - timedelta(days=1)
    wait = pd.to_timedelta(generator.integers(5, 40, size=len(decided)), unit="D")
    started = decided["received_date"] + wait
    started = started.where(started <= latest, latest)
    published = started + pd.to_timedelta(generator.integers(150, 420, size=len(decided)), unit="D")
    return pd.DataFrame(
        {
            "lcspr_id": "LCSPR-" + decided["incident_id"],
            "incident_id": decided["incident_id"],
            "started_date": started,
            "published_date": published.where(published <= latest),
        }
    )


def make_practice_themes(
    coded: Mapping[str, int], reviews: pd.DataFrame, lcsprs: pd.DataFrame, generator: np.random.Generator
) -> pd.DataFrame:
    """Return the reviews that were coded for themes: a seeded sample of each type."""
    ids = {"rapid_review": reviews["rapid_review_id"], "lcspr": lcsprs["lcspr_id"]}
    parts = []
    for column, (review_type, count) in enumerate(coded.items()):
        chosen = sorted(ids[review_type].iloc[generator.permutation(len(ids[review_type]))[:count]])
        part = pd.DataFrame({"review_id": chosen, "review_type": review_type})
        for theme in THEMES:
            part[theme] = generator.integers(0, 100, size=len(part)) < _THEMES[theme][column]
        parts.append(part)
    return pd.concat(parts, ignore_index=True)
