"""Which cells each statistic counts, and of what: the link from published figures to the cells that are repaired."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annual_report.figures.rows import Comparison, Structure
from safeguarding.codes import CATEGORIES, LABELS
from safeguarding.synthetic.cells import AreaCell, Cell, ChildCell, CodedCell, IncidentCell, ReportCell, ReviewCell

#: Statistics that hold by how the records are written: lists of codes, and a factor that every suicide has.
BY_WRITING = ("themes", "pandemic_factors", "suicides.school_closure")

_CENSUS_BANDS = {
    "0_to_4": ("under_1", "1_to_4"),
    "5_to_9": ("5_to_9",),
    "10_to_14": ("10_to_14",),
    "15_to_17": ("15_to_17",),
}


@dataclass(frozen=True, slots=True)
class Selector:
    """Says which cells a statistic counts; ``base`` names the statistic that it is a share of."""

    counts: Callable[[Cell], bool]
    base: str = ""


def selectors() -> Mapping[str, Selector]:
    """Return the selector of every statistic that a figure can fix."""
    return {**_incidents(), **_shares(), **_children(), **_reviews(), **_others()}


def structure(census: Mapping[tuple[str, str], int]) -> Structure:
    """Return the bases of the statistics, and what the ratios against the census compare.

    Args:
        census: children by ethnic group and census band.
    """
    comparisons = {}
    for band in _CENSUS_BANDS:
        whole = sum(children for (_, of), children in census.items() if of == band)
        for group in {group for group, _ in census}:
            comparisons[f"ethnicity_ratio.{band}.{group}"] = Comparison(
                f"children.census_band.{band}.{group}", f"children.census_band.{band}", census[group, band], whole
            )
    return Structure({name: found.base for name, found in selectors().items() if found.base}, comparisons)


def _incident(test: Callable[[IncidentCell], bool], base: str = "incidents") -> Selector:
    return Selector(lambda cell: isinstance(cell, IncidentCell) and test(cell), base)


def _incidents() -> dict[str, Selector]:
    found = {"incidents": _incident(lambda cell: True, "")}
    for kind in CATEGORIES:
        found[f"incidents.type.{kind}"] = _incident(lambda cell, kind=kind: cell.kind == kind)  # type: ignore[misc]
    parts = {"fatal": "deaths.cause", "serious_harm": "serious_harm.kind", "other": "other.reason"}
    for kind, prefix in parts.items():
        for category in CATEGORIES[kind]:
            found[f"{prefix}.{category}"] = _category(category, f"incidents.type.{kind}")
    for name, category in {
        "incidents.suicide": "suicide",
        "incidents.physical_abuse": "physical_abuse",
        "incidents.risk_taking": "risk_taking",
        "incidents.sexual_abuse": "sexual_abuse",
        "incidents.neglect_primary": "neglect",
    }.items():
        found[name] = _category(category, "incidents")
    return found


def _category(category: str, base: str) -> Selector:
    return _incident(lambda cell: cell.category == category, base)


def _shares() -> dict[str, Selector]:
    fatal, harm = "incidents.type.fatal", "incidents.type.serious_harm"
    return {
        "non_fatal": _incident(lambda cell: cell.kind != "fatal"),
        "deaths.domestic_abuse": _incident(lambda cell: cell.kind == "fatal" and cell.abuse != "none", fatal),
        "deaths.neglect": _incident(lambda cell: cell.kind == "fatal" and cell.neglect, fatal),
        "serious_harm.neglect": _incident(lambda cell: cell.kind == "serious_harm" and cell.neglect, harm),
        "non_fatal.neglect": _incident(lambda cell: cell.kind != "fatal" and cell.neglect, "non_fatal"),
        "incidents.domestic_abuse": _incident(lambda cell: cell.abuse != "none"),
        "domestic_abuse.father_to_mother": _incident(
            lambda cell: cell.abuse == "father_to_mother", "incidents.domestic_abuse"
        ),
        "incidents.parental_mental_ill_health": _incident(lambda cell: cell.parent != "none"),
        "parental_mental_ill_health.mothers": _incident(
            lambda cell: cell.parent == "mother", "incidents.parental_mental_ill_health"
        ),
        "incidents.pair.domestic_abuse_and_substance_misuse": _incident(
            lambda cell: cell.abuse != "none" and cell.substance
        ),
        "incidents.child_mental_ill_health": _incident(lambda cell: cell.child_ill),
        "risk_taking.gang_or_county_lines": _incident(lambda cell: cell.gang, "serious_harm.kind.risk_taking"),
    }


def _children() -> dict[str, Selector]:
    def child(test: Callable[[ChildCell], bool], base: str = "children") -> Selector:
        return Selector(lambda cell: isinstance(cell, ChildCell) and test(cell), base)

    found = {"children": child(lambda cell: True, "")}
    for sex in LABELS["sex"]:
        found[f"children.sex.{sex}"] = child(lambda cell, sex=sex: cell.sex == sex)  # type: ignore[misc]
    for age in LABELS["age_band"]:
        found[f"children.age.{age}"] = child(lambda cell, age=age: cell.age == age)  # type: ignore[misc]
    for group in LABELS["ethnic_group"]:
        found[f"children.ethnicity.{group}"] = child(lambda cell, group=group: cell.group == group)  # type: ignore[misc]
    for band, ages in _CENSUS_BANDS.items():
        name = f"children.census_band.{band}"
        found[name] = child(lambda cell, ages=ages: cell.age in ages)  # type: ignore[misc]
        for group in LABELS["ethnic_group"]:
            found[f"{name}.{group}"] = child(
                lambda cell, ages=ages, group=group: cell.age in ages and cell.group == group,  # type: ignore[misc]
                name,
            )
    return found


def _reviews() -> dict[str, Selector]:
    def review(test: Callable[[ReviewCell], bool], base: str) -> Selector:
        return Selector(lambda cell: isinstance(cell, ReviewCell) and test(cell), base)

    outside = "rapid_reviews_outside"
    return {
        "rapid_reviews": review(lambda cell: True, ""),
        outside: review(lambda cell: not cell.extended, "rapid_reviews"),
        "rapid_reviews.days.within_15": review(lambda cell: cell.days == "within_15", "rapid_reviews"),
        "rapid_reviews.within_25": review(lambda cell: cell.days != "26_or_more", "rapid_reviews"),
        f"{outside}.days.within_15": review(lambda cell: not cell.extended and cell.days == "within_15", outside),
        f"{outside}.within_25": review(lambda cell: not cell.extended and cell.days != "26_or_more", outside),
    }


def _others() -> dict[str, Selector]:
    found = {
        "areas": Selector(lambda cell: isinstance(cell, AreaCell)),
        "areas.notifications.3_to_6": Selector(lambda cell: cell == AreaCell("3_to_6"), "areas"),
        "yearly_reports": Selector(lambda cell: isinstance(cell, ReportCell)),
        "yearly_reports.evidenced": Selector(
            lambda cell: isinstance(cell, ReportCell) and cell.evidence != "not", "yearly_reports"
        ),
    }
    for review_type in LABELS["review_type"]:
        found[f"reviews_coded.{review_type}"] = Selector(lambda cell, coded=CodedCell(review_type): cell == coded)  # type: ignore[misc]
    return found
