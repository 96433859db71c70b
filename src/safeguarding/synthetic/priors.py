"""The priors: how plausible each cell is before any figure is imposed. Set by hand, in whole numbers, and documented.

They are judgement, not data: no real record was used. They only decide what the published figures leave open, and all
that they decide is marked as an illustration in the report. Weights are whole numbers so that a draw from them is the
same on every machine.
"""

from collections.abc import Mapping
from math import prod

from safeguarding.synthetic.cells import Cell, ChildCell, IncidentCell, ReviewCell

#: Safeguarding partnerships in England in 2020 (the Wood review counts them): the reading chosen for "local areas".
AREAS = 132

# Out of 482, as the published shares suggest; the figures themselves are imposed later.
_CATEGORIES: Mapping[str, int] = {
    "maltreatment_in_family": 36,
    "assault_outside_family": 17,
    "sudi": 63,
    "suicide": 42,
    "related_to_maltreatment": 20,
    "other_death": 28,
    "physical_abuse": 106,
    "risk_taking": 51,
    "sexual_abuse": 48,
    "neglect": 34,
    "other_harm": 28,
    "perpetrator": 6,
    "criminal_exploitation": 2,
    "risk_taking_other": 1,
}

# Per thousand. Violence in the family goes with domestic abuse; violence outside it less so.
_ABUSE: Mapping[str, tuple[int, int, int]] = {
    "default": (580, 310, 110),
    "maltreatment_in_family": (380, 470, 150),
    "physical_abuse": (520, 360, 120),
    "assault_outside_family": (720, 200, 80),
    "sexual_abuse": (680, 230, 90),
}
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
# Half of the year is in the extended period, in which reviews took longer.
_REVIEWS: Mapping[tuple[bool, str], int] = {
    (False, "within_15"): 140,
    (False, "16_to_25"): 210,
    (False, "26_or_more"): 150,
    (True, "within_15"): 70,
    (True, "16_to_25"): 230,
    (True, "26_or_more"): 200,
}
_SCALE = 10**6


def weight(cell: Cell) -> int:
    """Return how plausible a cell is among those of its kind; 0 for one that is not drawn."""
    match cell:
        case IncidentCell():
            return _incident(cell)
        case ChildCell():
            factors = (
                _CATEGORIES[cell.category],
                _AGES[cell.category][_BANDS.index(cell.age)],
                _SEXES[cell.sex],
                _GROUPS[cell.group],
            )
            return prod(factors) // 100
        case ReviewCell():
            return _REVIEWS[cell.extended, cell.days]
        case _:
            return 0


def _incident(cell: IncidentCell) -> int:
    abuse = _ABUSE.get(cell.category, _ABUSE["default"])[_ABUSE_CODES.index(cell.abuse)]
    factors = (
        _CATEGORIES[cell.category],
        abuse,
        _chance(_SUBSTANCE[cell.abuse], happens=cell.substance),
        _PARENT[cell.parent],
        _chance(_CHILD_ILL.get(cell.category, _CHILD_ILL_DEFAULT), happens=cell.child_ill),
        _chance(_NEGLECT.get(cell.category, _NEGLECT_DEFAULT), happens=cell.neglect),
        _chance(_GANG, happens=cell.gang) if cell.category == "risk_taking" else 1000,
    )
    return prod(factors) // _SCALE**2


def _chance(per_thousand: int, *, happens: bool) -> int:
    return per_thousand if happens else 1000 - per_thousand
