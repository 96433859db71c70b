"""What anyone can work out of a hidden number: the interval of its count, its percentage, its ratio."""

import math
from decimal import Decimal
from fractions import Fraction

from annual_report.claims.intervals import End, Interval
from annual_report.errors import InputError
from annual_report.rounding import counts_printing_as, decimals_of
from annual_report.statistics.hidden import Hidden

ANY_NUMBER = Interval(Fraction(0), math.inf)
ANY_PERCENT = Interval(Fraction(0), Fraction(100))


def count_of(item: Hidden, base: Interval) -> Interval:
    """Return every count that a hidden one can be.

    Args:
        item: the hidden number.
        base: how many there can be of its base.

    Raises:
        InputError: if what is told of it contradicts itself.
    """
    told = [Interval(Fraction(item.low), math.inf if item.high is None else Fraction(item.high))]
    told.append(Interval(Fraction(0), base.high))
    if item.rounded is not None:  # either way of rounding a half is allowed for
        told.append(Interval(Fraction(item.rounded - item.to // 2), Fraction(item.rounded + item.to // 2)))
    if item.percent is not None:
        told.append(_printing(item.percent, base))
    return meet(told, item.id)


def ratio_of(item: Hidden) -> Interval:
    """Return every ratio that a hidden one can be."""
    if item.direction == "above":
        return Interval(Fraction(1), math.inf, beyond=True)
    if item.direction == "below":
        return Interval(Fraction(0), Fraction(1), beyond=True)
    return ANY_NUMBER


def share_of(count: Interval, base: Interval) -> Interval:
    """Return every percentage that a count can be of a base that is not empty and holds it."""
    least = base.low if base.low > 0 else Fraction(1)
    high = count.high * 100 / least
    low = count.low * 100 / base.high if isinstance(base.high, Fraction) else Fraction(0)
    return Interval(low, min(high, Fraction(100)))


def printed_as(shown: Decimal | None) -> Interval:
    """Return the percentages that print as ``shown``, whatever the base; any, if none is printed."""
    if shown is None:
        return ANY_PERCENT
    half = Fraction(1, 2 * 10 ** decimals_of(shown))
    return Interval(max(Fraction(shown) - half, Fraction(0)), min(Fraction(shown) + half, Fraction(100)))


def meet(told: list[Interval], name: str) -> Interval:
    """Return what all intervals have in common.

    Raises:
        InputError: if they have nothing in common. It names the number, ``name``.
    """
    low: End = max(part.low for part in told)
    high: End = min(part.high for part in told)
    if low > high:
        raise InputError(f"{name}: what the release tells of it contradicts itself: no number fits. Build it again")
    return Interval(low, high)


def _printing(shown: Decimal, base: Interval) -> Interval:
    """Return the counts that print as the percentage of a base."""
    if isinstance(base.high, Fraction) and base.low == base.high and base.high > 0:
        counts = counts_printing_as(shown, int(base.high))
        return Interval(Fraction(counts.start), Fraction(counts.stop - 1))
    return printed_as(shown) * base / Interval.point(100)
