"""Children of the incidents: one each, and brothers and sisters where harm is notified together."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from safeguarding.synthetic.cells import MOST_SIBLINGS

_AGES: Mapping[str, tuple[int, int]] = {
    "under_1": (0, 0),
    "1_to_4": (1, 4),
    "5_to_9": (5, 9),
    "10_to_14": (10, 14),
    "15_to_17": (15, 17),
}
_YOUNGEST_SUICIDE = 11


def make_children(children: pd.DataFrame, incidents: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return the children, each with its incident and age.

    Args:
        children: profiles in a seeded order: category, sex, age (band), group.
        incidents: with ``incident_id`` and ``category``.
        generator: seeded.
    """
    found = children.assign(
        incident_id=_link(children, incidents, generator),
        age_years=[
            _age(age, category, generator) for age, category in zip(children["age"], children["category"], strict=True)
        ],
        ethnic_group=children["group"],
    )
    found = found.sort_values(["incident_id", "age_years", "sex", "ethnic_group"], kind="stable", ignore_index=True)
    number = found.groupby("incident_id").cumcount() + 1
    return found.assign(child_id=found["incident_id"] + "-" + number.astype(str))


def _link(children: pd.DataFrame, incidents: pd.DataFrame, generator: np.random.Generator) -> list[str]:
    """Give each incident one child of its category; a child left over joins one of its own ethnic group."""
    free = {str(category): list(group["incident_id"]) for category, group in incidents.groupby("category", sort=True)}
    families: dict[tuple[str, str], list[str]] = {}
    sizes: dict[str, int] = {}
    linked = []
    for category, group in zip(children["category"], children["group"], strict=True):
        if free[category]:
            incident = str(_one_of(free[category], generator))
            free[category].remove(incident)
        else:
            incident = _sibling_of(category, group, families, sizes, generator)
        families.setdefault((category, group), []).append(incident)
        sizes[incident] = sizes.get(incident, 0) + 1
        linked.append(incident)
    return linked


def _sibling_of(
    category: str,
    group: str,
    families: Mapping[tuple[str, str], list[str]],
    sizes: Mapping[str, int],
    generator: np.random.Generator,
) -> str:
    """Return a family of the child's group in its category that has room, or any of the category where none has."""
    all_of_category = [incident for (of, _), found in families.items() if of == category for incident in found]
    own = [incident for incident in families.get((category, group), []) if sizes[incident] < MOST_SIBLINGS]
    return _one_of(own or [incident for incident in all_of_category if sizes[incident] < MOST_SIBLINGS], generator)


def _one_of(choices: Sequence[str], generator: np.random.Generator) -> str:
    return choices[int(generator.integers(0, len(choices)))]


def _age(band: str, category: str, generator: np.random.Generator) -> int:
    low, high = _AGES[band]
    low = max(low, _YOUNGEST_SUICIDE) if category == "suicide" else low
    return int(generator.integers(low, high + 1))
