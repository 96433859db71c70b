"""How the groups behind two shares lie to each other: a test of chance needs groups that have no record in common.

Only what a ledger says for certain counts. Of a feature beside another, or of a part beside its whole, nobody can say
from two shares alone what chance does to the difference.
"""

import re
from enum import Enum

from annual_report.errors import InputError
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic

_YEAR = re.compile(r"\d{4}")


class Groups(Enum):
    """How two shares can be compared."""

    SEPARATE = "shares of two groups that have no record in common"
    PARTS = "two parts of one breakdown, so of one group"


def groups_of(one: str, other: str, ledger: Ledger) -> Groups:
    """Return how the groups behind two shares lie to each other.

    Raises:
        InputError: if the ledger does not say that they have no record in common.
        MissingError: if a statistic does not exist.
    """
    if one == other:
        raise InputError(f"{one} is compared with itself: name two shares")
    if any({one, other} <= set(found.parts) for found in ledger.breakdowns):
        return Groups.PARTS
    left, right = _wholes(one, ledger), _wholes(other, ledger)
    if _in_two_parts(left, right, ledger) or _of_two_years(left[0], right[0], ledger):
        return Groups.SEPARATE
    apart = (one, other) if left[0] == right[0] else (left[0], right[0])
    raise InputError(
        f"chance cannot be judged here: nothing says that {apart[0]} and {apart[1]} have no record in common. "
        "differs(...) takes two parts of one breakdown, shares of two parts of one breakdown, or shares of two years. "
        "Elsewhere compare the shares as they are, percent(...) > percent(...), and say nothing of chance"
    )


def _wholes(name: str, ledger: Ledger) -> list[str]:
    """Return the base of a share, the base of that, and so on to the total.

    Raises:
        InputError: if it is no share.
    """
    found: list[str] = []
    item = ledger.values.item(name)
    while not isinstance(item, Ratio) and item.base is not None and item.base not in found:
        found.append(item.base)
        item = ledger.values.item(item.base)
    if not found:
        raise InputError(f"{name} has no base, so it is no share: name two shares")
    return found


def _in_two_parts(one: list[str], other: list[str], ledger: Ledger) -> bool:
    """Say whether the groups lie in two different parts of one breakdown."""
    for breakdown in ledger.breakdowns:
        parts = set(breakdown.parts)
        left, right = parts & set(one), parts & set(other)
        if left and right and not left & right:
            return True
    return False


def _of_two_years(one: str, other: str, ledger: Ledger) -> bool:
    years = [_period(ledger.values.item(name), ledger) for name in (one, other)]
    return all(_YEAR.fullmatch(year) for year in years) and years[0] != years[1]


def _period(item: Statistic | Hidden | Ratio, ledger: Ledger) -> str:
    return ledger.edition if isinstance(item, Ratio) or item.period is None else item.period
