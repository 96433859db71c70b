"""Charts of every kind, made small, for tests and for looking at."""

from collections.abc import Mapping, Sequence

from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.models import Cell, Chart, Form, Ratio, Row, Statistic, Table, Unit
from annual_report.statistics.values import Values

INCIDENT = Unit(one="incident", many="incidents")
Example = tuple[Chart, Table, Values]
MONTHS = (
    *(f"{month} 2020" for month in ("January", "February", "March", "April", "May", "June", "July", "August")),
    *(f"{month} 2020" for month in ("September", "October", "November", "December")),
    "January 2021",
)


def example(
    kind: str,
    rows: Mapping[str, Sequence[int]],
    columns: Sequence[str],
    bases: Sequence[int],
    *,
    form: Form = Form.PERCENT,
    reference: tuple[float, str] | None = None,
    axis: str = "Percentage of incidents",
    header: str = "Category",
) -> Example:
    """Return a chart of ``kind``, its table (with a total row) and the values: for ratios, hundredths."""
    items: dict[str, Statistic | Ratio] = {}
    table_rows = []
    for number, (label, counts) in enumerate(rows.items()):
        cells = []
        for column, count in enumerate(counts):
            name = f"part.r{number}.c{column}"
            items[name] = _item(name, label, count, bases[column], form)
            cells.append(Cell(statistic=name, form=form))
        table_rows.append(Row(label=label, cells=tuple(cells)))
    if form is not Form.RATIO:
        for column, base in enumerate(bases):
            name = f"whole.c{column}"
            items[name] = Statistic(id=name, label="All", unit=INCIDENT, count=base)
        whole = tuple(Cell(statistic=f"whole.c{column}", form=Form.COUNT) for column, _ in enumerate(bases))
        table_rows.append(Row(label="Total", cells=whole, total=True))
    table = Table(
        id="example.table",
        title="Incidents by category, England, 2020",
        header=header,
        columns=tuple(columns),
        rows=tuple(table_rows),
    )
    chart = Chart.model_validate(
        {
            "id": "example.table",
            "table": "example.table",
            "kind": ChartKind(kind),
            "title": "What the picture shows & <why>",
            "subtitle": "Measure, place, time",
            "columns": tuple(columns),
            "axis": axis,
            "reference": reference,
        }
    )
    return chart, table, Values(items)


def _item(name: str, label: str, count: int, base: int, form: Form) -> Statistic | Ratio:
    if form is Form.RATIO:
        return Ratio(id=name, label=label, part="a", against="b", numerator=count, denominator=100)
    return Statistic(id=name, label=label, unit=INCIDENT, count=count, base="whole", base_count=base)


_CAUSES = {
    "Maltreatment within the family": [35],
    "Assault outside the family": [11],
    "Sudden unexpected death in infancy": [63],
    "Suicide": [42],
    "Related to but not directly caused by maltreatment": [27],
    "Other": [28],
}
_THEMES = {
    "Understanding what the child's daily life is like": [70, 20],
    "Working with families where their engagement is reluctant and sporadic": [61, 15],
    "Critical thinking and challenge": [55, 21],
    "Responding to changing risk and need": [48, 11],
    "Sharing information in a timely and appropriate way": [80, 25],
    "Organisational leadership and culture for good outcomes": [21, 9],
}
_AGES = {
    "Under 1": [74, 104, 2],
    "1 to 4": [31, 50, 1],
    "5 to 9": [15, 30, 0],
    "10 to 14": [28, 45, 2],
    "15 to 17": [58, 70, 4],
}
_GROUPS = {
    "White British": [93, 95, 88, 97, 90],
    "White other": [70, 61, 85, 120, 100],
    "Mixed": [148, 151, 139, 188, 161],
    "Asian": [70, 66, 71, 49, 55],
    "Black": [127, 131, 110, 157, 205],
    "Other": [102, 100, 0, 90, 188],
    "Arab, Gypsy, Roma or Irish Traveller": [80, 120, 100, 99, 101],
}
_LINE = (1.0, "Same share as in the census")
_BANDS = ("All ages", "0 to 4", "5 to 9", "10 to 14", "15 to 17")

EXAMPLES: dict[str, Example] = {
    "bar": example("bar", _CAUSES, ["Incidents"], [206], form=Form.COUNT, axis="Number of fatal incidents"),
    "bar_percent": example("bar", {k: v[:1] for k, v in _THEMES.items()}, ["Percent"], [135]),
    "bar_one": example("bar", {"Neglect": [3]}, ["Percent"], [9]),
    "bar_zeros": example("bar", {"Neglect": [0], "Other": [0]}, ["Incidents"], [9], form=Form.COUNT),
    "bar_empty_base": example("bar", {"Neglect": [0], "Other": [0]}, ["Percent"], [0]),
    "grouped_bar": example("grouped_bar", _THEMES, ["Rapid reviews (%)", "LCSPRs (%)"], [135, 34]),
    "grouped_bar_three": example("grouped_bar", _AGES, ["Fatal (%)", "Serious harm (%)", "Other (%)"], [206, 299, 9]),
    "grouped_bar_five": example("grouped_bar", _GROUPS, [f"Share of children aged {b}" for b in _BANDS], [1000] * 5),
    "stacked_bar": example(
        "stacked_bar",
        {
            "Whole year": [101, 212, 169],
            "April to September": [30, 110, 120],
            "January to March and October to December": [71, 102, 49],
        },
        ["Within 15 days", "16 to 25 days", "26 days or more"],
        [482, 482, 482],
        form=Form.COUNT,
        axis="Number of rapid reviews",
    ),
    "stacked_percent": example(
        "stacked_bar",
        {"Fully": [60, 20], "Partly": [30, 40], "Not": [2, 48]},
        ["Rapid reviews (%)", "LCSPRs (%)"],
        [100, 100],
    ),
    "column": example(
        "column",
        {m: [c] for m, c in zip(MONTHS, (38, 35, 44, 41, 52, 40, 47, 39, 36, 40, 31, 39, 100), strict=True)},
        ["Incidents"],
        [582],
        form=Form.COUNT,
        axis="Number of incidents",
        header="Month",
    ),
    "column_bands": example(
        "column", {k: v[:1] for k, v in _AGES.items()}, ["Percent"], [206], axis="Percentage of children"
    ),
    "column_long": example("column", {k: v[:1] for k, v in _THEMES.items()}, ["Percent"], [135]),
    "grouped_column": example(
        "grouped_column",
        {m: [10 + i, 30 + i] for i, m in enumerate(MONTHS)},
        ["Within 15 days (%)", "Within 25 days (%)"],
        [40, 45],
    ),
    "grouped_column_few": example(
        "grouped_column", {k: v[:2] for k, v in _AGES.items()}, ["Fatal (%)", "Serious harm (%)"], [206, 299]
    ),
    "dot": example(
        "dot",
        {k: v[:1] for k, v in _GROUPS.items()},
        ["Ratio"],
        [1],
        form=Form.RATIO,
        reference=_LINE,
        axis="Share in incidents divided by share in the census",
    ),
    "dot_series": example(
        "dot",
        {k: v[1:] for k, v in _GROUPS.items()},
        [f"Ratio, {b}" for b in _BANDS[1:]],
        [1] * 4,
        form=Form.RATIO,
        reference=_LINE,
        axis="Share in incidents divided by share in the census",
    ),
    "dot_seven_by_five": example(
        "dot",
        _GROUPS,
        [f"Ratio, {b}" for b in _BANDS],
        [1] * 5,
        form=Form.RATIO,
        reference=_LINE,
        axis="Share in incidents divided by share in the census",
    ),
}
