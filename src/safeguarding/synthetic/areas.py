"""Invented areas of unequal size, the incidents each notified, and their yearly reports."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from annual_report.editions.models import Edition
from safeguarding.codes import LABELS
from safeguarding.synthetic.cells import Cell, IncidentCell

#: The fewest and the most incidents of an area in each band, and where the draw starts.
_BANDS: Mapping[str, tuple[int, int]] = {"0_to_2": (0, 2), "3_to_6": (3, 6), "7_or_more": (7, 18)}
_CHILDREN = (22_000, 17_500)  # children of an area: a part for each, and one for each incident


def make_areas(bands: Mapping[str, int], counts: Mapping[Cell, int], generator: np.random.Generator) -> pd.DataFrame:
    """Return the areas with the incidents each notified, which add up to all incidents."""
    total = sum(count for cell, count in counts.items() if isinstance(cell, IncidentCell))
    labels = [band for band in _BANDS for _ in range(bands.get(band, 0))]
    notified = _fit([_start(band, generator) for band in labels], labels, total, generator)
    order = generator.permutation(len(labels))
    regions = list(LABELS["region"])
    size = generator.integers(0, 20_000, size=len(labels))
    return pd.DataFrame(
        {
            "area_code": [f"AREA-{number:03d}" for number in range(1, len(labels) + 1)],
            "region": [regions[place] for place in generator.integers(0, len(regions), size=len(labels))],
            "children_0_to_17": [_CHILDREN[0] + _CHILDREN[1] * notified[place] + int(size[place]) for place in order],
            "notifications": [notified[place] for place in order],
        }
    )


def _start(band: str, generator: np.random.Generator) -> int:
    low, high = _BANDS[band]
    return int(generator.integers(low, min(high, low + 4) + 1))


def _fit(notified: list[int], labels: list[str], total: int, generator: np.random.Generator) -> list[int]:
    """Move areas up or down by one within their bands until they add up to ``total``."""
    while (left := total - sum(notified)) != 0:
        place = int(generator.integers(0, len(notified)))
        low, high = _BANDS[labels[place]]
        moved = notified[place] + (1 if left > 0 else -1)
        if low <= moved <= high:
            notified[place] = moved
    return notified


def area_of_incidents(areas: pd.DataFrame, generator: np.random.Generator) -> list[str]:
    """Return an area for each incident, in a seeded order, as many of each as it notified."""
    codes = [code for code, count in zip(areas["area_code"], areas["notifications"], strict=True) for _ in range(count)]
    return [codes[place] for place in generator.permutation(len(codes))]


def make_yearly_reports(
    edition: Edition, evidence: Mapping[str, int], areas: pd.DataFrame, generator: np.random.Generator
) -> pd.DataFrame:
    """Return the yearly reports: each of another area, published in the year or the January after it."""
    judged = [code for code, count in evidence.items() for _ in range(count)]
    chosen = generator.permutation(len(areas))[: len(judged)]
    first, last = edition.period.start, date(edition.period.end.year + 1, 1, 31)
    days = generator.integers(0, (last - first).days + 1, size=len(judged))
    reports = pd.DataFrame(
        {
            "area_code": [areas["area_code"].iloc[place] for place in chosen],
            "published_date": pd.Timestamp(first) + pd.to_timedelta(days, unit="D"),
            "evidences_guidance": judged,
        }
    ).sort_values("area_code", ignore_index=True)
    reports["yearly_report_id"] = [f"YR-SYN-{edition.name}-{number:03d}" for number in range(1, len(reports) + 1)]
    return reports
