"""Which cells each statistic counts, and of what: the link from published figures to the cells that are repaired."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from annual_report.figures.rows import Comparison, Structure
from safeguarding.codes import CATEGORIES, LABELS
from safeguarding.synthetic.cells import AreaCell, Cell, ChildCell, CodedCell, IncidentCell, ReportCell, ReviewCell

#: Statistics that hold by how the records are written, each with its base: code lists, a factor every suicide has.
BY_WRITING = {"themes": "", "pandemic_factors": "", "suicides.school_closure": "deaths.cause.suicide"}

_CENSUS_BANDS = {
    "0_to_4": ("under_1", "1_to_4"),
    "5_to_9": ("5_to_9",),
    "10_to_14": ("10_to_14",),
    "15_to_17": ("15_to_17",),
}
_ABUSE = ("father_to_mother", "other")
_FACTORS: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "domestic_abuse": {"abuse": _ABUSE},
    "parental_mental_ill_health": {"parent": ("mother", "father")},
    "substance_misuse": {"substance": (True,)},
    "neglect": {"neglect": (True,)},
}
_PARTS = {"fatal": "deaths.cause", "serious_harm": "serious_harm.kind", "other": "other.reason"}
_OF_ALL_INCIDENTS = {
    "incidents.suicide": "suicide",
    "incidents.physical_abuse": "physical_abuse",
    "incidents.risk_taking": "risk_taking",
    "incidents.sexual_abuse": "sexual_abuse",
    "incidents.neglect_primary": "neglect",
}


@dataclass(frozen=True, slots=True)
class Selector:
    """The cells of one kind whose fields have one of the values named. ``base``: the statistic it is a share of."""

    kind: type[Cell]
    base: str = ""
    where: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    def counts(self, cell: Cell) -> bool:
        """Say whether the statistic counts the records of this cell."""
        return isinstance(cell, self.kind) and all(getattr(cell, name) in found for name, found in self.where.items())


def selectors() -> Mapping[str, Selector]:
    """Return the selector of every statistic that a figure can fix."""
    return {**_incidents(), **_features(), **_children(), **_reviews(), **_others()}


def structure(census: Mapping[tuple[str, str], int]) -> Structure:
    """Return the bases of the statistics, and what the ratios against the census compare.

    Args:
        census: children by ethnic group and census band.
    """
    comparisons = {}
    for (group, band), children in census.items():
        whole = sum(number for (_, of), number in census.items() if of == band)
        name = f"children.census_band.{band}"
        comparisons[f"ethnicity_ratio.{band}.{group}"] = Comparison(f"{name}.{group}", name, children, whole)
    bases = {**BY_WRITING, **{name: found.base for name, found in selectors().items()}}
    return Structure({name: base for name, base in bases.items() if base}, comparisons)


def _incidents() -> dict[str, Selector]:
    """Return incidents by type and category."""
    found = {"incidents": Selector(IncidentCell)}
    for kind, categories in CATEGORIES.items():
        base = f"incidents.type.{kind}"
        found[base] = Selector(IncidentCell, "incidents", {"kind": (kind,)})
        for category in categories:
            found[f"{_PARTS[kind]}.{category}"] = Selector(IncidentCell, base, {"category": (category,)})
    for name, category in _OF_ALL_INCIDENTS.items():
        found[name] = Selector(IncidentCell, "incidents", {"category": (category,)})
    not_fatal = tuple(kind for kind in CATEGORIES if kind != "fatal")
    return {**found, "non_fatal": Selector(IncidentCell, "incidents", {"kind": not_fatal})}


def _features() -> dict[str, Selector]:
    """Return incidents by what featured in them."""
    fatal, harm, risk = "incidents.type.fatal", "incidents.type.serious_harm", "serious_harm.kind.risk_taking"
    abuse, ill = "incidents.domestic_abuse", "incidents.parental_mental_ill_health"
    shares: dict[str, tuple[str, dict[str, tuple[object, ...]]]] = {
        "deaths.domestic_abuse": (fatal, {"kind": ("fatal",), "abuse": _ABUSE}),
        "deaths.neglect": (fatal, {"kind": ("fatal",), "neglect": (True,)}),
        "serious_harm.neglect": (harm, {"kind": ("serious_harm",), "neglect": (True,)}),
        "non_fatal.neglect": ("non_fatal", {"kind": ("serious_harm", "other"), "neglect": (True,)}),
        abuse: ("incidents", {"abuse": _ABUSE}),
        "domestic_abuse.father_to_mother": (abuse, {"abuse": ("father_to_mother",)}),
        ill: ("incidents", {"parent": ("mother", "father")}),
        "parental_mental_ill_health.mothers": (ill, {"parent": ("mother",)}),
        "incidents.child_mental_ill_health": ("incidents", {"child_ill": (True,)}),
        "risk_taking.gang_or_county_lines": (risk, {"gang": (True,)}),
    }
    for (one, where), (other, and_where) in combinations(_FACTORS.items(), 2):
        shares[f"incidents.pair.{one}_and_{other}"] = ("incidents", {**where, **and_where})
    return {name: Selector(IncidentCell, base, where) for name, (base, where) in shares.items()}


def _children() -> dict[str, Selector]:
    """Return children by sex, age and ethnic group, and by group within each band of the census."""
    found = {"children": Selector(ChildCell)}
    described = (("sex", "sex", "sex"), ("age", "age_band", "age"), ("ethnicity", "ethnic_group", "group"))
    for name, column, cell_field in described:
        for code in LABELS[column]:
            found[f"children.{name}.{code}"] = Selector(ChildCell, "children", {cell_field: (code,)})
    for band, ages in _CENSUS_BANDS.items():
        name = f"children.census_band.{band}"
        found[name] = Selector(ChildCell, "children", {"age": ages})
        for group in LABELS["ethnic_group"]:
            found[f"{name}.{group}"] = Selector(ChildCell, name, {"age": ages, "group": (group,)})
    return found


def _reviews() -> dict[str, Selector]:
    """Return rapid reviews by the working days they took, all and without the extended period."""
    reviews, outside = "rapid_reviews", "rapid_reviews_outside"
    in_15, in_25 = ("within_15",), ("within_15", "16_to_25")
    return {
        reviews: Selector(ReviewCell),
        outside: Selector(ReviewCell, reviews, {"extended": (False,)}),
        f"{reviews}.days.within_15": Selector(ReviewCell, reviews, {"days": in_15}),
        f"{reviews}.within_25": Selector(ReviewCell, reviews, {"days": in_25}),
        f"{outside}.days.within_15": Selector(ReviewCell, outside, {"extended": (False,), "days": in_15}),
        f"{outside}.within_25": Selector(ReviewCell, outside, {"extended": (False,), "days": in_25}),
    }


def _others() -> dict[str, Selector]:
    """Return areas, yearly reports and coded reviews."""
    coded = {
        f"reviews_coded.{review_type}": Selector(CodedCell, "", {"review_type": (review_type,)})
        for review_type in LABELS["review_type"]
    }
    return {
        "areas": Selector(AreaCell),
        "areas.notifications.3_to_6": Selector(AreaCell, "areas", {"band": ("3_to_6",)}),
        "yearly_reports": Selector(ReportCell),
        "yearly_reports.evidenced": Selector(ReportCell, "yearly_reports", {"evidence": ("fully", "partly")}),
        **coded,
    }
