"""The code lists: each table's columns, each code with the label a reader sees, what a record counts as."""

from collections.abc import Mapping
from types import MappingProxyType

from annual_report.statistics.models import Unit

YES_NO = ("yes", "no")

THEMES: Mapping[str, str] = MappingProxyType(
    {
        "child_daily_life": "Understanding the child's daily life",
        "reluctant_engagement": "Working with families whose engagement is reluctant and sporadic",
        "critical_thinking": "Critical thinking and challenge",
        "changing_risk": "Responding to changing risk and need",
        "information_sharing": "Sharing information in time and appropriately",
        "leadership_culture": "Organisational leadership and culture",
    }
)

PANDEMIC_FACTORS: Mapping[str, str] = MappingProxyType(
    {
        "family_stress": "Parental and family stressors",
        "child_vulnerability": "Children's own vulnerability",
        "school_closure": "Isolation from school, friends and trusted adults",
        "adapted_practice": "Adapted or remote practice",
    }
)

#: Every table's columns, in the order in which they stand in the file.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "areas": ("is_synthetic", "area_code", "region", "children_0_to_17"),
        "incidents": (
            "is_synthetic",
            "incident_id",
            "area_code",
            "incident_date",
            "aware_date",
            "notified_date",
            "incident_type",
            "primary_category",
            "domestic_abuse",
            "parental_mental_ill_health",
            "substance_misuse",
            "neglect_feature",
            "child_mental_ill_health",
            "gang_county_lines",
        ),
        "children": ("is_synthetic", "child_id", "incident_id", "age_years", "sex", "ethnic_group"),
        "rapid_reviews": (
            "is_synthetic",
            "rapid_review_id",
            "incident_id",
            "received_date",
            "lcspr_decision",
            *(f"pandemic_{factor}" for factor in PANDEMIC_FACTORS),
        ),
        "lcsprs": ("is_synthetic", "lcspr_id", "incident_id", "started_date", "published_date"),
        "practice_themes": ("is_synthetic", "review_id", "review_type", *THEMES),
        "yearly_reports": (
            "is_synthetic",
            "yearly_report_id",
            "area_code",
            "published_date",
            "evidences_guidance",
        ),
    }
)

#: The column that names each record of a table, and stands only once in it.
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "areas": "area_code",
        "incidents": "incident_id",
        "children": "child_id",
        "rapid_reviews": "rapid_review_id",
        "lcsprs": "lcspr_id",
        "practice_themes": "review_id",
        "yearly_reports": "yearly_report_id",
    }
)

_CAUSES = {
    "maltreatment_in_family": "Maltreatment within the family",
    "assault_outside_family": "Assault or homicide outside the family",
    "sudi": "Sudden unexpected death in infancy (SUDI)",
    "suicide": "Suicide",
    "related_to_maltreatment": "Related to, but not directly caused by, maltreatment",
    "other_death": "Other or not categorised",
}
_HARMS = {
    "physical_abuse": "Physical abuse",
    "risk_taking": "Risk-taking or violent behaviour",
    "sexual_abuse": "Child sexual abuse",
    "neglect": "Neglect",
    "other_harm": "Other or not categorised",
}
_REASONS = {
    "perpetrator": "The young person was a perpetrator of harm",
    "criminal_exploitation": "Criminal exploitation",
    "risk_taking_other": "Risk-taking or violent behaviour without serious harm",
}

#: The primary categories that each type of incident can have.
CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"fatal": tuple(_CAUSES), "serious_harm": tuple(_HARMS), "other": tuple(_REASONS)}
)

#: The column, made on loading, that holds the primary category of one type of incident alone.
CATEGORY_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"fatal": "cause_of_death", "serious_harm": "kind_of_harm", "other": "other_reason"}
)

_PARENTS = {"none": "None recorded", "mother": "Mother", "father": "Father", "both": "Both parents"}

#: For each coded column its codes, in reading order, each with its label. Months depend on the edition (measures).
LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "region": {f"region_{number}": f"Region {number}" for number in range(1, 10)},
        "incident_type": {"fatal": "Fatal", "serious_harm": "Serious harm", "other": "Other"},
        "primary_category": {**_CAUSES, **_HARMS, **_REASONS},
        "cause_of_death": _CAUSES,
        "kind_of_harm": _HARMS,
        "other_reason": _REASONS,
        "domestic_abuse": {
            "none": "None recorded",
            "father_to_mother": "By the father against the mother",
            "other": "Other domestic abuse",
        },
        "parental_mental_ill_health": _PARENTS,
        "gang_county_lines": {
            "none": "No evidence of either",
            "gang_violence": "Gang violence",
            "county_lines": "County lines",
            "both": "Both gang violence and county lines",
        },
        "factor_count": {
            "none": "No factor",
            "one": "One factor",
            "two": "Two factors",
            "three": "Three factors",
            "four": "All four factors",
        },
        "period": {"extended": "Within the extended period", "rest": "Rest of the year"},
        "sex": {"male": "Male", "female": "Female", "transgender": "Transgender", "not_known": "Not known"},
        "ethnic_group": {
            "white_british": "White British",
            "white_other": "White other",
            "mixed": "Mixed",
            "asian": "Asian",
            "black": "Black",
            "other": "Other",
            "not_known": "Not known",
        },
        "age_band": {
            "under_1": "Under 1",
            "1_to_4": "1 to 4",
            "5_to_9": "5 to 9",
            "10_to_14": "10 to 14",
            "15_to_17": "15 to 17",
        },
        "census_band": {
            "0_to_4": "0 to 4",
            "5_to_9": "5 to 9",
            "10_to_14": "10 to 14",
            "15_to_17": "15 to 17",
        },
        "lcspr_decision": {
            "yes": "LCSPR decided on",
            "no": "No LCSPR",
            "alternative": "Alternative form of review proposed",
        },
        "days_band": {
            "within_15": "15 or fewer",
            "16_to_25": "16 to 25",
            "26_or_more": "26 or more",
        },
        "review_type": {"rapid_review": "Rapid review", "lcspr": "LCSPR"},
        "evidences_guidance": {"fully": "Fully", "partly": "Partly", "not": "Not evidenced"},
        "notifications_band": {"0_to_2": "0 to 2", "3_to_6": "3 to 6", "7_or_more": "7 or more"},
        "theme": THEMES,
        "pandemic_factor": PANDEMIC_FACTORS,
    }
)

#: What a record counts as, by the name of its frame's index.
UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "incident_id": Unit(one="incident", many="incidents"),
        "child_id": Unit(one="child", many="children"),
        "rapid_review_id": Unit(one="rapid review", many="rapid reviews"),
        "lcspr_id": Unit(one="local review (LCSPR)", many="local reviews (LCSPRs)"),
        "review_id": Unit(one="review", many="reviews"),
        "yearly_report_id": Unit(one="yearly report", many="yearly reports"),
        "area_code": Unit(one="area", many="areas"),
        "theme": Unit(one="theme", many="themes"),
        "pandemic_factor": Unit(one="factor", many="factors"),
    }
)

CENSUS_UNIT = Unit(one="child in the census", many="children in the census")
