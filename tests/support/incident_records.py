"""A small, readable set of records: four incidents of a made-up year, in two made-up areas."""

from collections.abc import Callable
from pathlib import Path

from annual_report.editions.models import Edition, load_edition

EDITION = """\
name = "2020"
title = "A report"
subtitle = "For the tests"
body = "A body"
subject = "safeguarding"
published = 2021-05-14
period = { start = 2020-01-01, end = 2020-12-31 }
extended_period = { start = 2020-04-01, end = 2020-09-30 }
records = { synthetic = true }
"""

PUBLISHED = """\
id,paragraph,statement,printed,form,decimals,statistic,status,note
P1,1,There were incidents,4,count,0,incidents,reproduced,
"""

# I-1 a SUDI, I-2 a suicide, I-3 risk-taking, I-4 neglect of two siblings. Aligned for the eye; spaces are taken out.
TABLES = {
    "areas": """
        is_synthetic,area_code,region,  children_0_to_17
        yes,         AREA-001, region_1,1000
        yes,         AREA-002, region_2,2000
        """,
    "incidents": """
        is_synthetic,incident_id,area_code,incident_date,aware_date,notified_date,incident_type,primary_category,\
            domestic_abuse,parental_mental_ill_health,substance_misuse,neglect_feature,child_mental_ill_health,\
            gang_county_lines
        yes,I-1,AREA-001,2020-01-02,2020-01-02,2020-01-03,fatal,       sudi,\
            none,            mother,yes,yes,no, none
        yes,I-2,AREA-001,2020-04-30,2020-05-01,2020-05-07,fatal,       suicide,\
            father_to_mother,none,  no, no, yes,none
        yes,I-3,AREA-001,2020-10-01,2020-10-01,2020-10-05,serious_harm,risk_taking,\
            none,            none,  no, no, no, county_lines
        yes,I-4,AREA-002,2020-12-20,2020-12-21,2021-01-04,serious_harm,neglect,\
            other,           both,  yes,yes,no, none
        """,
    "children": """
        is_synthetic,child_id,incident_id,age_years,sex,ethnic_group
        yes,I-1-1,I-1,0, male,  white_british
        yes,I-2-1,I-2,15,female,mixed
        yes,I-3-1,I-3,17,male,  black
        yes,I-4-1,I-4,3, female,not_known
        yes,I-4-2,I-4,12,male,  not_known
        """,
    "rapid_reviews": """
        is_synthetic,rapid_review_id,incident_id,received_date,lcspr_decision,\
            pandemic_family_stress,pandemic_child_vulnerability,pandemic_school_closure,\
            pandemic_adapted_practice
        yes,RR-1,I-1,2020-01-24,yes,        yes,no, no, no
        yes,RR-2,I-2,2020-06-01,no,         no, yes,yes,no
        yes,RR-3,I-3,2020-11-10,alternative,no, no, no, yes
        yes,RR-4,I-4,2021-01-25,yes,        yes,no, no, no
        """,
    "lcsprs": """
        is_synthetic,lcspr_id,incident_id,started_date,published_date
        yes,L-1,I-1,2020-02-01,2020-08-01
        yes,L-4,I-4,2021-02-01,
        """,
    "practice_themes": """
        is_synthetic,review_id,review_type,child_daily_life,reluctant_engagement,critical_thinking,\
            changing_risk,information_sharing,leadership_culture
        yes,L-1, lcspr,       yes,yes,no, no,no,yes
        yes,RR-2,rapid_review,no, no, yes,no,no,no
        """,
    "yearly_reports": """
        is_synthetic,yearly_report_id,area_code,published_date,evidences_guidance
        yes,Y-1,AREA-001,2020-09-30,partly
        """,
}
CENSUS_GROUPS = ("white_british", "white_other", "mixed", "asian", "black", "other")
BANDS = ("0_to_4", "5_to_9", "10_to_14", "15_to_17")
POPULATION = "area_name,region_code,age_band,children\nEngland,E92000001,under_1,601913\n"
HOLIDAYS = """\
date,name
2020-01-01,New Year's Day
2020-04-10,Good Friday
2020-04-13,Easter Monday
2020-05-08,Early May bank holiday (VE day)
2020-05-25,Spring bank holiday
2020-08-31,Summer bank holiday
2020-12-25,Christmas Day
2020-12-28,Boxing Day (substitute day)
2021-01-01,New Year's Day
2021-04-02,Good Friday
2021-04-05,Easter Monday
2021-05-03,Early May bank holiday
"""


class DataSet:
    """The records on disk, sound until a test changes a value."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "2020"
        self.reference = root / "reference"
        for folder in (self.folder, self.reference):
            folder.mkdir(parents=True)
        (self.folder / "edition.toml").write_text(EDITION, encoding="utf-8")
        (self.folder / "published.csv").write_text(PUBLISHED, encoding="utf-8")
        for name, text in TABLES.items():
            rows = ["".join(line.split()) for line in text.strip().splitlines()]
            self.file(name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        census = [f"{group},{band},{100 * place + 7}" for place, group in enumerate(CENSUS_GROUPS) for band in BANDS]
        text = "\n".join(["ethnic_group,age_band,children", *census, ""])
        (self.reference / "census_2011_children.csv").write_text(text, encoding="utf-8")
        (self.reference / "bank_holidays_england.csv").write_text(HOLIDAYS, encoding="utf-8")
        (self.reference / "population_mid_2020.csv").write_text(POPULATION, encoding="utf-8")

    @property
    def edition(self) -> Edition:
        return load_edition(self.folder)

    def file(self, table: str) -> Path:
        return self.folder / f"SYNTHETIC_{table}.csv"

    def lines(self, table: str) -> list[str]:
        return self.file(table).read_text(encoding="utf-8").splitlines()

    def write(self, table: str, lines: list[str]) -> None:
        self.file(table).write_bytes("".join(f"{line}\n" for line in lines).encode())

    def put(self, table: str, row: int, column: str, value: str) -> None:
        """Write ``value`` into the cell of a line (the header is line 1)."""
        lines = self.lines(table)
        cells = lines[row - 1].split(",")
        cells[lines[0].split(",").index(column)] = value
        self.write(table, [*lines[: row - 1], ",".join(cells), *lines[row:]])

    def edit(self, table: str, change: Callable[[list[str]], list[str]]) -> None:
        """Change a table's lines."""
        self.write(table, change(self.lines(table)))
