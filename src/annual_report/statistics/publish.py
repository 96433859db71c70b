"""What a notebook calls to publish: records in, statistics, breakdowns, tables and charts out.

``Publisher`` takes records, never numbers, so that it counts for itself (``counting``).
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from annual_report.casing import upper_first
from annual_report.errors import InputError, MissingError
from annual_report.statistics.chart_kinds import ChartKind
from annual_report.statistics.counting import Counter
from annual_report.statistics.display import Draw, display_item
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.models import (
    Breakdown,
    Cell,
    Chart,
    Form,
    Published,
    Ratio,
    Row,
    Statistic,
    Table,
    Unit,
)
from annual_report.statistics.outlet import Outlet, outlet_of_nothing_known
from annual_report.statistics.plain import plainly
from annual_report.statistics.universe import Fingerprints, of_names
from annual_report.statistics.values import Values


@plainly
def count(statistic: str) -> Cell:
    """Return a table cell that shows the statistic's count."""
    return Cell(statistic=statistic, form=Form.COUNT)


@plainly
def percent(statistic: str) -> Cell:
    """Return a table cell that shows the statistic's percentage of its base."""
    return Cell(statistic=statistic, form=Form.PERCENT)


@plainly
def ratio(comparison: str) -> Cell:
    """Return a table cell that shows a ratio."""
    return Cell(statistic=comparison, form=Form.RATIO)


@plainly
def whole(statistic: str) -> Cell:
    """Return a table cell that shows a base as its own whole: 100%."""
    return Cell(statistic=statistic, form=Form.WHOLE)


class Publisher:
    """Publishes one notebook's results. Everything published is also displayed, as the cell's typed output.

    Args:
        units: what is counted, by the name of a frame's index.
        labels: for each coded column, its codes with their labels, in reading order.
        cluster: the column (or index) that tells which records belong to one incident.
        draw: draws a chart's picture for the notebook's reader; without it a chart is shown in words.
        fingerprints: gives each record's fingerprint; by default that of its name in the index.
        outlet: what may be shown of each number; by default nothing, unless the engine runs the notebook.
    """

    def __init__(
        self,
        units: Mapping[str, Unit],
        labels: Mapping[str, Mapping[str, str]],
        cluster: str = "incident_id",
        draw: Draw | None = None,
        fingerprints: Fingerprints = of_names,
        outlet: Outlet | None = None,
    ) -> None:
        self._draw = draw
        self._outlet = outlet or outlet_of_nothing_known()
        self._shown: dict[str, Item] = {}
        self._counter = Counter(units, labels, cluster, fingerprints)
        self._tables: dict[str, Table] = {}
        self._published: dict[tuple[type[Published], str], Published] = {}

    @plainly
    def total(self, name: str, records: pd.DataFrame, *, label: str, period: str | None = None) -> None:
        """Publish how many ``records`` there are, and of what time if not the edition's own."""
        self._show(self._counter.count(name, records, label, period=period))

    @plainly
    def share(
        self,
        name: str,
        records: pd.DataFrame,
        *,
        of: str,
        label: str,
        decimals: int = 0,
        period: str | None = None,
    ) -> None:
        """Publish how many of the base ``of`` these ``records`` are.

        Args:
            name: the statistic's id.
            records: what is counted.
            of: the base.
            label: what the statistic is called.
            decimals: digits of its percentage.
            period: the time the records cover, if another than the base's.

        Raises:
            InputError: if a record lies outside the base, or is of another unit.
            MissingError: if the base has not been published in this notebook.
        """
        self._show(self._counter.count(name, records, label, of=of, decimals=decimals, period=period))

    @plainly
    def breakdown(self, name: str, records: pd.DataFrame, *, by: str, of: str, title: str, header: str) -> None:
        """Split the base ``of`` by the coded column ``by`` and publish each part, and a table of them.

        Every category that the column can have here is published, empty ones with 0.

        Raises:
            InputError: if the parts do not add up to the base, so that a remainder would go unnamed.
        """
        parts = self._split(name, records, by, of)
        self._show(Breakdown(id=name, label=title, base=of, parts=tuple(part.id for part in parts), by=by))
        rows = [Row(label=part.label, cells=(count(part.id), percent(part.id))) for part in parts]
        rows.append(Row(label="Total", cells=(count(of), whole(of)), total=True))
        many = upper_first(self._counter.statistic(of).unit.many)
        self._table(name, title, header, (many, "Percent"), rows)

    @plainly
    def crosstab(
        self, name: str, records: pd.DataFrame, *, rows: str, columns: str, of: str, title: str, header: str
    ) -> None:
        """Split the base ``of`` by ``columns``, and each of these by ``rows``; publish all parts and one table.

        A cell's percentage is of its column.
        """
        groups = self._split(name, records, columns, of)
        self._show(Breakdown(id=name, label=title, base=of, parts=tuple(group.id for group in groups), by=columns))
        cells: dict[str, list[Cell]] = {}
        records = self._counter.needed(records, rows, columns)
        for group, code in zip(groups, self._counter.categories(name, records, columns), strict=True):
            parts = self._split(group.id, records[records[columns] == code], rows, group.id)
            names = tuple(part.id for part in parts)
            self._show(Breakdown(id=group.id, label=group.label, base=group.id, parts=names, by=rows))
            for part in parts:
                cells.setdefault(part.label, []).extend((count(part.id), percent(part.id)))
        table_rows = [Row(label=label, cells=tuple(found)) for label, found in cells.items()]
        totals = tuple(cell for group in groups for cell in (count(group.id), whole(group.id)))
        table_rows.append(Row(label="Total", cells=totals, total=True))
        headers = tuple(text for group in groups for text in (group.label, f"{group.label} (%)"))
        self._table(name, title, header, headers, table_rows)

    @plainly
    def reference(
        self,
        name: str,
        counts: pd.Series,
        *,
        unit: Unit,
        label: str,
        of: str | None = None,
        period: str | None = None,
    ) -> None:
        """Publish a count that comes ready made from a reference table, such as a census.

        Args:
            name: the statistic's id.
            counts: the numbers to add up.
            unit: what they count.
            label: what the statistic is called.
            of: the base, itself a reference.
            period: the time it covers; a share has its base's.

        Raises:
            InputError: if one of the numbers is not whole or not there, or the base is no reference of the same unit.
        """
        self._show(self._counter.reference(name, counts, unit, label, of=of, period=period))

    @plainly
    def ratio(self, name: str, *, part: str, against: str, label: str) -> None:
        """Publish how the share ``part`` compares with the share ``against``: 1 where they are the same."""
        self._show(self._counter.compare(name, part, against, label))

    @plainly
    def table(
        self,
        name: str,
        *,
        title: str,
        header: str,
        columns: Sequence[str],
        rows: Mapping[str, Sequence[Cell]],
    ) -> None:
        """Publish a table of statistics that this notebook has published.

        Args:
            name: the table's id.
            title: what it shows: measure, place, time.
            header: the heading over the rows' names.
            columns: the heading of each column.
            rows: each row's name and its cells, one a column.
        """
        for label, cells in rows.items():
            for cell in cells:
                if not isinstance(cell, Cell):
                    raise InputError(
                        f"{name}: row {label!r} has {cell!r} in the place of a cell. A cell shows a statistic: "
                        "count(id), percent(id), ratio(id) or whole(id)"
                    )
                self._counter.item(cell.statistic)
        made = [Row(label=label, cells=tuple(cells)) for label, cells in rows.items()]
        self._table(name, title, header, _listed(name, columns), made)

    @plainly
    def chart(  # noqa: PLR0913  all of them by name: what a picture says
        self,
        table: str,
        *,
        kind: str,
        title: str,
        subtitle: str,
        columns: Sequence[str],
        axis: str,
        reference: tuple[float, str] | None = None,
        claim: str = "",
        name: str | None = None,
    ) -> None:
        """Publish a picture of ``table``, described: it is drawn after disclosure control, in the house style.

        Args:
            table: the id of a table of this notebook; the chart takes the same id, unless it is named.
            kind: the value of a ``ChartKind``, such as bar, column or dot.
            title: the headline. A finding only where published figures fix it, and then with its claim.
            subtitle: what is measured, where and when.
            columns: the table's columns to draw, a series each.
            axis: what the length of a bar means.
            reference: a value to draw a line at, and what it means.
            claim: the test that must hold for the title's words, as in the narrative: ``largest(deaths.cause.sudi)``.
            name: the chart's own id: needed for a second picture of a table.
        """
        if table not in self._tables:
            raise MissingError(f"no table {table!r} is published in this notebook. Publish it above the chart")
        columns = _listed(table, columns)
        unknown = [column for column in columns if column not in self._tables[table].columns]
        if unknown:
            raise MissingError(f"table {table} has no column {unknown[0]!r}. It has: {self._tables[table].columns}")
        self._show(
            Chart(
                id=name or table,
                table=table,
                kind=_kind_of_chart(name or table, kind),
                title=title,
                subtitle=subtitle,
                columns=columns,
                axis=axis,
                reference=reference,
                claim=claim,
            )
        )

    def _split(self, name: str, records: pd.DataFrame, by: str, of: str) -> list[Statistic]:
        parts = self._counter.split(name, records, by=by, of=of)
        for part in parts:
            self._show(part)
        return parts

    def _table(self, name: str, title: str, header: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        table = Table(id=name, title=title, header=header, columns=columns, rows=tuple(rows))
        self._tables[name] = table
        self._show(table)

    def _show(self, item: Published) -> None:
        """Display an item, once it is known that nothing else has its id.

        Raises:
            InputError: if this notebook has published something else by this id.
        """
        if self._published.setdefault((type(item), item.id), item) != item:
            kind = type(item).__name__.lower()
            way = "give one of them a name of its own, name=..." if isinstance(item, Chart) else "give one another id"
            raise InputError(f"{item.id}: this notebook publishes two different {kind}s of this id: {way}")
        leaves: Published | Hidden = item
        if isinstance(item, Statistic | Ratio):
            leaves = self._shown[item.id] = self._outlet(item)
        display_item(leaves, Values(self._shown), self._tables, self._draw)


def _kind_of_chart(chart: str, kind: str) -> ChartKind:
    """Return the kind of a chart by its value, or raise InputError with the kinds that there are."""
    try:
        return ChartKind(kind)
    except ValueError:
        kinds = ", ".join(ChartKind)
        raise InputError(f"chart {chart}: there is no kind of chart {kind!r}. Kinds: {kinds}") from None


def _listed(name: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns; a text is no list of them, but of its letters."""
    if isinstance(columns, str):
        raise InputError(f"{name}: columns is {columns!r}, and must be a list: [{columns!r}]")
    return tuple(columns)
