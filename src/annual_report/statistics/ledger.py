"""The ledger: everything that one run of an edition published, in one sorted, readable file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self, TypeVar

from annual_report.errors import CheckError, MissingError
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.models import Breakdown, Chart, Id, Published, Ratio, Record, Statistic, Table
from annual_report.statistics.values import Values

_Item = TypeVar("_Item", Statistic, Ratio, Breakdown, Table, Chart)

#: What a ledger's file says of itself to whoever opens it.
RECORD_LEVEL = (
    "Record-level data: it says which records each number counts, so all of it together is the records. Do not publish "
    "or pass on."
)
_HEAD = "PRIVATE"


class Ledger(Record):
    """What an edition's notebooks published, each kind sorted by id."""

    edition: str
    synthetic: bool
    statistics: tuple[Statistic, ...]
    ratios: tuple[Ratio, ...]
    breakdowns: tuple[Breakdown, ...]
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    #: Pairs of statistics, the first of them larger: known because an edition printed so, without the counts.
    orders: tuple[tuple[Id, Id], ...] = ()
    #: What disclosure control left of the statistics and ratios that it hid.
    hidden: tuple[Hidden, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, which computes its own values: a cached one would be that of the original."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("values", None)
        return copied

    @cached_property
    def values(self) -> Values:
        """Every statistic and ratio, by id, and how each is shown."""
        items: tuple[Item, ...] = (*self.statistics, *self.ratios, *self.hidden)
        return Values({item.id: item for item in items})

    def table(self, name: str) -> Table:
        """Return the table ``name``, or raise MissingError."""
        return _named(self.tables, name, "table")

    def chart(self, name: str) -> Chart:
        """Return the chart ``name``, or raise MissingError."""
        return _named(self.charts, name, "chart")

    def write(self, file: Path) -> None:
        """Write the ledger as JSON: sorted, indented, the same bytes for the same content, and named for what it is."""
        file.write_text(to_json(self, RECORD_LEVEL), encoding="utf-8")


def to_json(record: Record, private: str = "") -> str:
    """Return a record as stable JSON text, to be read by people and by ``git diff``.

    Args:
        record: the record.
        private: why it is private, if it is: said at the head of the text, where all see it who open the file.
    """
    content = record.model_dump(mode="json") | ({_HEAD: private} if private else {})
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"  # capitals come first


def without_head(content: Any, private: str) -> Any:
    """Return what was read of a private record's JSON without what is said at its head, if it says just that."""
    if not isinstance(content, dict) or content.get(_HEAD) != private:
        return content
    return {name: value for name, value in content.items() if name != _HEAD}


def merge(edition: str, published: Sequence[tuple[str, Published]], *, synthetic: bool) -> Ledger:
    """Put what the notebooks published, each with its notebook's name, into one ledger.

    A base may be published in each notebook that needs it, as long as all say the same; the first is its home.

    Raises:
        CheckError: if two notebooks disagree. All disagreements are named.
    """
    found: dict[tuple[type[Published], str], Published] = {}
    clashes = []
    for notebook, item in published:
        key = (type(item), item.id)
        first = found.setdefault(key, item.model_copy(update={"notebook": notebook}))
        if _as_said(first) != _as_said(item):
            clashes.append(f"  {item.id}: {first.notebook} and {notebook} publish it differently")
    if clashes:
        raise CheckError("the notebooks contradict each other:\n" + "\n".join(sorted(clashes)))
    items = found.values()
    return Ledger(
        edition=edition,
        synthetic=synthetic,
        statistics=_sorted(items, Statistic),
        ratios=_sorted(items, Ratio),
        breakdowns=_sorted(items, Breakdown),
        tables=_sorted(items, Table),
        charts=_sorted(items, Chart),
    )


def _as_said(item: Published) -> Published:
    """Return the item without its notebook's name."""
    return item.model_copy(update={"notebook": ""})


def _sorted(items: Iterable[Published], kind: type[_Item]) -> tuple[_Item, ...]:
    return tuple(sorted((item for item in items if isinstance(item, kind)), key=lambda item: item.id))


def _named(items: Sequence[_Item], name: str, kind: str) -> _Item:
    for item in items:
        if item.id == name:
            return item
    raise MissingError(f"there is no {kind} {name!r} in the ledger. There are: {', '.join(item.id for item in items)}")
