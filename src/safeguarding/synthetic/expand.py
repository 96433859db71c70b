"""Expands repaired cell counts to records: who, where and when, drawn by seed within what the cells say."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from annual_report.editions.models import Edition
from safeguarding.synthetic.areas import area_of_incidents, make_areas, make_yearly_reports
from safeguarding.synthetic.calendar import draw_dates
from safeguarding.synthetic.cells import AreaCell, Cell, ChildCell, CodedCell, IncidentCell, ReportCell, ReviewCell
from safeguarding.synthetic.families import make_children
from safeguarding.synthetic.reviews import make_lcsprs, make_practice_themes, make_rapid_reviews


@dataclass(frozen=True, slots=True)
class Expanded:
    """Every table of records, by name."""

    tables: Mapping[str, pd.DataFrame]


def expand(edition: Edition, counts: Mapping[Cell, int], generator: np.random.Generator) -> Expanded:
    """Return the records that the counts stand for.

    Args:
        edition: its period, extended period and seed.
        counts: how many records of each cell.
        generator: seeded; the order of the steps below is part of the result.
    """
    areas = make_areas({cell.band: n for cell, n in counts.items() if isinstance(cell, AreaCell)}, counts, generator)
    incidents = _incidents(edition, counts, areas, generator)
    reviews = make_rapid_reviews(edition, incidents, generator)
    lcsprs = make_lcsprs(edition, reviews, generator)
    coded = {cell.review_type: n for cell, n in counts.items() if isinstance(cell, CodedCell)}
    reports = {cell.evidence: n for cell, n in counts.items() if isinstance(cell, ReportCell)}
    return Expanded(
        {
            "areas": areas.drop(columns="notifications"),
            "incidents": incidents,
            "children": make_children(_repeat(counts, ChildCell, generator), incidents, generator),
            "rapid_reviews": reviews,
            "lcsprs": lcsprs,
            "practice_themes": make_practice_themes(coded, reviews, lcsprs, generator),
            "yearly_reports": make_yearly_reports(edition, reports, areas, generator),
        }
    )


def _repeat(counts: Mapping[Cell, int], kind: type[Cell], generator: np.random.Generator) -> pd.DataFrame:
    """Return one row for each record of a kind, in a seeded order."""
    cells = [cell for cell, count in counts.items() if isinstance(cell, kind) for _ in range(count)]
    order = generator.permutation(len(cells))
    return pd.DataFrame([cells[place] for place in order], columns=list(kind._fields))


def _incidents(
    edition: Edition, counts: Mapping[Cell, int], areas: pd.DataFrame, generator: np.random.Generator
) -> pd.DataFrame:
    """Return the incidents, each with its dates, area and review time, numbered by the day they occurred."""
    profiles = _repeat(counts, IncidentCell, generator)
    dates = draw_dates(edition, _repeat(counts, ReviewCell, generator), generator)
    incidents = pd.concat([profiles, dates], axis="columns")
    incidents["area_code"] = area_of_incidents(areas, generator)
    incidents = incidents.sort_values(["incident_date", "notified_date", "received_date"], kind="stable")
    incidents = incidents.reset_index(drop=True)
    incidents["incident_id"] = [f"SYN-{edition.name}-{number:04d}" for number in range(1, len(incidents) + 1)]
    return incidents.assign(
        incident_type=incidents["kind"],
        primary_category=incidents["category"],
        domestic_abuse=incidents["abuse"],
        parental_mental_ill_health=_parents(incidents["parent"], generator),
        substance_misuse=incidents["substance"],
        neglect_feature=incidents["neglect"],
        child_mental_ill_health=incidents["child_ill"],
        gang_county_lines=_evidence(incidents["gang"], generator),
    )


def _parents(parent: pd.Series, generator: np.random.Generator) -> pd.Series:
    """Split what relates to the mother into her alone and both parents: no figure says how."""
    both = pd.Series(generator.integers(0, 100, size=len(parent)) < 14, index=parent.index)
    return parent.mask((parent == "mother") & both, "both")


def _evidence(gang: pd.Series, generator: np.random.Generator) -> pd.Series:
    """Split the evidence into gang violence, county lines and both: no figure says how."""
    kinds = np.array(["gang_violence"] * 9 + ["county_lines"] * 8 + ["both"] * 5)
    drawn = pd.Series(kinds[generator.integers(0, len(kinds), size=len(gang))], index=gang.index)
    return drawn.where(gang, "none")
