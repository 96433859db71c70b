"""What the site must not tell, gathered from the true ledger, the release and the records."""

from collections.abc import Iterator, Mapping

from annual_report.leaks.models import Machine, Name, Number, Secrets
from annual_report.leaks.names import names_of, unit_words
from annual_report.leaks.tables import labels_of, notes_of, rows_of_charts, rows_of_tables
from annual_report.leaks.traces import Traces
from annual_report.leaks.words import plain
from annual_report.release import Release
from annual_report.statistics.display import anchor
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Form, Ratio, Statistic
from annual_report.statistics.values import shown


def make_secrets(ledger: Ledger, release: Release, traces: Traces, machine: Machine) -> Secrets:
    """Return all that the site of ``release`` must not tell.

    Args:
        ledger: the true one: every number, and the fingerprints of the records.
        release: what may be shown.
        traces: what tells of the records.
        machine: what tells of the machine that builds.
    """
    released = release.ledger
    names = names_of(ledger)
    return Secrets(
        traces=traces,
        fingerprints=frozenset(item.members for item in ledger.statistics if item.members),
        machine=machine,
        hidden=tuple(_hidden(ledger, released, names)),
        released=tuple(
            _released(item, names) for item in released.values.items.values() if not isinstance(item, Hidden)
        ),
        tables=rows_of_tables(ledger, released),
        titles={table.title: table.id for table in ledger.tables},
        labels=labels_of(ledger),
        notes=notes_of(release),
        charts=rows_of_charts(ledger, released),
        placed={anchor(name): _readings(item) for name, item in released.values.items.items()},
    )


def _hidden(ledger: Ledger, released: Ledger, names: Mapping[str, tuple[Name, ...]]) -> Iterator[Number]:
    """Yield what is hidden or left out, and the percentage of what keeps its count and loses its base.

    A percentage tells the number with whatever decimals, up to two.
    """
    for name in sorted(ledger.values.items):
        item, left = ledger.values.items[name], released.values.items.get(name)
        places = range(max(2, item.decimals) + 1) if isinstance(item, Statistic) else ()
        percents = _percents(item).union(*(_percents(item, decimals) for decimals in places))
        if left is None or isinstance(left, Hidden):
            yield Number(name, names[name], unit_words(item), _counts(item), percents, _left(left))
        elif isinstance(left, Statistic) and left.base_hidden and left.count:  # none is 0% of any base
            yield Number(name, names[name], unit_words(item), frozenset(), percents)


def _released(item: Item, names: Mapping[str, tuple[Name, ...]]) -> Number:
    return Number(item.id, names[item.id], unit_words(item), _counts(item), _percents(item))


def _counts(item: Item) -> frozenset[str]:
    return frozenset({str(item.count)}) if isinstance(item, Statistic) else frozenset()


def _percents(item: Item, decimals: int | None = None) -> frozenset[str]:
    """Return the percentage or ratio as it is printed; a base that is hidden leaves none."""
    match item:
        case Ratio():
            number = item.value()
        case Statistic():
            number = item.percent(decimals)
        case _:
            number = None
    return frozenset() if number is None else frozenset({plain(str(number))})


def _left(item: Hidden | None) -> tuple[str, ...]:
    """Return the figures that may stand beside a hidden number."""
    told = () if item is None else (item.base_count, item.rounded, item.percent)
    return tuple(plain(str(number)) for number in told if number is not None)


def _readings(item: Item) -> frozenset[str]:
    """Return how a placed number may read."""
    if isinstance(item, Ratio) or (isinstance(item, Hidden) and item.is_ratio):
        return frozenset({shown(item, Form.RATIO)})
    forms = (Form.COUNT, Form.WORDS, *(() if item.base is None else (Form.PERCENT, Form.SHARE)))
    return frozenset(shown(item, form) for form in forms)
