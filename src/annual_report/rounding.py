"""Percentages and ratios, exact: integers in, rounded once, half up.

Source: UK Government Analysis Function and Eurostat, "round once, last, from unrounded values"; DfE analysts' guide,
"round half up". Python's own ``round`` rounds half to even on binary fractions and is never used.
"""

from decimal import Decimal

from annual_report.errors import InputError


def round_half_up(numerator: int, denominator: int, decimals: int = 0) -> Decimal:
    """Return ``numerator / denominator`` rounded half up to ``decimals`` places.

    Args:
        numerator: an integer, at least 0.
        denominator: an integer, at least 1.
        decimals: digits after the point, at least 0.

    Returns:
        A decimal with exactly ``decimals`` digits after the point.

    Raises:
        InputError: if an argument is out of range.
    """
    if numerator < 0 or denominator < 1 or decimals < 0:
        raise InputError(f"cannot round {numerator}/{denominator} to {decimals} decimals: counts are not negative")
    units = (2 * numerator * 10**decimals + denominator) // (2 * denominator)
    return Decimal(units).scaleb(-decimals)


def percent(count: int, base: int, decimals: int = 0) -> Decimal:
    """Return what ``count`` is of ``base`` in percent, rounded half up once.

    Args:
        count: how many, at least 0.
        base: of how many, at least 1.
        decimals: digits after the point.

    Returns:
        Percent, for example ``Decimal("31")`` for 63 of 206.

    Raises:
        InputError: if ``base`` is 0 or a number is negative.
    """
    return round_half_up(100 * count, base, decimals)


def counts_printing_as(shown: Decimal, base: int) -> range:
    """Return every count whose percentage of ``base`` prints as ``shown``.

    Args:
        shown: a percentage as printed; its digits after the point say its precision.
        base: of how many, at least 1.

    Returns:
        The counts as a range, empty if none does: 38 alone prints as 75% of 51.
    """
    scale = 10 ** decimals_of(shown)
    units = int(shown * scale)
    # the rounding interval, from half a unit below to just under half a unit above, kept in integers
    lowest = -(-(2 * units - 1) * base // (200 * scale))
    highest = ((2 * units + 1) * base - 1) // (200 * scale)
    return range(max(0, lowest), min(base, highest) + 1)


def decimals_of(shown: Decimal) -> int:
    """Return how many digits ``shown`` has after the point."""
    exponent = shown.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
