"""What each column of the records holds, for the data package: its type, its codes and a description in words."""

from collections.abc import Mapping

from safeguarding.codes import CATEGORIES, KEYS, LABELS, PANDEMIC_FACTORS, THEMES, YES_NO

Field = Mapping[str, object]

_DESCRIPTIONS: Mapping[str, str] = {
    "is_synthetic": "Whether the record was made up; yes in every row of synthetic records",
    "area_code": "The safeguarding partnership; invented",
    "region": "The region of the area; invented",
    "children_0_to_17": "Children aged 0 to 17 who live in the area; invented",
    "incident_id": "The incident",
    "incident_date": "The day on which the incident occurred",
    "aware_date": "The day on which the authority became aware of it",
    "notified_date": "The day on which it was notified to the Panel",
    "incident_type": "Whether a child died, was seriously harmed, or the notification was for another reason",
    "primary_category": "The primary cause of death, kind of harm or other reason",
    "domestic_abuse": "Whether domestic abuse featured, and by whom against whom",
    "parental_mental_ill_health": "Which parent or carer had mental ill-health",
    "substance_misuse": "Whether a parent or carer misused drugs or alcohol",
    "neglect_feature": "Whether neglect was the primary harm or an underlying feature",
    "child_mental_ill_health": "Whether the child had mental ill-health",
    "gang_county_lines": "Evidence of gang violence or county lines, in incidents of risk-taking",
    "child_id": "The child",
    "age_years": "The child's age at the incident, in completed years",
    "sex": "The child's sex or gender as notified",
    "ethnic_group": "The child's ethnic group",
    "rapid_review_id": "The rapid review",
    "received_date": "The day on which the Panel received the rapid review",
    "lcspr_decision": "Whether a local child safeguarding practice review (LCSPR) was decided on",
    "lcspr_id": "The local child safeguarding practice review",
    "started_date": "The day on which the local review began",
    "published_date": "The day of publication; empty if it was not published by then",
    "review_id": "The coded review: a rapid review or a local review",
    "review_type": "Which of the two it is",
    "yearly_report_id": "The yearly report of a safeguarding partnership",
    "evidences_guidance": "How far the report evidences the requirements of statutory guidance",
    **{f"pandemic_{code}": f"Pandemic factor coded: {label}" for code, label in PANDEMIC_FACTORS.items()},
    **{code: f"Practice theme coded: {label}" for code, label in THEMES.items()},
}
_NUMBERS = ("children_0_to_17", "age_years")
_CODES: Mapping[str, tuple[str, ...]] = {
    **{column: tuple(codes) for column, codes in LABELS.items()},
    "primary_category": tuple(category for categories in CATEGORIES.values() for category in categories),
}


def field(table: str, column: str) -> Field:
    """Return a column of a table as a field of a table schema.

    Raises:
        KeyError: if the column has no description; a test shows that all have.
    """
    described: dict[str, object] = {"name": column, "type": _type(column), "description": _DESCRIPTIONS[column]}
    if described["type"] == "boolean":
        described |= {"trueValues": [YES_NO[0]], "falseValues": [YES_NO[1]]}
    if column in _CODES:
        described["constraints"] = {"required": True, "enum": list(_CODES[column])}
    elif column == KEYS[table]:
        described["constraints"] = {"required": True, "unique": True}
    return described


def _type(column: str) -> str:
    if column.endswith("_date"):
        return "date"
    if column in _NUMBERS:
        return "integer"
    return "string" if column in _CODES or column.endswith(("_id", "_code")) else "boolean"
