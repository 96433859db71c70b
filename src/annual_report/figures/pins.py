"""Which statistics published figures fix. While records are synthetic, all others are invented and marked so."""

from collections.abc import Collection, Mapping, Sequence

from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.printed import Form
from annual_report.rounding import counts_printing_as
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Breakdown, Cell, Pin, Ratio, Row, Statistic, Table
from annual_report.statistics.models import Form as Shown

_DIRECTED = (Form.OVER_REPRESENTED, Form.UNDER_REPRESENTED)
_SHARED = (Form.PERCENT, Form.MOST_PERCENT)
_COUNTED = (Form.COUNT, Form.WORDS, Form.SHARE_OF, Form.COUNT_PERCENT, Form.ALL)


def pin(ledger: Ledger, figures: Sequence[PublishedFigure]) -> Ledger:
    """Return the ledger with each statistic, table and chart marked by what published figures fix.

    A ledger of real records is returned as it is: nothing in it is invented.
    """
    if not ledger.synthetic:
        return ledger
    statistics = {statistic.id: statistic for statistic in ledger.statistics}
    pins = _closure(statistics, ledger.breakdowns, _printed(statistics, figures))
    tables = tuple(_mark_table(table, pins) for table in ledger.tables)
    directed = {name for figure in figures if figure.form in _DIRECTED for name in figure.statistics}
    above = {f.statistics[0]: f.percent for f in figures if f.form is Form.OVER_PERCENT and _is_reproduced(f)}
    illustrated = {table.id for table in tables if table.illustration}
    return ledger.model_copy(
        update={
            "statistics": tuple(
                item.model_copy(update={"pinned": pins[item.id], "above": above.get(item.id)})
                for item in ledger.statistics
            ),
            "ratios": tuple(_mark_ratio(item, pins, directed) for item in ledger.ratios),
            "orders": _orders(figures),
            "tables": tables,
            "charts": tuple(c.model_copy(update={"illustration": c.table in illustrated}) for c in ledger.charts),
        }
    )


def _is_reproduced(figure: PublishedFigure) -> bool:
    return figure.status is Status.REPRODUCED


def _orders(figures: Sequence[PublishedFigure]) -> tuple[tuple[str, str], ...]:
    """Return the pairs, larger and smaller, that the figures said in words fix."""
    said = [figure.statistics for figure in figures if figure.form is Form.LARGEST and _is_reproduced(figure)]
    return tuple(sorted({(names[0], other) for names in said for other in names[1:]}))


def _printed(statistics: Mapping[str, Statistic], figures: Sequence[PublishedFigure]) -> dict[str, Pin]:
    """Return what the printed figures fix by themselves; reference counts are real, and so fixed."""
    pins = {name: Pin.COUNT if item.reference else Pin.NOTHING for name, item in statistics.items()}
    for figure in figures:
        if figure.status is Status.NARRATIVE_ONLY or figure.form is None:
            continue
        for name in figure.statistics:
            if name not in pins:
                continue
            # what contradicts a printed figure is other printed figures, so its true value is known
            if figure.form in _COUNTED or figure.status is Status.CONTRADICTED:
                pins[name] = Pin.COUNT
                if figure.form is Form.SHARE_OF:
                    pins[str(statistics[name].base)] = Pin.COUNT
            elif figure.form in _SHARED and pins[name] in (Pin.NOTHING, Pin.BOUND):
                pins[name] = Pin.PERCENT
            elif figure.form is Form.OVER_PERCENT and pins[name] is Pin.NOTHING:
                pins[name] = Pin.BOUND
    return pins


def _closure(
    statistics: Mapping[str, Statistic], breakdowns: Sequence[Breakdown], pins: dict[str, Pin]
) -> dict[str, Pin]:
    """Add what follows: a percentage that only one count prints as, the remainder of a breakdown, the sum of one."""
    changed = True
    while changed:
        before = dict(pins)
        for name, item in statistics.items():
            if pins[name] is Pin.PERCENT and item.base and pins[item.base] is Pin.COUNT and _is_only_count(item):
                pins[name] = Pin.COUNT
        for breakdown in breakdowns:
            loose = [part for part in breakdown.parts if pins[part] is not Pin.COUNT]
            if pins[breakdown.base] is Pin.COUNT and len(loose) == 1:
                pins[loose[0]] = Pin.COUNT
            elif not loose:
                pins[breakdown.base] = Pin.COUNT
        changed = pins != before
    return pins


def _is_only_count(item: Statistic) -> bool:
    shown = item.percent()
    return shown is not None and bool(item.base_count) and len(counts_printing_as(shown, item.base_count or 1)) == 1


def _mark_table(table: Table, pins: Mapping[str, Pin]) -> Table:
    return table.model_copy(update={"illustration": not all(_row_is_fixed(row, pins) for row in table.rows)})


def _row_is_fixed(row: Row, pins: Mapping[str, Pin]) -> bool:
    return row.total or all(_is_fixed(cell, pins) for cell in row.cells)


def _is_fixed(cell: Cell, pins: Mapping[str, Pin]) -> bool:
    pinned = pins.get(cell.statistic, Pin.NOTHING)
    return pinned is Pin.COUNT or (pinned is Pin.PERCENT and cell.form is Shown.PERCENT)


def _mark_ratio(item: Ratio, pins: Mapping[str, Pin], directed: Collection[str]) -> Ratio:
    both = (pins.get(item.part, Pin.NOTHING), pins.get(item.against, Pin.NOTHING))
    fixed = all(found is Pin.COUNT for found in both)
    loose = Pin.BOUND if item.id in directed else Pin.NOTHING
    return item.model_copy(update={"pinned": Pin.COUNT if fixed else loose})
