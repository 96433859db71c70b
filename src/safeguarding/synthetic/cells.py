"""The cells that are drawn and repaired: every combination of codes that a record can have, by kind of record."""

from itertools import product
from typing import NamedTuple

from safeguarding.codes import CATEGORIES, LABELS


class IncidentCell(NamedTuple):
    """A profile of incidents. ``parent`` is whose mental ill-health: none, mother (with the father or not), father."""

    kind: str
    category: str
    abuse: str
    substance: bool
    parent: str
    child_ill: bool
    neglect: bool
    gang: bool


class ChildCell(NamedTuple):
    """A profile of children."""

    kind: str
    category: str
    sex: str
    age: str
    group: str


class ReviewCell(NamedTuple):
    """Rapid reviews by when they were notified and how long they took."""

    extended: bool
    days: str


class AreaCell(NamedTuple):
    """Areas by how many incidents they notified."""

    band: str


class ReportCell(NamedTuple):
    """Yearly reports by how far they evidence the requirements."""

    evidence: str


class CodedCell(NamedTuple):
    """Reviews that were coded for themes, by type."""

    review_type: str


Cell = IncidentCell | ChildCell | ReviewCell | AreaCell | ReportCell | CodedCell

#: Whose mental ill-health: a code of the records to that of a cell.
PARENTS = {"none": "none", "mother": "mother", "father": "father", "both": "mother"}

#: Harm in which siblings are notified together, and how many at most; every other incident is of one child.
SIBLINGS = ("physical_abuse", "sexual_abuse", "neglect", "other_harm")
MOST_SIBLINGS = 4

_CATEGORY_KIND = {category: kind for kind, categories in CATEGORIES.items() for category in categories}
_NEVER_YOUNG = ("suicide", "risk_taking", "perpetrator", "criminal_exploitation", "risk_taking_other")
_TEENS = ("10_to_14", "15_to_17")


def all_cells() -> list[Cell]:
    """Return every cell, in an order that never changes."""
    return [
        *_incidents(),
        *_children(),
        *(ReviewCell(extended, days) for extended in (False, True) for days in LABELS["days_band"]),
        *(AreaCell(band) for band in LABELS["notifications_band"]),
        *(ReportCell(evidence) for evidence in LABELS["evidences_guidance"]),
        *(CodedCell(review_type) for review_type in LABELS["review_type"]),
    ]


def _incidents() -> list[IncidentCell]:
    parents = dict.fromkeys(PARENTS.values())
    found = [
        IncidentCell(_CATEGORY_KIND[category], category, abuse, substance, parent, child_ill, neglect, gang)
        for category, abuse, parent in product(_CATEGORY_KIND, LABELS["domestic_abuse"], parents)
        for substance, child_ill, neglect, gang in product((False, True), repeat=4)
    ]
    return [cell for cell in found if _is_possible(cell)]


def _is_possible(cell: IncidentCell) -> bool:
    """Say whether an incident can be so: an infant has no coded mental ill-health, primary neglect is a feature."""
    if cell.category == "sudi" and cell.child_ill:
        return False
    if cell.category == "neglect" and not cell.neglect:
        return False
    return cell.category == "risk_taking" or not cell.gang


def _children() -> list[ChildCell]:
    sexes = ("male", "female", "transgender")
    found = (
        ChildCell(_CATEGORY_KIND[category], category, *rest)
        for category, *rest in product(_CATEGORY_KIND, sexes, LABELS["age_band"], LABELS["ethnic_group"])
    )
    return [cell for cell in found if _is_possible_child(cell)]


def _is_possible_child(cell: ChildCell) -> bool:
    """Say whether a child can be so: infants by definition, teenagers where the category is of young people."""
    if cell.category == "sudi" and cell.age != "under_1":
        return False
    if cell.category in _NEVER_YOUNG and cell.age not in _TEENS:
        return False
    return cell.sex != "transgender" or cell.age in _TEENS
