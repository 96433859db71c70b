"""The priors: how plausible each cell is before any figure is imposed. Set by hand, in whole numbers.

They are judgement, not data: no real record was used. They only decide what the published figures leave open, and all
that they decide is marked as an illustration in the report. Weights are whole numbers so that a draw from them is the
same on every machine.
"""

from collections.abc import Mapping
from math import prod

from safeguarding.synthetic.cells import AreaCell, Cell, ChildCell, IncidentCell, ReportCell, ReviewCell

#: Safeguarding partnerships in England in 2020 (the Wood review counts them): the reading chosen for "local areas".
AREAS = 132

# Per thousand. Violence in the family goes with domestic abuse; violence outside it less so.
_ABUSE: Mapping[str, tuple[int, int, int]] = {
    "default": (580, 310, 110),
    "maltreatment_in_family": (380, 470, 150),
    "physical_abuse": (520, 360, 120),
    "assault_outside_family": (720, 200, 80),
    "sexual_abuse": (680, 230, 90),
}
# The rest per thousand too. Substance misuse goes with domestic abuse; a parent's ill-health is mostly the mother's; a
# child's own goes with suicide and risk-taking; neglect with infant death. No figure stands here: those are imposed.
_ABUSE_CODES = ("none", "father_to_mother", "other")
_SUBSTANCE = {"none": 280, "father_to_mother": 570, "other": 570}
_PARENT = {"none": 700, "mother": 235, "father": 65}
_CHILD_ILL = {"suicide": 620, "risk_taking": 380, "perpetrator": 350, "sexual_abuse": 200}
_CHILD_ILL_DEFAULT = 80
_NEGLECT = {"sudi": 450, "neglect": 1000, "related_to_maltreatment": 550, "suicide": 220, "risk_taking": 250}
_NEGLECT_DEFAULT = 320
_GANG = 740

# Ages in the order of the bands: under 1, 1 to 4, 5 to 9, 10 to 14, 15 to 17.
_BANDS = ("under_1", "1_to_4", "5_to_9", "10_to_14", "15_to_17")
_AGES: Mapping[str, tuple[int, int, int, int, int]] = {
    "maltreatment_in_family": (480, 270, 120, 80, 50),
    "assault_outside_family": (30, 40, 60, 190, 680),
    "sudi": (1000, 0, 0, 0, 0),
    "suicide": (0, 0, 0, 260, 740),
    "related_to_maltreatment": (380, 260, 120, 90, 150),
    "other_death": (290, 210, 140, 150, 210),
    "physical_abuse": (660, 220, 60, 35, 25),
    "risk_taking": (0, 0, 0, 200, 800),
    "sexual_abuse": (30, 150, 250, 310, 260),
    "neglect": (240, 330, 220, 120, 90),
    "other_harm": (200, 200, 180, 200, 220),
    "perpetrator": (0, 0, 0, 350, 650),
    "criminal_exploitation": (0, 0, 0, 300, 700),
    "risk_taking_other": (0, 0, 0, 300, 700),
}
_SEXES = {"male": 530, "female": 466, "transgender": 4}
_GROUPS = {
    "white_british": 690,
    "white_other": 50,
    "mixed": 85,
    "asian": 60,
    "black": 75,
    "other": 15,
    "not_known": 25,
}
# Half of the year is in the extended period, in which reviews took longer. Few areas notify many incidents.
_OTHERS: Mapping[Cell, int] = {
    ReviewCell(extended=False, days="within_15"): 140,
    ReviewCell(extended=False, days="16_to_25"): 210,
    ReviewCell(extended=False, days="26_or_more"): 150,
    ReviewCell(extended=True, days="within_15"): 70,
    ReviewCell(extended=True, days="16_to_25"): 230,
    ReviewCell(extended=True, days="26_or_more"): 200,
    AreaCell("0_to_2"): 424,
    AreaCell("3_to_6"): 432,
    AreaCell("7_or_more"): 144,
    ReportCell("fully"): 400,
    ReportCell("partly"): 320,
    ReportCell("not"): 280,
}
_SCALE = 10**6


def weight(cell: Cell, categories: Mapping[str, int]) -> int:
    """Return how plausible a cell is among those of its kind; 0 for one that is not drawn.

    Args:
        cell: whose weight.
        categories: how many incidents of each category the figures print.
    """
    match cell:
        case IncidentCell():
            return categories[cell.category] * _incident(cell) // _SCALE**2
        case ChildCell():
            age = _AGES[cell.category][_BANDS.index(cell.age)]
            return categories[cell.category] * age * _SEXES[cell.sex] * _GROUPS[cell.group] // 100
        case _:
            return _OTHERS.get(cell, 0)


def _incident(cell: IncidentCell) -> int:
    abuse = _ABUSE.get(cell.category, _ABUSE["default"])[_ABUSE_CODES.index(cell.abuse)]
    factors = (
        abuse,
        _chance(_SUBSTANCE[cell.abuse], happens=cell.substance),
        _PARENT[cell.parent],
        _chance(_CHILD_ILL.get(cell.category, _CHILD_ILL_DEFAULT), happens=cell.child_ill),
        _chance(_NEGLECT.get(cell.category, _NEGLECT_DEFAULT), happens=cell.neglect),
        _chance(_GANG, happens=cell.gang) if cell.category == "risk_taking" else 1000,
    )
    return prod(factors)


def _chance(per_thousand: int, *, happens: bool) -> int:
    return per_thousand if happens else 1000 - per_thousand
