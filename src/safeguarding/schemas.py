"""What each table of records must be: its columns, their kinds and limits, what may stand only once."""

from collections.abc import Mapping
from datetime import date

from annual_report.editions.given import ALL
from annual_report.editions.models import Edition
from annual_report.records.holidays import bank_holidays
from annual_report.records.kinds import Code, Day, Flag, Kind, Text, Token, Whole
from annual_report.records.tables import TableSpec
from safeguarding.codes import COLUMNS, KEYS, LABELS, PANDEMIC_FACTORS, THEMES

CENSUS_GROUPS = tuple(code for code in LABELS["ethnic_group"] if code != "not_known")
OLDEST = 17  # a child is under 18
_MANY = 100_000_000

#: Tables that may hold nothing: a small body need not have one of each.
_MAY_BE_EMPTY = frozenset({"lcsprs", "practice_themes", "yearly_reports"})


def record_specs(edition: Edition) -> list[TableSpec]:
    """Return what the edition's tables of records must be."""
    kinds = _kinds(edition)
    return [
        TableSpec(
            name=table,
            file=edition.records_file(table),
            columns={column: kinds.get(f"{table}.{column}") or kinds[column] for column in columns},
            unique={KEYS[table]: f"each {KEYS[table]} stands only once in the table", **_unique(table)},
            may_be_empty=table in _MAY_BE_EMPTY,
        )
        for table, columns in COLUMNS.items()
    ]


def reference_specs(edition: Edition) -> list[TableSpec]:
    """Return what the reference tables that the report counts with must be."""
    folder = edition.reference_folder
    census: dict[str, Kind] = {
        "ethnic_group": Code(CENSUS_GROUPS),
        "age_band": _code("census_band"),
        "children": Whole(0, _MANY),
    }
    population: dict[str, Kind] = {
        "area_name": Text(),
        "region_code": Token(),
        "age_band": _code("age_band"),
        "children": Whole(0, _MANY),
    }
    return [
        TableSpec("population", folder / "population_mid_2020.csv", population),
        TableSpec("census", folder / "census_2011_children.csv", census),
        bank_holidays(folder / "bank_holidays_england.csv"),
    ]


def _unique(table: str) -> Mapping[str, str]:
    return {"incident_id": "an incident has one rapid review"} if table == "rapid_reviews" else {}


def _code(column: str) -> Code:
    return Code(tuple(LABELS[column]))


def _kinds(edition: Edition) -> Mapping[str, Kind]:
    """Return the kind of each column, by ``table.column`` where a column differs between tables."""
    coded = [column for column in LABELS if column in {name for names in COLUMNS.values() for name in names}]
    flags = ["substance_misuse", "neglect_feature", "child_mental_ill_health", *THEMES]
    flags += [f"pandemic_{factor}" for factor in PANDEMIC_FACTORS]
    tokens = {"incident_id", *KEYS.values()}
    return {
        "is_synthetic": _synthetic(edition),
        **{column: Token() for column in tokens},
        "area_code": Token(reserved=(ALL,), meaning="this word means the whole edition"),
        **{column: _code(column) for column in coded},
        **{column: Flag() for column in flags},
        **_days(edition),
        "children_0_to_17": Whole(1, _MANY),
        "age_years": Whole(0, OLDEST),
    }


def _days(edition: Edition) -> Mapping[str, Kind]:
    start, known = edition.period.start, edition.published
    later = Day(start, known, "from the first day of the period to the day the report was published")
    reports = "from the year before the period to the day the report was published"
    return {
        "incident_date": Day(start, edition.period.end, "an incident belongs to the edition by the day it occurred"),
        "aware_date": later,
        "notified_date": later,
        "received_date": later,
        "started_date": later,
        "lcsprs.published_date": Day(later.first, later.last, later.within, optional=True),
        "yearly_reports.published_date": Day(date(start.year - 1, 1, 1), known, reports),
    }


def _synthetic(edition: Edition) -> Code:
    if edition.records.synthetic:
        return Code(("yes",), ": edition.toml says that these records are synthetic, so each record must say so")
    return Code(("no",), ": edition.toml says that these records are real, so no synthetic one may be among them")
