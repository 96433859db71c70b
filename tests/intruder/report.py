"""What a reader of the 2020 report understands of its numbers: columns, words by id, ratios, earlier figures.

Nothing here was looked up in records or code: each line can be read off a chapter, a table's title, or a label.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from math import ceil, floor

from tests.intruder.pages import Comparison, Number, Site
from tests.intruder.solve import Limit

#: "April to September 2020", by the date of notification (chapter "Reporting and reviewing incidents").
_EXTENDED = "2020_04, 2020_05, 2020_06, 2020_07, 2020_08, 2020_09"
_YEAR = ", ".join(f"2020_{month:02}" for month in range(1, 13))
_FACTORS = "domestic_abuse, parental_mental_ill_health, substance_misuse, neglect"
_CAUSES = "assault_outside_family, maltreatment_in_family, other_death, related_to_maltreatment, sudi, suicide"
_HARMS = "neglect, other_harm, physical_abuse, risk_taking, sexual_abuse"

#: What records are told apart by.
COLUMNS: tuple[str, ...] = (
    # "Rapid reviews by month of notification": those of late 2020 were notified early in the next year
    f"Of rapid_reviews: month is one of {_YEAR}, 2021_01.",
    "Of rapid_reviews: days is one of 15, 25, 99.",
    "Of rapid_reviews: decision is one of yes, no, alternative.",
    *(
        f"Of rapid_reviews: {factor} is one of yes, no."
        for factor in ("adapted_practice", "child_vulnerability", "family_stress", "school_closure")
    ),
    f"Of incidents: month is one of {_YEAR}.",
    "Of incidents: type is one of fatal, serious_harm, other.",
    f"Of incidents: cause is one of {_CAUSES}, where type is fatal.",
    "Of incidents: school_closure is one of yes, no, where cause is suicide.",
    f"Of incidents: harm is one of {_HARMS}, where type is serious_harm.",
    "Of incidents: evidence is one of gang_violence, county_lines, both, none, where harm is risk_taking.",
    "Of incidents: reason is one of criminal_exploitation, perpetrator, risk_taking_other, where type is other.",
    *(f"Of incidents: {factor} is one of yes, no." for factor in (*_FACTORS.split(", "), "child_mental_ill_health")),
    "Of incidents: father_to_mother is one of yes, no, where domestic_abuse is yes.",
    "Of incidents: mothers is one of yes, no, where parental_mental_ill_health is yes.",
    "Of children: age is one of under_1, 1_to_4, 5_to_9, 10_to_14, 15_to_17.",
    "Of children: ethnicity is one of asian, black, mixed, not_known, other, white_british, white_other.",
    "Of children: sex is one of male, female, transgender, not_known.",
    "Of children: type is one of fatal, serious_harm, other.",
    *(
        f"Of reviews_coded.{kind}: {theme} is one of yes, no."
        for kind in ("lcspr", "rapid_review")
        for theme in (
            "changing_risk",
            "child_daily_life",
            "critical_thinking",
            "information_sharing",
            "leadership_culture",
            "reluctant_engagement",
        )
    ),
    "Of areas: notifications is one of 0_to_2, 3_to_6, 7_or_more.",
    "Of yearly_reports: evidence is one of fully, partly, not.",
)

#: Which records a number counts, among those of its base. ``{any}`` stands for a part of an id, and for itself.
WORDS: Mapping[str, str] = {
    "rapid_reviews": "every record",
    "rapid_reviews.days.within_15": "days at most 15",
    "rapid_reviews.days.16_to_25": "days from 16 to 25",
    "rapid_reviews.days.26_or_more": "days at least 26",
    "rapid_reviews.within_25": "days at most 25",
    "rapid_reviews.lcspr_decision.{decision}": "decision is {decision}",
    "rapid_reviews.pandemic.{factor}": "{factor} is yes",
    "rapid_reviews.month.{month}": "month is {month}",
    "rapid_reviews.month.{month}.within_15": "days at most 15",
    "rapid_reviews.month.{month}.within_25": "days at most 25",
    "rapid_reviews_outside": f"not (month is one of {_EXTENDED})",
    "rapid_reviews_outside.days.within_15": "days at most 15",
    "rapid_reviews_outside.days.16_to_25": "days from 16 to 25",
    "rapid_reviews_outside.days.26_or_more": "days at least 26",
    "rapid_reviews_outside.within_25": "days at most 25",
    "incidents": "every record",
    "incidents.month.{month}": "month is {month}",
    "incidents.period.extended": f"month is one of {_EXTENDED}",
    "incidents.period.rest": f"not (month is one of {_EXTENDED})",
    "incidents.type.{type}": "type is {type}",
    "incidents.suicide": "cause is suicide",
    # "as the primary harm", as a share of all incidents
    "incidents.neglect_primary": "harm is neglect",
    "incidents.physical_abuse": "harm is physical_abuse",
    "incidents.risk_taking": "harm is risk_taking",
    "incidents.sexual_abuse": "harm is sexual_abuse",
    "incidents.child_mental_ill_health": "child_mental_ill_health is yes",
    "incidents.domestic_abuse": "domestic_abuse is yes",
    "incidents.neglect": "neglect is yes",
    "incidents.parental_mental_ill_health": "parental_mental_ill_health is yes",
    "incidents.substance_misuse": "substance_misuse is yes",
    "incidents.pair.{one}_and_{other}": "{one} is yes; {other} is yes",
    "incidents.factor_count.none": f"exactly 0 of {_FACTORS}",
    "incidents.factor_count.one": f"exactly 1 of {_FACTORS}",
    "incidents.factor_count.two": f"exactly 2 of {_FACTORS}",
    "incidents.factor_count.three": f"exactly 3 of {_FACTORS}",
    "incidents.factor_count.four": f"exactly 4 of {_FACTORS}",
    "deaths.cause.{cause}": "cause is {cause}",
    "deaths.domestic_abuse": "domestic_abuse is yes",
    "deaths.neglect": "neglect is yes",
    "suicides.school_closure": "school_closure is yes",
    "serious_harm.kind.{harm}": "harm is {harm}",
    "serious_harm.neglect": "neglect is yes",
    "risk_taking.evidence.{evidence}": "evidence is {evidence}",
    "risk_taking.gang_or_county_lines": "not (evidence is none)",
    "other.reason.{reason}": "reason is {reason}",
    "non_fatal": "not (type is fatal)",
    "non_fatal.neglect": "neglect is yes",
    "domestic_abuse.father_to_mother": "father_to_mother is yes",
    "parental_mental_ill_health.mothers": "mothers is yes",
    "children": "every record",
    "children.age.{age}": "age is {age}",
    "children.sex.{sex}": "sex is {sex}",
    "children.ethnicity.{ethnicity}": "ethnicity is {ethnicity}",
    "children.type.{type}": "type is {type}",
    "children.type.{type}.{age}": "age is {age}",
    # a census band is made of the ages that other tables tell apart
    "children.census_band.0_to_4": "age is one of under_1, 1_to_4",
    "children.census_band.{age}": "age is {age}",
    "children.census_band.{band}.{ethnicity}": "ethnicity is {ethnicity}",
    "reviews_coded.{kind}": "every record",
    # "A review counts under each theme that it shows"
    "reviews_coded.{kind}.{theme}": "{theme} is yes",
    "areas": "every record",
    "areas.notifications.{notifications}": "notifications is {notifications}",
    "yearly_reports": "every record",
    "yearly_reports.evidence.{evidence}": "evidence is {evidence}",
    "yearly_reports.evidenced": "evidence is one of fully, partly",
}

#: A ratio compares two shares: of the children, and of the children in the census.
RATIOS: Mapping[str, tuple[str, str]] = {
    "ethnicity_ratio.all.{group}": ("children.ethnicity.{group}", "census.ethnicity.{group}"),
    "ethnicity_ratio.{band}.{group}": ("children.census_band.{band}.{group}", "census.census_band.{band}.{group}"),
}

#: Statements of the appendix "Published figures", and the numbers that they are about.
FIGURES: Mapping[str, str] = {
    "Children under one": "children.age.under_1",
    "Children aged 15 to 17": "children.age.15_to_17",
    "Children of White British ethnicity": "children.ethnicity.white_british",
    "Fatal incidents in which domestic abuse featured": "deaths.domestic_abuse",
    "Fatal incidents in which neglect featured": "deaths.neglect",
    "Incidents of serious harm in which neglect was an underlying feature": "serious_harm.neglect",
    "Non-fatal incidents, the nine others included, in which neglect was an underlying feature": "non_fatal.neglect",
    "Neglect as the primary kind of serious harm": "incidents.neglect_primary",
    "Physical abuse, the kind of harm recorded most where no child died": "incidents.physical_abuse",
    "Child sexual abuse": "incidents.sexual_abuse",
    "Domestic abuse by the father against the mother": "domestic_abuse.father_to_mother",
    "Incidents with both domestic abuse and substance misuse": "incidents.pair.domestic_abuse_and_substance_misuse",
    "Incidents in which mental ill-health of the child was recorded": "incidents.child_mental_ill_health",
    "Rapid reviews completed within 25 days, full year": "rapid_reviews.within_25",
    "Rapid reviews completed within 15 days, full year": "rapid_reviews.days.within_15",
    "Rapid reviews completed within 25 days, without the extended period": "rapid_reviews_outside.within_25",
    "Rapid reviews completed within 15 days, without the extended period": "rapid_reviews_outside.days.within_15",
}


def words_of(name: str) -> str | None:
    """Return which records the number ``name`` counts, None if the reader does not know."""
    for pattern, words in WORDS.items():
        found = _compiled(pattern).fullmatch(name)
        if found:
            return words.format_map(found.groupdict())
    return None


def percentages(site: Site) -> dict[str, str]:
    """Return the percentages that the summary of the report printed, by the numbers that they are about."""
    told = {name: site.figures.get(statement, "") for statement, name in FIGURES.items()}
    return {name: printed[:-1] for name, printed in told.items() if re.fullmatch(r"\d+(\.\d+)?%", printed)}


def limits(site: Site) -> Iterator[Limit]:
    """Yield what the ratios that are printed, or the side of 1 on which they lie, say of the counts in them."""
    for comparison in site.comparisons.values():
        part, against = (site.numbers.get(name) for name in _compared(comparison))
        even = None if part is None or against is None else _even(part, against)
        if part is None or even is None:
            continue
        if comparison.side == "above":
            yield Limit({part.id: 1}, floor(even) + 1, None)
        elif comparison.side == "below":
            yield Limit({part.id: 1}, None, ceil(even) - 1)
        elif comparison.value is not None:
            half = Fraction(1, 2 * 10 ** len(str(comparison.value).partition(".")[2]))
            value = Fraction(comparison.value)
            yield Limit({part.id: 1}, ceil((value - half) * even), ceil((value + half) * even) - 1)


def _even(part: Number, against: Number) -> Fraction | None:
    """Return how many a part would be if its ratio were 1, None if the ratio's other numbers are not all printed."""
    if part.base_count is None or against.count is None or not against.base_count:
        return None
    return Fraction(part.base_count * against.count, against.base_count)


def _compared(comparison: Comparison) -> tuple[str, str]:
    """Return the two shares that a ratio compares: as it names them, or as its like do."""
    if comparison.part and comparison.against:
        return comparison.part, comparison.against
    for pattern, (part, against) in RATIOS.items():
        found = _compiled(pattern).fullmatch(comparison.id)
        if found:
            return part.format_map(found.groupdict()), against.format_map(found.groupdict())
    return "", ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern of ids as a regular expression: what stands in braces is a part without a dot."""
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[a-z0-9_]+?)", pattern.replace(".", r"\.")))
