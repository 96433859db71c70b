"""Children of the incidents: one each, and brothers and sisters where harm is notified together."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

_AGES: Mapping[str, tuple[int, int]] = {
    "under_1": (0, 0),
    "1_to_4": (1, 4),
    "5_to_9": (5, 9),
    "10_to_14": (10, 14),
    "15_to_17": (15, 17),
}
_YOUNGEST_SUICIDE = 11
_MOST_SIBLINGS = 4


def make_children(children: pd.DataFrame, incidents: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Return the children, each with its incident and age.

    Args:
        children: profiles in a seeded order: category, sex, age (band), group.
        incidents: with ``incident_id`` and ``category``.
        generator: seeded.
    """
    found = children.assign(
        incident_id=_link(children, incidents, generator),
        age_years=[_age(row.age, row.category, generator) for row in children.itertuples()],
        ethnic_group=children["group"],
    )
    found = found.sort_values(["incident_id", "age_years", "sex", "ethnic_group"], kind="stable", ignore_index=True)
    number = found.groupby("incident_id").cumcount() + 1
    return found.assign(child_id=found["incident_id"] + "-" + number.astype(str))


def _link(children: pd.DataFrame, incidents: pd.DataFrame, generator: np.random.Generator) -> list[str]:
    """Give each incident one child of its category; a child left over joins one of its own ethnic group."""
    free = {category: list(group["incident_id"]) for category, group in incidents.groupby("category", sort=True)}
    families: dict[tuple[str, str], list[str]] = {}
    sizes: dict[str, int] = {}
    linked = []
    for child in children.itertuples():
        if free[child.category]:
            incident = free[child.category].pop(int(generator.integers(0, len(free[child.category]))))
        else:
            incident = _sibling_of(child, families, sizes, generator)
        families.setdefault((child.category, child.group), []).append(incident)
        sizes[incident] = sizes.get(incident, 0) + 1
        linked.append(incident)
    return linked


def _sibling_of(child, families, sizes, generator: np.random.Generator) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Return a family of the child's group in its category, or any of the category where there is none."""
    own = families.get((child.category, child.group)) or [
        incident for (category, _), found in families.items() if category == child.category for incident in found
    ]
    small = [incident for incident in own if sizes[incident] < _MOST_SIBLINGS]
    return str(small[int(generator.integers(0, len(small)))])


def _age(band: str, category: str, generator: np.random.Generator) -> int:
    low, high = _AGES[band]
    low = max(low, _YOUNGEST_SUICIDE) if category == "suicide" else low
    return int(generator.integers(low, high + 1))
