"""The synthetic records: the same bytes, every figure, a named clash where figures cannot all hold."""

import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import LinearConstraint, milp
from tests.conftest import ROOT

from annual_report.editions.models import Edition, load_edition
from annual_report.errors import InputError, MissingError, RunError
from annual_report.figures.published import read_published
from safeguarding.synthetic import program
from safeguarding.synthetic.cells import ChildCell, IncidentCell, ReportCell, all_cells
from safeguarding.synthetic.constraints import figure_rows
from safeguarding.synthetic.generate import known_structure, repaired_counts, synthesise
from safeguarding.synthetic.program import CellRow
from safeguarding.synthetic.recheck import recheck
from safeguarding.synthetic.selectors import selectors, structure
from safeguarding.synthetic.sizes import sizes_of

DATA = ROOT / "data" / "2020"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(DATA)


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return dict(synthesise(edition))


def test_the_committed_records_are_what_the_generator_makes(files: dict[str, bytes]) -> None:
    committed = {file.name: file.read_bytes() for file in DATA.glob("SYNTHETIC_*")}
    assert files == committed


def test_another_seed_gives_other_records_for_which_every_figure_holds_too(
    edition: Edition, files: dict[str, bytes]
) -> None:
    other = edition.model_copy(update={"records": edition.records.model_copy(update={"seed": 1})})
    made = synthesise(other)  # fails unless every figure holds of the files
    assert made.keys() == files.keys()
    assert all(made[name] != files[name] for name in files)


def test_a_record_that_does_not_bear_a_figure_out_is_never_written(edition: Edition, files: dict[str, bytes]) -> None:
    figures, known = read_published(edition.published_file), known_structure(edition)
    recheck(edition, files, figures, known)
    name = "SYNTHETIC_rapid_reviews.csv"
    closed = files[name].replace(b",yes\n", b",no\n").replace(b",yes,", b",no,")
    with pytest.raises(RunError, match="do not bear out P04a: nothing was written"):
        recheck(edition, {**files, name: closed}, figures, known)
    name = "SYNTHETIC_incidents.csv"
    fewer = files[name].replace(b",county_lines\n", b",none\n")
    with pytest.raises(RunError, match="do not bear out P17b: nothing was written"):
        recheck(edition, {**files, name: fewer}, figures, known)


def test_no_other_answer_is_as_good(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two searches in opposite directions among the best answers come back to the one that was found."""
    programs: list[tuple[np.ndarray, dict[str, Any], Any]] = []

    def spy(costs: np.ndarray, **rest: Any) -> Any:
        result = milp(costs, **rest)
        programs.append((costs, rest, result))
        return result

    monkeypatch.setattr(program, "milp", spy)
    repaired_counts(edition, read_published(edition.published_file), np.random.Generator(np.random.PCG64(2020)))
    costs, rest, result = programs[-1]
    found = np.rint(np.asarray(result.x))
    conditions = rest["constraints"]
    as_good = LinearConstraint(
        sparse.vstack([conditions.A, sparse.csr_array(costs.reshape(1, -1))]),
        np.append(conditions.lb, -np.inf),
        np.append(conditions.ub, costs @ found),
    )
    direction = np.random.Generator(np.random.PCG64(7)).integers(-1000, 1001, size=costs.size)
    for objective in (direction, -direction):
        assert np.array_equal(np.rint(np.asarray(milp(objective, **{**rest, "constraints": as_good}).x)), found)


def test_what_is_drawn_is_what_is_printed(edition: Edition) -> None:
    figures = read_published(edition.published_file)
    sizes = sizes_of(figures)
    assert (sizes.kinds[IncidentCell], sizes.kinds[ChildCell], sizes.kinds[ReportCell]) == (482, 514, 68)
    assert sum(sizes.categories.values()) == 482
    assert (sizes.categories["risk_taking"], sizes.categories["physical_abuse"]) == (51, 106)
    changed = [
        figure.model_copy(update={"printed": "40 (19%)"}) if figure.id == "P09a" else figure for figure in figures
    ]
    assert sizes_of(changed).categories["maltreatment_in_family"] == 40


def test_a_total_that_is_not_printed_is_asked_for(edition: Edition) -> None:
    figures = [figure for figure in read_published(edition.published_file) if figure.id != "P06b"]
    with pytest.raises(InputError, match=r"a reproduced figure in published\.csv that prints children"):
        sizes_of(figures)


def test_every_selector_counts_a_cell() -> None:
    cells = all_cells()
    idle = [name for name, selector in selectors().items() if not any(map(selector.counts, cells))]
    assert idle == ["children.sex.not_known"]  # which no synthetic child is


def test_the_data_package_describes_every_file(files: dict[str, bytes]) -> None:
    package = json.loads(files["SYNTHETIC_datapackage.json"])
    assert package["synthetic"] is True
    assert "drawn from no real record" in package["description"]
    for resource in package["resources"]:
        table = pd.read_csv(BytesIO(files[resource["path"]]), dtype=str)
        described = resource["schema"]["fields"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}"
        assert (resource["rows"], [one["name"] for one in described]) == (len(table), list(table.columns))
        assert all(one["description"] for one in described)
        for one in described:
            codes = one.get("constraints", {}).get("enum")
            assert codes is None or set(table[one["name"]]) <= set(codes)
            assert one["type"] != "boolean" or set(table[one["name"]]) <= {"yes", "no"}
    assert len(package["resources"]) == 7


def test_every_record_says_that_it_is_synthetic(files: dict[str, bytes]) -> None:
    tables = [name for name in files if name.endswith(".csv")]
    assert len(tables) == 7
    for name in tables:
        table = pd.read_csv(DATA / name, dtype=str)
        assert (table["is_synthetic"] == "yes").all()


def test_real_records_are_never_made(edition: Edition) -> None:
    real = edition.model_copy(update={"records": edition.records.model_copy(update={"synthetic": False})})
    with pytest.raises(InputError, match="has real records"):
        synthesise(real)


def test_a_figure_of_an_unknown_statistic_is_refused(edition: Edition) -> None:
    (figure,) = (f for f in read_published(edition.published_file) if f.id == "P06a")
    unknown = figure.model_copy(update={"statistics": ("incidents.unknown",)})
    with pytest.raises(MissingError, match=r"the generator knows no cells of 'incidents\.unknown'"):
        figure_rows(all_cells(), [unknown], structure({}))


def test_a_row_is_checked_in_whole_numbers() -> None:
    row = CellRow("P1", {0: 200, 1: -41}, 0, None)
    assert row.holds([41, 200])
    assert not row.holds([40, 200])


# Recomputed here in plain words, apart from the code that made the records and from the notebooks.

Table = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def table() -> Table:
    return lambda name: pd.read_csv(DATA / f"SYNTHETIC_{name}.csv", dtype=str, keep_default_na=False)


def shown(part: int, whole: int, places: int = 0) -> str:
    units = (200 * part * 10**places + whole) // (2 * whole)
    return f"{units / 10**places:.{places}f}%"


def test_paragraphs_6_to_8(table: Table) -> None:
    incidents, children = table("incidents"), table("children")
    kinds = incidents["incident_type"].value_counts()
    assert (len(incidents), len(children)) == (482, 514)
    assert (kinds["fatal"], kinds["serious_harm"], kinds["other"]) == (206, 267, 9)
    reasons = incidents.loc[incidents["incident_type"] == "other", "primary_category"].value_counts()
    assert reasons.to_dict() == {"perpetrator": 6, "criminal_exploitation": 2, "risk_taking_other": 1}
    assert children["sex"].value_counts().to_dict() == {"male": 274, "female": 238, "transgender": 2}
    age = children["age_years"].astype(int)
    assert shown((age == 0).sum(), 514) == "35%"
    assert shown((age >= 15).sum(), 514) == "30%"
    assert shown((children["ethnic_group"] == "white_british").sum(), 514) == "69%"


def test_paragraph_8_against_the_census(table: Table) -> None:
    census = pd.read_csv(ROOT / "data" / "reference" / "census_2011_children.csv")
    children = table("children")
    bands = pd.cut(
        children["age_years"].astype(int), [-1, 4, 9, 14, 17], labels=["0_to_4", "5_to_9", "10_to_14", "15_to_17"]
    )

    def over(group: str, band: str) -> bool:
        inside = children[bands == band]
        known = census[census["age_band"] == band].set_index("ethnic_group")["children"]
        return bool((inside["ethnic_group"] == group).sum() * known.sum() > known[group] * len(inside))

    assert all(over("black", band) for band in ("10_to_14", "15_to_17"))
    assert all(over("mixed", band) for band in bands.cat.categories)
    assert not any(over("asian", band) for band in bands.cat.categories)


def test_paragraphs_9_to_17(table: Table) -> None:
    incidents = table("incidents")
    category = incidents["primary_category"].value_counts()
    fatal, harm = incidents["incident_type"] == "fatal", incidents["incident_type"] == "serious_harm"
    abuse, neglect = incidents["domestic_abuse"] != "none", incidents["neglect_feature"] == "yes"
    assert [category[c] for c in ("maltreatment_in_family", "assault_outside_family", "sudi", "suicide")] == [
        36,
        17,
        63,
        42,
    ]
    assert (category["related_to_maltreatment"], category["other_death"]) == (20, 28)
    assert shown((fatal & abuse).sum(), 206) == "41%"
    assert shown((fatal & neglect).sum(), 206) == "35%"
    assert shown(42, 482, 1) == "8.7%"
    kinds = ("physical_abuse", "risk_taking", "sexual_abuse", "neglect")
    assert [shown(category[kind], 482) for kind in kinds] == ["22%", "11%", "10%", "7%"]
    assert shown((harm & neglect).sum(), 267) == "34%"
    assert shown((~fatal & neglect).sum(), 276) == "34%"
    assert 100 * abuse.sum() > 40 * 482
    assert shown((incidents["domestic_abuse"] == "father_to_mother").sum(), abuse.sum()) == "74%"
    ill = incidents["parental_mental_ill_health"]
    assert (ill != "none").sum() == 146
    assert shown(ill.isin(["mother", "both"]).sum(), 146) == "78%"
    assert shown((abuse & (incidents["substance_misuse"] == "yes")).sum(), 482) == "24%"
    assert shown((incidents["child_mental_ill_health"] == "yes").sum(), 482) == "16%"
    risk = incidents[incidents["primary_category"] == "risk_taking"]
    assert len(risk) == 51
    assert shown((risk["gang_county_lines"] != "none").sum(), 51) == "75%"


def test_paragraphs_22_to_25(table: Table) -> None:
    reports = table("yearly_reports")["evidences_guidance"]
    assert (len(reports), (reports != "not").sum()) == (68, 49)
    notified = table("incidents")["area_code"].value_counts().reindex(table("areas")["area_code"], fill_value=0)
    assert shown(notified.between(3, 6).sum(), len(notified)) == "43%"
    holidays = pd.read_csv(ROOT / "data" / "reference" / "bank_holidays_england.csv")["date"].to_numpy(
        dtype="datetime64[D]"
    )
    reviews = table("rapid_reviews").merge(table("incidents"), on="incident_id")
    first, last = (
        pd.to_datetime(reviews[name]).to_numpy("datetime64[D]") for name in ("notified_date", "received_date")
    )
    days = np.busday_count(first + 1, last + 1, holidays=holidays)
    outside = ~reviews["notified_date"].between("2020-04-01", "2020-09-30").to_numpy()
    assert len(reviews) == 482
    assert (shown((days <= 25).sum(), 482), shown((days <= 15).sum(), 482)) == ("65%", "21%")
    whole = int(outside.sum())
    assert shown(((days <= 25) & outside).sum(), whole) == "70%"
    assert shown(((days <= 15) & outside).sum(), whole) == "28%"


def test_the_records_are_plausible(table: Table) -> None:
    incidents, children = table("incidents"), table("children")
    months = incidents["incident_date"].str[:7].value_counts()
    assert len(months) == 12
    assert months.min() >= 20
    families = children["incident_id"].value_counts()
    assert 20 <= (families > 1).sum() <= 32
    assert families.max() <= 4
    sizes = incidents["area_code"].value_counts()
    assert sizes.max() >= 2 * sizes.median()
    linked = children.merge(incidents, on="incident_id")
    ages = linked["age_years"].astype(int).groupby(linked["primary_category"])
    assert ages.max()["sudi"] == 0
    assert ages.min()["suicide"] >= 11


def test_no_other_file_is_in_the_edition(files: dict[str, bytes]) -> None:
    others = {"edition.toml", "published.csv", "decisions.csv", "accepted.json"}
    assert {file.name for file in DATA.iterdir()} == {*files, *others}
