"""A small release: counts, percentages, ratios, an empty base and an illustration, for tests of the downloads."""

from tests.support.books import IMPRINT
from tests.support.charts import EXAMPLES

from annual_report.release import Release
from annual_report.statistics.hidden import Item
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Ratio, Statistic, Table


def release(*, synthetic: bool = True) -> Release:
    """Return a release of a few tables: counts, percentages with decimals, ratios, an empty base, an illustration."""
    names = ("bar", "grouped_bar_three", "dot", "bar_empty_base")
    tables: list[Table] = []
    items: dict[str, Item] = {}
    for number, name in enumerate(names):
        _, table, values = EXAMPLES[name]
        prefix = f"t{number}."
        items |= {prefix + key: item.model_copy(update={"id": prefix + key}) for key, item in values.items.items()}
        rows = tuple(
            row.model_copy(
                update={"cells": tuple(Cell(statistic=prefix + c.statistic, form=c.form) for c in row.cells)}
            )
            for row in table.rows
        )
        tables.append(table.model_copy(update={"id": f"example.{name}", "rows": rows, "illustration": number == 1}))
    statistics = tuple(item for item in items.values() if isinstance(item, Statistic))
    ratios = tuple(item for item in items.values() if isinstance(item, Ratio))
    ledger = Ledger(
        edition="2020",
        synthetic=synthetic,
        statistics=statistics,
        ratios=ratios,
        breakdowns=(),
        tables=tuple(tables),
        charts=(),
    )
    notice = "Synthetic records. No record describes a real person." if synthetic else "Restricted. Do not pass on."
    return Release(imprint=IMPRINT, notice=notice, ledger=ledger, verdicts=())
