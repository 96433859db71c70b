import re
from collections.abc import Callable

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output

from annual_report.errors import InputError, MissingError, ReportError
from annual_report.statistics.models import Breakdown, Cell, Chart, Form, Ratio, Statistic, Table, Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher, count, percent
from annual_report.statistics.values import Values

PEOPLE = Unit(one="person", many="people")
UNITS = {
    "incident_id": Unit(one="incident", many="incidents"),
    "child_id": Unit(one="child", many="children"),
}
LABELS = {"kind": {"a": "Kind A", "b": "Kind B", "c": "Kind C"}, "sex": {"m": "Male", "f": "Female"}}


@pytest.fixture(autouse=True, scope="module")
def _shell() -> None:
    """Outside a shell, IPython prints what is displayed instead of publishing it."""
    InteractiveShell.instance()


@pytest.fixture
def incidents() -> pd.DataFrame:
    index = pd.Index(["i1", "i2", "i3", "i4"], name="incident_id")
    kinds = pd.Categorical(["a", "a", "b", "a"], categories=["a", "b", "c"], ordered=True)
    return pd.DataFrame({"kind": kinds}, index=index)


@pytest.fixture
def children() -> pd.DataFrame:
    index = pd.Index(["c1", "c2", "c3"], name="child_id")
    kinds = pd.Categorical(["a", "a", "b"], categories=["a", "b"], ordered=True)
    sexes = pd.Categorical(["m", "f", "f"], categories=["m", "f"], ordered=True)
    return pd.DataFrame({"incident_id": ["i1", "i1", "i3"], "kind": kinds, "sex": sexes}, index=index)


@pytest.fixture
def publish() -> Publisher:
    return Publisher(UNITS, LABELS, outlet=everything)


def published(outputs: list[RichOutput]) -> list[Statistic | Ratio | Breakdown | Table | Chart]:
    return [decode(output.data[MIME]) for output in outputs]


def test_a_total_counts_records_and_names_their_unit(publish: Publisher, incidents: pd.DataFrame) -> None:
    with capture_output() as captured:
        publish.total("incidents", incidents, label="Incidents")
    (total,) = published(captured.outputs)
    assert isinstance(total, Statistic)
    assert (total.count, total.unit.many, total.base, total.incidents) == (4, "incidents", None, 4)


def test_a_count_of_children_knows_the_incidents_behind_it(publish: Publisher, children: pd.DataFrame) -> None:
    with capture_output() as captured:
        publish.total("children", children, label="Children")
    (total,) = published(captured.outputs)
    assert isinstance(total, Statistic)
    assert (total.count, total.incidents) == (3, 2)


def test_a_share_needs_its_base_first(publish: Publisher, incidents: pd.DataFrame) -> None:
    with pytest.raises(MissingError, match="no statistic 'incidents'"):
        publish.share("some", incidents, of="incidents", label="Some")


def test_a_part_outside_its_base_is_refused(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("some", incidents.iloc[:2], label="Some")
    with pytest.raises(InputError, match="2 of its 3 incidents are not among those of some"):
        publish.share("more", incidents.iloc[1:], of="some", label="More")


def test_a_share_of_another_unit_is_refused(
    publish: Publisher, incidents: pd.DataFrame, children: pd.DataFrame
) -> None:
    publish.total("incidents", incidents, label="Incidents")
    with pytest.raises(InputError, match="counts children, but its base incidents counts incidents"):
        publish.share("children", children, of="incidents", label="Children")


def test_records_counted_twice_are_refused(publish: Publisher, incidents: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="stands twice"):
        publish.total("incidents", pd.concat([incidents, incidents]), label="Incidents")


def test_records_of_no_unit_are_refused(publish: Publisher, incidents: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="names no unit"):
        publish.total("incidents", incidents.reset_index(), label="Incidents")


def test_a_breakdown_shows_every_category_and_the_total(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    with capture_output() as captured:
        publish.breakdown("incidents.kind", incidents, by="kind", of="incidents", title="Kinds", header="Kind")
    items = published(captured.outputs)
    parts = {item.id: item.count for item in items if isinstance(item, Statistic)}
    assert parts == {"incidents.kind.a": 3, "incidents.kind.b": 1, "incidents.kind.c": 0}
    table = items[-1]
    assert isinstance(table, Table)
    assert [row.label for row in table.rows] == ["Kind A", "Kind B", "Kind C", "Total"]


def test_a_breakdown_that_leaves_a_remainder_unnamed_is_refused(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    some = incidents.assign(kind=pd.Categorical(["a", None, "b", "a"], categories=["a", "b", "c"]))
    with pytest.raises(InputError, match=r"add up to 3, but incidents is 4\. Name what is left over"):
        publish.breakdown("incidents.kind", some, by="kind", of="incidents", title="Kinds", header="Kind")


def test_a_crosstab_has_each_column_as_the_base_of_its_cells(publish: Publisher, children: pd.DataFrame) -> None:
    publish.total("children", children, label="Children")
    with capture_output() as captured:
        publish.crosstab(
            "children.sex",
            children,
            rows="kind",
            columns="sex",
            of="children",
            title="Kind by sex",
            header="Kind",
        )
    items = {item.id: item for item in published(captured.outputs) if isinstance(item, Statistic)}
    assert (items["children.sex.f"].count, items["children.sex.f"].base) == (2, "children")
    assert (items["children.sex.f.a"].count, items["children.sex.f.a"].base) == (1, "children.sex.f")


def test_a_ratio_compares_two_shares(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    publish.share("part", incidents.iloc[:3], of="incidents", label="Part")
    people = Unit(one="person", many="people")
    publish.reference("people", pd.Series([60, 40]), unit=people, label="People")
    publish.reference("people.part", pd.Series([50]), unit=people, label="Some", of="people")
    with capture_output() as captured:
        publish.ratio("ratio", part="part", against="people.part", label="Ratio")
    (item,) = published(captured.outputs)
    assert isinstance(item, Ratio)
    assert str(item.value()) == "1.50"


def test_a_ratio_of_an_empty_base_or_against_nothing_is_not_applicable(
    publish: Publisher, incidents: pd.DataFrame
) -> None:
    publish.total("incidents", incidents, label="Incidents")
    publish.share("none", incidents.iloc[:0], of="incidents", label="None")
    publish.share("all", incidents, of="incidents", label="All")
    publish.share("all.of_none", incidents.iloc[:0], of="none", label="All of none")
    with capture_output() as captured:
        publish.ratio("against_nothing", part="all", against="none", label="Against nothing")
        publish.ratio("of_nothing", part="all.of_none", against="all", label="Of nothing")
    ratios = [item for item in published(captured.outputs) if isinstance(item, Ratio)]
    assert [item.value() for item in ratios] == [None, None]
    values = Values({item.id: item for item in ratios})
    cells = [Cell(statistic=item.id, form=Form.RATIO) for item in ratios]
    assert [(values.text(cell), values.number(cell), values.exact(cell)) for cell in cells] == [("[z]", None, None)] * 2


def test_a_ratio_without_a_denominator_has_no_numerator() -> None:
    with pytest.raises(ValueError, match="no numerator either"):
        Ratio(id="ratio", label="Ratio", part="one", against="other", numerator=1, denominator=0)


def test_a_table_of_something_unpublished_is_refused(publish: Publisher) -> None:
    with pytest.raises(MissingError, match="no statistic 'incidents'"):
        publish.table("table", title="T", header="H", columns=["N"], rows={"Row": [count("incidents")]})


def test_a_chart_needs_its_table_and_that_tables_columns(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    publish.share("part", incidents.iloc[:1], of="incidents", label="Part")
    with pytest.raises(MissingError, match="no table 'parts'"):
        publish.chart("parts", kind="bar", title="T", subtitle="S", columns=["N"], axis="A")
    publish.table("parts", title="T", header="H", columns=["N"], rows={"Row": [percent("part")]})
    with pytest.raises(MissingError, match="has no column 'M'"):
        publish.chart("parts", kind="bar", title="T", subtitle="S", columns=["M"], axis="A")
    with pytest.raises(InputError, match="no kind of chart 'pie'"):
        publish.chart("parts", kind="pie", title="T", subtitle="S", columns=["N"], axis="A")


REFUSED = {
    "a fraction": ([1.5, 2], "1.5 (row 0)"),
    "a number that is missing": ([float("nan"), 2], "nan (row 0)"),
    "what pandas takes for missing": (pd.array([None, 2], dtype="Int64"), "<NA> (row 0)"),
    "a negative": ([3, -1], "-1 (row 1)"),
    "an infinite": ([float("inf")], "inf (row 0)"),
    "a truth": ([True, False], "True (row 0)"),
    "text": (["12"], "'12' (row 0)"),
    "a float that stands for many": ([2.0**60], "(row 0)"),
    "none at all": ([], "the column is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_reference_counts_whole_numbers_that_are_there(name: str, publish: Publisher) -> None:
    values, message = REFUSED[name]
    with pytest.raises(InputError, match=re.escape(message)):
        publish.reference("people", pd.Series(values), unit=PEOPLE, label="People")


@pytest.mark.parametrize("counts", [1.87, 3, [1, 2], pd.DataFrame({"a": [1]})])
def test_a_reference_is_of_a_column(counts: object, publish: Publisher) -> None:
    with pytest.raises(InputError, match="people: the counts are a column of a table"):
        publish.reference("people", counts, unit=PEOPLE, label="People")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values", [[60, 40], [60.0, 40.0], pd.array([60, 40], dtype="Int64"), pd.array([60, 40], "u1")]
)
def test_a_reference_is_the_exact_sum(values: object, publish: Publisher) -> None:
    with capture_output() as captured:
        publish.reference("people", pd.Series(values), unit=PEOPLE, label="People")
        publish.reference("many", pd.Series([2**62, 2**62]), unit=PEOPLE, label="Many")
    people, many = published(captured.outputs)
    assert isinstance(people, Statistic)
    assert isinstance(many, Statistic)
    assert (people.count, many.count) == (100, 2**63)


def test_a_references_base_is_a_reference_of_the_same_unit(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    publish.reference("homes", pd.Series([9]), unit=Unit(one="home", many="homes"), label="Homes")
    for base, message in (("incidents", "is no reference"), ("homes", "is a reference that counts homes")):
        with pytest.raises(InputError, match=message):
            publish.reference("people", pd.Series([1]), unit=PEOPLE, label="People", of=base)
    with pytest.raises(InputError, match=r"more: 10 is more than its base homes \(9\)"):
        publish.reference("more", pd.Series([10]), unit=Unit(one="home", many="homes"), label="More", of="homes")


WRONG: dict[str, tuple[Callable[[Publisher, pd.DataFrame], object], str]] = {
    "decimals": (
        lambda publish, frame: publish.share("part", frame, of="incidents", label="L", decimals=4),
        "decimals is 4, and must be at most 3",
    ),
    "decimals that are no number": (
        lambda publish, frame: publish.share("part", frame, of="incidents", label="L", decimals=True),
        "decimals is True, and must be a whole number",
    ),
    "an id": (
        lambda publish, frame: publish.total("Incidents of 2020", frame, label="L"),
        "id is 'Incidents of 2020', and must be small letters, digits and _, in words joined by dots",
    ),
    "a label": (
        lambda publish, frame: publish.total("more", frame, label=None),  # type: ignore[arg-type]
        "label is None, and must be text",
    ),
    "columns that are text": (
        lambda publish, frame: publish.chart("kinds", kind="bar", title="T", subtitle="S", columns="N", axis="A"),
        "kinds: columns is 'N', and must be a list: ['N']",
    ),
    "a line at nowhere": (
        lambda publish, frame: publish.chart(
            "kinds", kind="bar", title="T", subtitle="S", columns=["N"], axis="A", reference=(float("nan"), "none")
        ),
        "reference.0 is nan, and must be a number that is not infinite",
    ),
    "a text in the place of a cell": (
        lambda publish, frame: publish.table("t", title="T", header="H", columns=["N"], rows={"Row": ["text"]}),  # type: ignore[list-item]
        "t: row 'Row' has 'text' in the place of a cell. A cell shows a statistic: count(id)",
    ),
    "a number in the place of a cell": (
        lambda publish, frame: publish.table("t", title="T", header="H", columns=["N"], rows={"Row": [3]}),  # type: ignore[list-item]
        "t: row 'Row' has 3 in the place of a cell",
    ),
    "too few cells": (
        lambda publish, frame: publish.table(
            "t", title="T", header="H", columns=["N", "M"], rows={"Row": [count("incidents")]}
        ),
        "t: row 'Row' has 1 cells for 2 columns",
    ),
    "a cell of nothing": (
        lambda publish, frame: publish.table("t", title="T", header="H", columns=["N"], rows={"Row": [count("A B")]}),
        "statistic is 'A B', and must be small letters",
    ),
    "one column in the place of a table": (
        lambda publish, frame: publish.total("more", frame["kind"], label="L"),  # type: ignore[arg-type]
        "more: what is counted is a table of records, and a Series is none",
    ),
    "a column that is not there": (
        lambda publish, frame: publish.breakdown(
            "incidents.sex", frame, by="sex", of="incidents", title="T", header="H"
        ),
        "the records have no column 'sex'. They have: kind",
    ),
    "another of the same id": (
        lambda publish, frame: publish.total("incidents", frame.iloc[:1], label="Incidents"),
        "incidents: this notebook publishes two different statistics of this id: give one another id",
    ),
    "another chart of the same id": (
        lambda publish, frame: any(
            publish.chart("kinds", kind="bar", title=title, subtitle="S", columns=["N"], axis="A") for title in "AB"
        ),
        "kinds: this notebook publishes two different charts of this id: give one of them a name of its own, name=",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_published_is_said_in_plain_words(
    name: str, publish: Publisher, incidents: pd.DataFrame
) -> None:
    publish.total("incidents", incidents, label="Incidents")
    publish.table("kinds", title="T", header="H", columns=["N"], rows={"Row": [count("incidents")]})
    call, message = WRONG[name]
    with pytest.raises(ReportError) as caught:
        call(publish, incidents)
    assert message in str(caught.value)
    assert "pydantic" not in str(caught.value)


def by_place(codes: list[str]) -> tuple[Publisher, pd.DataFrame]:
    """Return a publisher with these codes of places, and records of an incident in each."""
    index = pd.Index([f"i{at}" for at in range(len(codes))], name="incident_id")
    frame = pd.DataFrame({"area_code": pd.Categorical(codes, categories=codes, ordered=True)}, index=index)
    publisher = Publisher(UNITS, {"area_code": {code: f"Place {code}" for code in codes}}, outlet=everything)
    publisher.total("incidents", frame, label="Incidents")
    return publisher, frame


def test_official_codes_may_be_published(publish: Publisher) -> None:
    publisher, frame = by_place(["E08000001", "E08000002", "AREA-003", "White British"])
    with capture_output() as captured:
        publisher.breakdown("incidents.area", frame, by="area_code", of="incidents", title="T", header="Area")
    items = published(captured.outputs)
    counted = {item.id: (item.label, item.count) for item in items if isinstance(item, Statistic)}
    assert counted["incidents.area.e08000001"] == ("Place E08000001", 1)
    assert {"incidents.area.area_003", "incidents.area.white_british"} < counted.keys()
    assert isinstance(items[-1], Table)
    assert items[-1].rows[0].label == "Place E08000001"


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["E08", "e08"], "the codes 'E08' and 'e08' of area_code both make the id incidents.area.e08"),
        (["A-1", "A 1"], "the codes 'A-1' and 'A 1' of area_code both make the id incidents.area.a_1"),
        (["A", "--"], "the code '--' of area_code has no letter or digit that an id can have"),
    ],
)
def test_two_codes_never_make_one_id(codes: list[str], message: str) -> None:
    publisher, frame = by_place(codes)
    with pytest.raises(InputError, match=re.escape(message)):
        publisher.breakdown("incidents.area", frame, by="area_code", of="incidents", title="T", header="Area")


def test_a_table_is_drawn_twice_by_two_names(publish: Publisher, incidents: pd.DataFrame) -> None:
    publish.total("incidents", incidents, label="Incidents")
    with capture_output() as captured:
        publish.breakdown("kinds", incidents, by="kind", of="incidents", title="Kinds", header="Kind")
        publish.chart("kinds", kind="bar", title="T", subtitle="S", columns=["Incidents"], axis="A")
        publish.chart("kinds", kind="bar", title="T", subtitle="S", columns=["Percent"], axis="A", name="kinds.percent")
    charts = [item for item in published(captured.outputs) if isinstance(item, Chart)]
    assert [(chart.id, chart.table) for chart in charts] == [("kinds", "kinds"), ("kinds.percent", "kinds")]
