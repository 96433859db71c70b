"""Charts, tables and releases in which something is hidden."""

from tests.support.books import small_release
from tests.support.charts import Example

from annual_report.release import Disclosure, Release
from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.values import Values


def hide_in(found: Example, *names: str, symbol: Symbol = Symbol.CONFIDENTIAL, **fields: object) -> Example:
    """Return the chart, its table, and values of which some are hidden: ``part.r0.c1`` is row 0, column 1."""
    chart, table, values = found
    items = dict(values.items)
    for name in names:
        item = values.items[name]
        assert not isinstance(item, Hidden)
        left = what_is_left(item).model_copy(update={"symbol": symbol, "base": None, "base_count": None, **fields})
        items[name] = left
    return chart, table, Values(items)


def hidden_release(**disclosure: object) -> Release:
    """Return the small release with the count of SUDI hidden, after disclosure control."""
    release = small_release()
    left = what_is_left(release.ledger.values.statistic("deaths.sudi"))
    told = Disclosure.model_validate({"threshold": 6, "events": 20, **disclosure})
    return release.model_copy(update={"ledger": hide(release.ledger, [left]), "disclosure": told})
