"""Writes an edition of any number of invented incidents that passes every check, for the benchmark of large records.

The same number gives the same bytes. Nothing in it is drawn from a real record or from the edition of 2020.
"""

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from safeguarding.codes import CATEGORIES, COLUMNS, LABELS, PANDEMIC_FACTORS, THEMES

ROOT = Path(__file__).parent.parent
AREAS = 150
_SEED = 2020
_FIRST_DAY = np.datetime64("2020-01-01")
_YES, _NO = 0, 1
Numbers = NDArray[np.int64]
Tables = Mapping[str, pa.Table]


def write_edition(folder: Path, incidents: int, *, parquet: bool) -> Path:
    """Write a project with one edition, "2020", of so many incidents into an empty folder, and return the edition's."""
    edition = folder / "data" / "2020"
    edition.mkdir(parents=True)
    for name in ("_config.yml", "data/2020/edition.toml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "data" / "reference", folder / "data" / "reference")
    for name, table in draw(incidents).items():
        file = edition / f"SYNTHETIC_{name}"
        if parquet:
            pq.write_table(table, file.with_suffix(".parquet"), compression="zstd")
        else:
            write_csv(table, file.with_suffix(".csv"))
    return edition


def draw(count: int) -> Tables:
    """Return the tables of an edition of so many incidents."""
    random = np.random.default_rng([_SEED, count])
    kind = random.choice(3, count, p=[0.43, 0.51, 0.06])
    category = _categories(random, kind)
    incidents = _incidents(random, kind, category)
    children = _children(random, kind, category)
    reviewed = np.arange(count)
    started = np.flatnonzero(random.random(count) < 0.2)
    return {
        "areas": _table("areas", _areas(random)),
        "incidents": _table("incidents", incidents),
        "children": _table("children", children),
        "rapid_reviews": _table("rapid_reviews", _rapid_reviews(random, incidents["notified_date"])),
        "lcsprs": _table("lcsprs", _lcsprs(random, started, incidents["incident_date"])),
        "practice_themes": _table("practice_themes", _themes(random, reviewed[::10], started[::5])),
        "yearly_reports": _table("yearly_reports", _yearly_reports(random)),
    }


def _areas(random: np.random.Generator) -> dict[str, pa.Array]:
    return {
        "area_code": _area_codes(np.arange(AREAS)),
        "region": _coded(LABELS["region"], random.integers(0, 9, AREAS)),
        "children_0_to_17": pa.array(random.integers(10_000, 300_000, AREAS)).cast(pa.string()),
    }


def _categories(random: np.random.Generator, kind: Numbers) -> Numbers:
    """Return the place of each incident's category in the list of all, right for its kind."""
    first = np.cumsum([0, *(len(codes) for codes in CATEGORIES.values())])
    sizes = np.diff(first)
    return first[kind] + (random.random(len(kind)) * sizes[kind]).astype(np.int64)


def _incidents(random: np.random.Generator, kind: Numbers, category: Numbers) -> dict[str, pa.Array]:
    count = len(kind)
    occurred = random.integers(0, 366, count)
    aware = occurred + random.integers(0, 4, count)
    notified = aware + random.integers(0, 11, count)
    categories = list(LABELS["primary_category"])
    neglect, risk = categories.index("neglect"), categories.index("risk_taking")
    return {
        "incident_id": _names("SYN-2020-", np.arange(count)),
        "area_code": _area_codes(np.minimum(random.geometric(0.02, count), AREAS) - 1),
        "incident_date": _days(occurred),
        "aware_date": _days(aware),
        "notified_date": _days(notified),
        "incident_type": _coded(LABELS["incident_type"], kind),
        "primary_category": _coded(categories, category),
        "domestic_abuse": _coded(LABELS["domestic_abuse"], random.integers(0, 3, count)),
        "parental_mental_ill_health": _coded(LABELS["parental_mental_ill_health"], random.integers(0, 4, count)),
        "substance_misuse": _flags(random, count),
        "neglect_feature": _yes_no(np.where(category == neglect, _YES, random.integers(0, 2, count))),
        "child_mental_ill_health": _flags(random, count),
        "gang_county_lines": _coded(
            LABELS["gang_county_lines"], np.where(category == risk, random.integers(0, 4, count), 0)
        ),
    }


def _children(random: np.random.Generator, kind: Numbers, category: Numbers) -> dict[str, pa.Array]:
    """One child an incident, and a second in some that are not fatal."""
    siblings = 1 + ((random.random(len(kind)) < 0.12) & (kind != 0))
    incident = np.repeat(np.arange(len(kind)), siblings)
    categories = list(LABELS["primary_category"])
    age = random.integers(0, 18, len(incident))
    age = np.where(category[incident] == categories.index("sudi"), 0, age)
    age = np.where(category[incident] == categories.index("suicide"), 11 + age % 7, age)
    return {
        "child_id": _names("CHILD-", np.arange(len(incident))),
        "incident_id": _names("SYN-2020-", incident),
        "age_years": _coded([str(years) for years in range(18)], age),
        "sex": _coded(LABELS["sex"], random.choice(4, len(incident), p=[0.55, 0.43, 0.01, 0.01])),
        "ethnic_group": _coded(LABELS["ethnic_group"], random.integers(0, 7, len(incident))),
    }


def _rapid_reviews(random: np.random.Generator, notified: pa.Array) -> dict[str, pa.Array]:
    count = len(notified)
    return {
        "rapid_review_id": _names("RR-", np.arange(count)),
        "incident_id": _names("SYN-2020-", np.arange(count)),
        "received_date": _days(_places(notified) + random.integers(0, 60, count)),
        "lcspr_decision": _coded(LABELS["lcspr_decision"], random.integers(0, 3, count)),
        **{f"pandemic_{factor}": _flags(random, count) for factor in PANDEMIC_FACTORS},
    }


def _lcsprs(random: np.random.Generator, incident: Numbers, occurred: pa.Array) -> dict[str, pa.Array]:
    started = _places(occurred)[incident] + random.integers(0, 40, len(incident))
    published = started + random.integers(0, 90, len(incident))
    days = _days(published)
    open_still = pa.array(random.random(len(incident)) < 0.5)
    return {
        "lcspr_id": _names("LCSPR-", incident),
        "incident_id": _names("SYN-2020-", incident),
        "started_date": _days(started),
        "published_date": pa.compute.if_else(open_still, "", days.cast(pa.string())).dictionary_encode(),
    }


def _themes(random: np.random.Generator, rapid: Numbers, local: Numbers) -> dict[str, pa.Array]:
    count = len(rapid) + len(local)
    names = pa.concat_arrays([_names("RR-", rapid), _names("LCSPR-", local)])
    return {
        "review_id": names,
        "review_type": _coded(LABELS["review_type"], np.repeat([0, 1], [len(rapid), len(local)])),
        **{theme: _flags(random, count) for theme in THEMES},
    }


def _yearly_reports(random: np.random.Generator) -> dict[str, pa.Array]:
    return {
        "yearly_report_id": _names("YR-", np.arange(AREAS)),
        "area_code": _area_codes(np.arange(AREAS)),
        "published_date": _days(random.integers(0, 366, AREAS)),
        "evidences_guidance": _coded(LABELS["evidences_guidance"], random.integers(0, 3, AREAS)),
    }


def _table(name: str, columns: Mapping[str, pa.Array]) -> pa.Table:
    count = len(next(iter(columns.values())))
    synthetic = _yes_no(np.zeros(count, dtype=np.int64))
    return pa.table({"is_synthetic": synthetic, **columns}).select(list(COLUMNS[name]))


def _names(prefix: str, numbers: Numbers) -> pa.Array:
    digits = pa.compute.utf8_lpad(pa.array(numbers).cast(pa.string()), 8, "0")
    return pa.compute.binary_join_element_wise(prefix, digits, "")


def _area_codes(numbers: Numbers) -> pa.Array:
    return _coded([f"AREA-{number:03d}" for number in range(1, AREAS + 1)], numbers)


def _days(after_first: Numbers) -> pa.Array:
    known = (np.datetime64(date(2021, 5, 14)) - _FIRST_DAY).astype(int) + 1
    return _coded([str(_FIRST_DAY + day) for day in range(known)], after_first)


def _flags(random: np.random.Generator, count: int) -> pa.Array:
    return _yes_no(random.integers(0, 2, count))


def _yes_no(values: Numbers) -> pa.Array:
    return _coded(["yes", "no"], values)


def _coded(codes: Sequence[str] | Mapping[str, str], places: Numbers) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), pa.array(list(codes)))


def _places(column: pa.Array) -> Numbers:
    return np.asarray(column.indices, dtype=np.int64)


def write_csv(table: pa.Table, file: Path) -> None:
    """Write a table as a CSV without quotation marks."""
    options = arrow_csv.WriteOptions(include_header=False, quoting_style="none")
    plain = pa.schema([(name, pa.string()) for name in table.column_names])
    with file.open("wb") as stream:
        stream.write((",".join(table.column_names) + "\n").encode())
        for batch in table.to_batches(max_chunksize=1_000_000):
            arrow_csv.write_csv(pa.Table.from_batches([batch]).cast(plain), stream, options)
