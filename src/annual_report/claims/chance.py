"""Whether chance could explain that two shares differ: by the interval of the difference, never by overlaps.

The intervals of two shares may well overlap where the shares differ by far more than chance: those of 72 of 206 and of
126 of 267 do, and chance alone makes such a difference less than once in a hundred times.

Sources. A share: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927. The shares
of two separate groups: R. G. Newcombe, "Interval estimation for the difference between independent proportions:
comparison of eleven methods", Statistics in Medicine 17, 1998, method 10. Two parts of one whole: Q. McNemar, "Note on
the sampling error of the difference between correlated proportions or percentages", Psychometrika 12, 1947. SciPy has
Wilson's alone, and takes a second to import.
"""

from decimal import Decimal, localcontext

#: The 97.5th percentile of the normal distribution: 95% lie within it on either side.
_Z = Decimal("1.959963984540054")
_DIGITS = 28

#: A count and its base, which is at least 1.
Share = tuple[int, int]


def wilson(count: int, base: int) -> tuple[Decimal, Decimal]:
    """Return the 95% interval of the share ``count`` of ``base`` (``base`` at least 1), as parts of 1."""
    with localcontext() as context:
        context.prec = _DIGITS
        n, p, square = Decimal(base), Decimal(count) / Decimal(base), _Z * _Z
        centre = (p + square / (2 * n)) / (1 + square / n)
        margin = _Z / (1 + square / n) * ((p * (1 - p) / n + square / (4 * n * n)).sqrt())
        return centre - margin, centre + margin


def difference(one: Share, other: Share) -> tuple[Decimal, Decimal]:
    """Return the 95% interval of the first share less the second, of two groups without a common record."""
    with localcontext() as context:
        context.prec = _DIGITS
        p, q = (Decimal(count) / Decimal(base) for count, base in (one, other))
        (low, high), (other_low, other_high) = wilson(*one), wilson(*other)
        below = ((p - low) ** 2 + (other_high - q) ** 2).sqrt()
        above = ((high - p) ** 2 + (q - other_low) ** 2).sqrt()
        return p - q - below, p - q + above


def is_above(one: Share, other: Share) -> bool:
    """Say whether the first share is above the second by more than chance, of two groups without a common record."""
    return difference(one, other)[0] > 0


def is_larger_part(one: int, other: int) -> bool:
    """Say whether the first of two parts of one whole is larger than the second by more than chance."""
    return one > other and (one - other) ** 2 > _Z * _Z * (one + other)
