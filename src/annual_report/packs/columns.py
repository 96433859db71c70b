"""A table's columns as a pack prints them: what a group of columns counts, for the area and beside it for all areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from annual_report.casing import lower_first
from annual_report.packs.numbers import everywhere, own
from annual_report.statistics.models import Cell, Form, Ratio, Row, Statistic, Table
from annual_report.statistics.values import Values

_PERCENT = " (%)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a pack's table: its header, its cells from top to bottom, and whether they are the area's own."""

    header: str
    cells: tuple[Cell, ...]
    own: bool

    @property
    def form(self) -> Form:
        """What its cells show, those of total rows apart."""
        return self.cells[0].form


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one table that show the same statistics.

    ``headers`` are those that they have in the report. ``reference``: they are of a reference table, such as a census,
    which is the same for an area and for all.
    """

    name: str
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    reference: bool = False

    @property
    def is_own(self) -> bool:
        """Say whether the area has anything to show in it."""
        return any(column.own for column in self.columns)


@dataclass(frozen=True, slots=True)
class Beside:
    """How an area is set beside all: its code, what stands over the columns of it and of all, and how few are few.

    No percentage or ratio of the area is printed that rests on fewer than ``few`` cases.
    """

    area: str
    this: str
    all: str
    few: int

    def groups(self, table: Table, values: Values) -> list[Group]:
        """Return the groups of columns of one of the area's tables.

        An area's percentages and ratios are left out where any of them rests on few cases, its counts never.
        """
        places = range(len(table.columns))
        same = groupby(places, key=lambda place: tuple(row.cells[place].statistic for row in table.rows))
        return [self._group(table, list(found), values) for _, found in same]

    def _group(self, table: Table, places: Sequence[int], values: Values) -> Group:
        headers = tuple(table.columns[place] for place in places)
        items = [values.item(row.cells[places[0]].statistic) for row in table.rows]
        if all(isinstance(item, Statistic) and item.reference for item in items):
            columns = tuple(self._as_in_report(table, place, named=False) for place in places)
            return Group(headers[0], headers, columns, reference=True)
        beside = [self._as_in_report(table, place, named=True) for place in places]
        mine = self._own_ratio(table, places, values) or self._own_counts(table, places, values)
        return Group(headers[0].removesuffix(_PERCENT), headers, (*mine, *beside))

    def _own_counts(self, table: Table, places: Sequence[int], values: Values) -> list[Column]:
        """Return the area's counts, and its percentages where there are enough cases for them."""
        first = values.item(table.rows[0].cells[places[0]].statistic)
        if not isinstance(first, Statistic):
            return []
        forms = {_form(table, place): place for place in places}
        place = forms.get(Form.COUNT, places[0])
        header = table.columns[place]
        if Form.COUNT not in forms:
            header = header.removesuffix(_PERCENT) if header.endswith(_PERCENT) else first.unit.many
        counts = tuple(_cell(row, place, Form.COUNT) for row in table.rows)
        columns = [Column(self._named(self.this, header), counts, own=True)]
        if Form.PERCENT in forms and self._enough(table, places[0], values):
            cells = tuple(_cell(row, forms[Form.PERCENT]) for row in table.rows)
            columns.append(Column(self._named(self.this, table.columns[forms[Form.PERCENT]]), cells, own=True))
        return columns

    def _own_ratio(self, table: Table, places: Sequence[int], values: Values) -> list[Column]:
        if _form(table, places[0]) is not Form.RATIO or not self._enough(table, places[0], values):
            return []
        cells = tuple(_cell(row, places[0]) for row in table.rows)
        return [Column(self._named(self.this, table.columns[places[0]]), cells, own=True)]

    def _enough(self, table: Table, place: int, values: Values) -> bool:
        """Say whether each number of a column rests on enough cases for a percentage or a ratio."""
        rows = [row for row in table.rows if not row.total]
        return all(_cases(values, row.cells[place].statistic) >= self.few for row in rows)

    def _as_in_report(self, table: Table, place: int, *, named: bool) -> Column:
        cells = tuple(
            Cell(statistic=everywhere(row.cells[place].statistic), form=row.cells[place].form) for row in table.rows
        )
        header = table.columns[place]
        return Column(self._named(self.all, header) if named else header, cells, own=False)

    def _named(self, who: str, header: str) -> str:
        return f"{who}: {lower_first(header)}"


def _form(table: Table, place: int) -> Form:
    return table.rows[0].cells[place].form


def _cell(row: Row, place: int, form: Form | None = None) -> Cell:
    """Return the area's own cell, in another form if one is named."""
    cell = row.cells[place]
    return Cell(statistic=own(cell.statistic), form=form or cell.form)


def _cases(values: Values, name: str) -> int:
    """Return how many cases a percentage or a ratio rests on."""
    item = values.item(name)
    if isinstance(item, Ratio):
        return _cases(values, item.part) if item.denominator else 0
    return (item.base_count or 0) if isinstance(item, Statistic) else 0
