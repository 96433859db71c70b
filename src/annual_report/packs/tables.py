"""The tables and the chart of a pack that stand for one table and chart of the report.

A table has no more columns than a phone shows: a wide one of the report is split by what it counts.
"""

from collections.abc import Iterator, Sequence

from annual_report.casing import lower_first
from annual_report.packs.columns import Beside, Column, Group
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Chart, Form, Row, Statistic, Table
from annual_report.statistics.values import Values

#: Columns of numbers that can be read side by side on a phone.
_MOST = 4
#: Bars that can be told apart.
_SERIES = 4


def tables_beside(table: Table, own: Ledger, beside: Beside) -> tuple[Table, ...]:
    """Return the pack's tables for one of the area's; none where the area has nothing to show."""
    shown = list(_parts(beside.groups(table, own.values)))
    tables = []
    for number, groups in enumerate(shown, start=1):
        columns = [column for group in groups for column in group.columns]
        named = lower_first(" and ".join(dict.fromkeys(group.name for group in groups)))
        title = f"{table.title}: {named}" if len(shown) > 1 else table.title
        name = table.id if number == 1 else f"{table.id}.{number}"
        tables.append(_table(table, name, title, columns))
    return tuple(tables)


def chart_beside(
    chart: Chart, table: Table, numbers: Ledger, own: Ledger, beside: Beside
) -> tuple[Chart, Table] | None:
    """Return the pack's chart for one of the area's, with the table that it draws; None where there is nothing to see.

    Where percentages of the area may be printed it shows them beside those of all areas, else the area's counts alone.
    A headline that asserts something is about the nation, so none is taken over.
    """
    groups = [group for group in beside.groups(table, own.values) if set(group.headers) & set(chart.columns)]
    form = Form.RATIO if chart.kind.traits.of_ratios else Form.PERCENT
    both = [column for group in groups for column in group.columns if column.form is form]
    counts = [column for group in groups for column in group.columns if column.own and column.form is Form.COUNT]
    compares = any(column.own for column in both) and len(both) <= _SERIES
    drawn = both if compares else counts
    if not _has_something(drawn, numbers.values):
        return None
    data = _table(table, f"{chart.id}.drawn", table.title, drawn)
    picture = Chart(
        id=chart.id,
        table=data.id,
        kind=chart.kind.in_packs(counts=not compares).for_series(len(drawn)),
        title=f"{beside.area} beside {lower_first(beside.all)}" if compares else f"Counts for {beside.area}",
        subtitle=f"{chart.subtitle}, beside {lower_first(beside.all)}" if compares else table.title,
        columns=data.columns,
        axis=chart.axis if compares else f"Number of {_unit(drawn, numbers.values)}",
        reference=chart.reference if compares else None,
    )
    return picture, data


def _parts(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """Yield the groups of one table each: as many as fit. Those in which the area has nothing to show are left out."""
    part: list[Group] = []
    for group in groups:
        if not (group.is_own or (group.reference and part)):
            continue
        if part and sum(len(one.columns) for one in (*part, group)) > _MOST:
            yield part
            part = []
        part.append(group)
    if part:
        yield part


def _table(table: Table, name: str, title: str, columns: Sequence[Column]) -> Table:
    rows = tuple(
        Row(label=row.label, cells=tuple(column.cells[place] for column in columns), total=row.total)
        for place, row in enumerate(table.rows)
    )
    headers = tuple(column.header for column in columns)
    return Table(id=name, title=title, header=table.header, columns=headers, rows=rows)


def _has_something(columns: Sequence[Column], values: Values) -> bool:
    return any(values.number(cell) for column in columns if column.own for cell in column.cells)


def _unit(columns: Sequence[Column], values: Values) -> str:
    item = values.item(columns[0].cells[0].statistic)
    return item.unit.many if isinstance(item, Statistic) else "cases"
