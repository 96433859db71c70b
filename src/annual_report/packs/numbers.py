"""The numbers of a pack: an area's own, whole, beside what the release says of all areas."""

from collections.abc import Iterable

from annual_report.release import Release
from annual_report.statistics.hidden import Hidden, Item, Symbol
from annual_report.statistics.hiding import hide
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Chart, Pin, Ratio, Statistic, Table


def own(name: str) -> str:
    """Return the id in a pack of the area's own number ``name``."""
    return f"own.{name}"


def everywhere(name: str) -> str:
    """Return the id in a pack of the number ``name`` of all areas."""
    return f"everywhere.{name}"


def numbers_of_pack(area: Ledger, release: Release) -> Ledger:
    """Return the ledger of a pack, yet without tables and charts.

    The area's own numbers carry nothing that only serves disclosure control, and those of synthetic records are marked
    as invented: no published figure is about an area. What the release leaves out is not available.

    Args:
        area: what the notebooks published for the area.
        release: what may be printed of the whole edition.
    """
    bare = hide(area, ())
    own_items: list[Statistic | Ratio] = [*bare.statistics, *bare.ratios]
    released = release.ledger.values.items
    nation = [released.get(item.id) or _not_published(item) for item in own_items]
    items: list[Item] = [*(_own(item, area) for item in own_items), *(_everywhere(item) for item in nation)]
    items.sort(key=lambda item: item.id)
    return Ledger(
        edition=area.edition,
        synthetic=area.synthetic,
        statistics=tuple(item for item in items if isinstance(item, Statistic)),
        ratios=tuple(item for item in items if isinstance(item, Ratio)),
        breakdowns=(),
        tables=(),
        charts=(),
        hidden=tuple(item for item in items if isinstance(item, Hidden)),
    )


def with_tables(numbers: Ledger, tables: Iterable[Table], charts: Iterable[Chart]) -> Ledger:
    """Return the pack's ledger with what is printed of it. Tables and charts of invented numbers are marked so."""
    marked: dict[str, object] = {"illustration": numbers.synthetic}
    return numbers.model_copy(
        update={
            "tables": tuple(t.model_copy(update=marked) for t in sorted(tables, key=lambda table: table.id)),
            "charts": tuple(c.model_copy(update=marked) for c in sorted(charts, key=lambda chart: chart.id)),
        }
    )


def _own(item: Statistic | Ratio, area: Ledger) -> Item:
    told: dict[str, object] = {"id": own(item.id), "pinned": Pin.NOTHING if area.synthetic else item.pinned}
    if isinstance(item, Ratio):
        return item.model_copy(update={**told, "part": own(item.part), "against": own(item.against)})
    base = None if item.base is None else own(item.base)
    return item.model_copy(update={**told, "base": base})


def _everywhere(item: Item) -> Item:
    told: dict[str, object] = {"id": everywhere(item.id)}
    if isinstance(item, Ratio):
        return item.model_copy(update={**told, "part": everywhere(item.part), "against": everywhere(item.against)})
    return item.model_copy(update={**told, "base": None if item.base is None else everywhere(item.base)})


def _not_published(item: Statistic | Ratio) -> Hidden:
    unit = None if isinstance(item, Ratio) else item.unit
    return Hidden(id=item.id, label=item.label, unit=unit, symbol=Symbol.NOT_AVAILABLE)
