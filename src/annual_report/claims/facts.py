"""What is known of each statistic: its value in the records, and what published figures leave open.

While records are synthetic, a claim must hold for every value that the published figures allow, not only for the one
that the generator happened to choose. Of a hidden number only what anyone can work out from the release is known,
however it is looked at.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from annual_report.claims.hidden_numbers import ANY_NUMBER, count_of, meet, printed_as, ratio_of, share_of
from annual_report.claims.intervals import Interval, Truth, below
from annual_report.errors import InputError, MissingError
from annual_report.rounding import counts_printing_as
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Pin, Statistic


@dataclass(frozen=True)
class Facts:
    """The ledger as a claim sees it. ``published``: only what published figures fix counts as known."""

    ledger: Ledger
    published: bool

    def statistic(self, name: str) -> Statistic | Hidden:
        """Return the statistic, or what is left of it; MissingError with the nearest ids if there is none."""
        item = self.ledger.values.item(name)
        if isinstance(item, Hidden) and not item.is_ratio:
            return item
        if isinstance(item, Hidden):
            raise InputError(f"{name} is a ratio, and a statistic with a count is needed here: use ratio({name})")
        return self.ledger.values.statistic(name)

    def count(self, name: str) -> Interval:
        """Return the count."""
        item = self.statistic(name)
        if isinstance(item, Statistic) and self._is_known(item):
            return Interval.point(item.count)
        base = ANY_NUMBER if item.base is None else self.count(item.base)
        if isinstance(item, Hidden):
            return count_of(item, base)
        if not isinstance(base.high, Fraction) or base.low != base.high:
            return Interval(Fraction(0), base.high)
        return self._within(item, int(base.high))

    def percent(self, name: str) -> Interval:
        """Return the exact percentage of the base; InputError if there is no base, or it is 0."""
        item = self.statistic(name)
        if item.base is None:
            raise InputError(f"{name} is a total and has no base, so it has no percentage: use count({name})")
        count, base = self.count(name), self.count(item.base)
        if item.base_count == 0 or base.high == 0:
            raise InputError(f"{name} has an empty base, so it has no percentage")
        if base.low == base.high:
            return count * Interval.point(100) / base
        return meet([share_of(count, base), printed_as(self._printed(item))], name)

    def ratio(self, name: str) -> Interval:
        """Return the ratio."""
        found = self.ledger.values.item(name)
        if isinstance(found, Hidden) and found.is_ratio:
            return ratio_of(found)
        if isinstance(found, Hidden):
            raise InputError(f"{name} is a statistic, and a ratio is needed here: use count({name})")
        item = self.ledger.values.ratio(name)
        if not item.denominator:
            raise InputError(f"{name} is a ratio of an empty base, so it has no value")
        value = Fraction(item.numerator, item.denominator)
        if not self.published or not self.ledger.synthetic or item.pinned is Pin.COUNT:
            return Interval.point(value)
        if item.pinned is not Pin.BOUND:
            return ANY_NUMBER
        return (
            Interval(Fraction(1), math.inf, beyond=True)
            if value > 1
            else Interval(Fraction(0), Fraction(1), beyond=True)
        )

    def is_below(self, one: str, other: str) -> Truth:
        """Say whether the count of ``one`` is below that of ``other``, printed orders included."""
        if self.published and (other, one) in self._orders:
            return Truth.TRUE
        if self.published and (one, other) in self._orders:
            return Truth.FALSE
        return below(self.count(one), self.count(other))

    def others(self, name: str, within: str) -> tuple[str, ...]:
        """Return what ``name`` is ranked with: the other parts of its breakdown, or the rows of the table ``within``.

        Raises:
            MissingError: if it is part of none, or not of ``within``.
            InputError: if it is part of several and none is named.
        """
        self.statistic(name)
        sets = {item.id: item.parts for item in self.ledger.breakdowns if name in item.parts or item.id == within}
        if within and within not in sets:
            sets[within] = self._rows(within)
        found = [within] if within else list(sets)
        if not found:
            raise MissingError(f"{name} is part of no breakdown. Name its table: largest({name}, table)")
        if len(found) > 1:
            raise InputError(f"{name} is part of {' and '.join(found)}: name one, as in largest({name}, {found[0]})")
        if name not in sets[found[0]]:
            raise MissingError(f"{name} is not in {found[0]}. It has {', '.join(sets[found[0]])}")
        return tuple(part for part in sets[found[0]] if part != name)

    @cached_property
    def _orders(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.ledger.orders) if self.ledger.synthetic else frozenset()

    def _is_known(self, item: Statistic) -> bool:
        return not self.published or not self.ledger.synthetic or item.reference or item.pinned is Pin.COUNT

    def _within(self, item: Statistic, base: int) -> Interval:
        """Return the counts that print as published, of a known base."""
        low, high = 0, base
        if item.pinned is Pin.PERCENT:
            shown = item.percent()
            printing = counts_printing_as(shown, base) if shown is not None and base else range(base + 1)
            low, high = printing[0], printing[-1]
        elif item.above is not None:
            low = int(item.above * base / 100) + 1
        return Interval(Fraction(low), Fraction(high))

    def _printed(self, item: Statistic | Hidden) -> Decimal | None:
        """Return the percentage that is printed, None if none is known."""
        if isinstance(item, Hidden):
            return item.percent
        return item.percent() if item.pinned is Pin.PERCENT else None

    def _rows(self, table: str) -> tuple[str, ...]:
        """Return the statistics of a table's rows: the first cell of each."""
        rows = self.ledger.table(table).rows
        return tuple(dict.fromkeys(row.cells[0].statistic for row in rows if row.cells and not row.total))


def shown(value: Interval) -> str:
    """Return an interval for a message: ``38.6``, ``34.5 to 35.4``, ``any number``."""
    if value.low == value.high and isinstance(value.low, Fraction):
        return _rounded(value.low)
    low = _rounded(value.low) if isinstance(value.low, Fraction) else "any"
    high = _rounded(value.high) if isinstance(value.high, Fraction) else "any number"
    return f"{low} to {high}"


def _rounded(value: Fraction) -> str:
    hundredths = Decimal(int(value * 100 + Fraction(1, 2))) / 100
    return str(value) if value.denominator == 1 else f"{hundredths}"
