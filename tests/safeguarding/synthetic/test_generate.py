"""The synthetic records: the same bytes, every figure, a named clash where figures cannot all hold."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from tests.conftest import ROOT

from annual_report.editions.models import Edition, load_edition
from annual_report.errors import InputError, MissingError
from annual_report.figures.published import Status, read_published
from safeguarding.synthetic.cells import all_cells
from safeguarding.synthetic.constraints import figure_rows
from safeguarding.synthetic.generate import repaired_counts, synthesise
from safeguarding.synthetic.repair import CellRow, conflict
from safeguarding.synthetic.selectors import structure

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
    figures = read_published(edition.published_file)
    one, other = (repaired_counts(edition, figures, np.random.Generator(np.random.PCG64(seed))) for seed in (1, 2))
    assert one != other


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


def test_figures_that_cannot_all_hold_are_named(edition: Edition) -> None:
    impossible = [
        figure.model_copy(update={"status": Status.REPRODUCED}) if figure.id == "P10a" else figure
        for figure in read_published(edition.published_file)
        if figure.id in ("P06a", "P09d", "P10a", "P14a", "P22b")
    ]
    cells = all_cells()
    rows = figure_rows(cells, impossible, structure({}))
    assert conflict(rows, len(cells)) == ["P06a", "P09d", "P10a"]


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
    assert {file.name for file in DATA.iterdir()} == {*files, "edition.toml", "published.csv"}
