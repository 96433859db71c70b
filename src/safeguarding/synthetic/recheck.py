"""Counts every reproduced figure again, in whole numbers, from the files of the records as they are to be written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pandas as pd

from annual_report.editions.calendar import WorkingDays
from annual_report.editions.models import Edition
from annual_report.errors import RunError
from annual_report.figures.models import PublishedFigure
from annual_report.figures.rows import Structure, rows_of
from safeguarding.codes import COLUMNS, THEMES
from safeguarding.measures import band, within
from safeguarding.synthetic.cells import (
    PARENTS,
    AreaCell,
    Cell,
    ChildCell,
    CodedCell,
    IncidentCell,
    ReportCell,
    ReviewCell,
)
from safeguarding.synthetic.selectors import selectors

Tables = Mapping[str, pd.DataFrame]


def recheck(
    edition: Edition, files: Mapping[str, bytes], figures: Sequence[PublishedFigure], structure: Structure
) -> None:
    """Fail unless every reproduced figure holds of the records in ``files``.

    Raises:
        RunError: if one does not; it names all that do not.
    """
    counts = _counts(edition, {name: _read(files[edition.records_file(name).name]) for name in COLUMNS})
    binding = (figure for figure in figures if figure.binds)
    rows = [row for figure in binding for row in rows_of(figure, structure)]
    broken = dict.fromkeys(row.figure for row in rows if not row.holds(counts))
    if broken:
        raise RunError(f"the synthetic records do not bear out {', '.join(broken)}: nothing was written")


def _read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False)


def _counts(edition: Edition, tables: Tables) -> dict[str, int]:
    """Return the count of every statistic that a figure can fix."""
    cells = Counter(_cells(edition, tables))
    counted = {
        name: sum(count for cell, count in cells.items() if selector.counts(cell))
        for name, selector in selectors().items()
    }
    reviews = tables["rapid_reviews"].merge(tables["incidents"], on="incident_id")
    isolated = (reviews["primary_category"] == "suicide") & (reviews["pandemic_school_closure"] == "yes")
    return {
        **counted,
        "themes": sum(1 for column in tables["practice_themes"].columns if column in THEMES),
        "pandemic_factors": sum(1 for column in reviews.columns if column.startswith("pandemic_")),
        "suicides.school_closure": int(isolated.sum()),
    }


def _cells(edition: Edition, tables: Tables) -> Iterator[Cell]:
    """Yield the cell of every record."""
    incidents = tables["incidents"]
    yield from _incidents(incidents)
    yield from _children(tables["children"].merge(incidents, on="incident_id"))
    yield from _reviews(edition, tables["rapid_reviews"].merge(incidents, on="incident_id"))
    notified = incidents["area_code"].value_counts().reindex(tables["areas"]["area_code"], fill_value=0)
    yield from (AreaCell(str(found)) for found in band(notified, "notifications_band"))
    yield from (ReportCell(str(found)) for found in tables["yearly_reports"]["evidences_guidance"])
    yield from (CodedCell(str(found)) for found in tables["practice_themes"]["review_type"])


def _incidents(incidents: pd.DataFrame) -> Iterator[IncidentCell]:
    columns = (
        incidents["incident_type"],
        incidents["primary_category"],
        incidents["domestic_abuse"],
        incidents["substance_misuse"] == "yes",
        incidents["parental_mental_ill_health"].map(PARENTS),
        incidents["child_mental_ill_health"] == "yes",
        incidents["neglect_feature"] == "yes",
        incidents["gang_county_lines"] != "none",
    )
    return (IncidentCell(*row) for row in zip(*(column.tolist() for column in columns), strict=True))


def _children(children: pd.DataFrame) -> Iterator[ChildCell]:
    columns = (
        children["incident_type"],
        children["primary_category"],
        children["sex"],
        band(children["age_years"].astype(int), "age_band"),
        children["ethnic_group"],
    )
    return (ChildCell(*row) for row in zip(*(column.tolist() for column in columns), strict=True))


def _reviews(edition: Edition, reviews: pd.DataFrame) -> Iterator[ReviewCell]:
    listed = pd.read_csv(edition.reference_folder / "bank_holidays_england.csv", parse_dates=["date"])
    notified, received = (pd.to_datetime(reviews[name]) for name in ("notified_date", "received_date"))
    days = WorkingDays(tuple(day.date() for day in listed["date"])).between(notified, received)
    extended = within(notified, edition.extended_period).tolist()
    return (ReviewCell(*row) for row in zip(extended, band(days, "days_band").tolist(), strict=True))
