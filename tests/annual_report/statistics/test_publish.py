import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import RichOutput, capture_output

from annual_report.errors import InputError, MissingError
from annual_report.statistics.models import Breakdown, Cell, Chart, Form, Ratio, Statistic, Table, Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher, count, percent
from annual_report.statistics.values import Values

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
