"""Taking numbers out of a ledger, so that nothing is left of them, nor of them in what rests on them."""

from collections.abc import Collection, Sequence

from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic


def hide(ledger: Ledger, hidden: Sequence[Hidden]) -> Ledger:
    """Return the ledger without the counts of what is hidden, fit to be released.

    A share whose base is hidden keeps its count and loses its percentage. What only serves disclosure control
    (fingerprints of the records, the incidents behind a count) is dropped from all that stays. An order that published
    figures fix is kept only between numbers that stay.

    Args:
        ledger: every number.
        hidden: what is left of the numbers that go, by their ids.
    """
    gone = {item.id: item for item in hidden}
    return ledger.model_copy(
        update={
            "statistics": tuple(bare(item, gone) for item in ledger.statistics if item.id not in gone),
            "ratios": tuple(item for item in ledger.ratios if item.id not in gone),
            "hidden": tuple(sorted(hidden, key=lambda item: item.id)),
            "orders": tuple(pair for pair in ledger.orders if not gone.keys() & set(pair)),
        }
    )


def what_is_left(item: Statistic | Ratio, gone: Collection[str] = ()) -> Hidden:
    """Return the plainest record of a hidden number: what it is of, and nothing of its value.

    Args:
        item: the number.
        gone: the ids that are hidden with it: the count of such a base is not told.
    """
    if isinstance(item, Ratio):
        return Hidden(id=item.id, label=item.label, unit=None, notebook=item.notebook)
    return Hidden(
        id=item.id,
        label=item.label,
        unit=item.unit,
        base=item.base,
        base_count=None if item.base in gone else item.base_count,
        period=item.period,
        notebook=item.notebook,
    )


def bare(item: Statistic, gone: Collection[str]) -> Statistic:
    """Return a count without what only serves disclosure control, and without its base if that is ``gone``."""
    without: dict[str, object] = {
        "members": "",
        "behind": "",
        "where": "",
        "records": "",
        "incidents": None,
    }
    if item.base in gone:
        without |= {"base_count": None, "base_hidden": True}
    return item.model_copy(update=without)
