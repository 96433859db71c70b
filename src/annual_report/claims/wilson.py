"""The Wilson interval of a share, to tell a difference from chance.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", 1927; the method of the
Office for Health Improvement and Disparities for proportions. SciPy has it and takes a second to import, so its four
lines stand here and the tests compare them with SciPy's.
"""

from decimal import Decimal, localcontext

#: The 97.5th percentile of the normal distribution: 95% lie within it on either side.
_Z = Decimal("1.959963984540054")


def wilson(count: int, base: int) -> tuple[Decimal, Decimal]:
    """Return the 95% interval of the share ``count`` of ``base`` (``base`` at least 1), as parts of 1."""
    with localcontext() as context:
        context.prec = 28
        n, p, square = Decimal(base), Decimal(count) / Decimal(base), _Z * _Z
        centre = (p + square / (2 * n)) / (1 + square / n)
        margin = _Z / (1 + square / n) * ((p * (1 - p) / n + square / (4 * n * n)).sqrt())
        return centre - margin, centre + margin


def overlap(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    """Say whether two intervals have a number in common."""
    return one[0] <= other[1] and other[0] <= one[1]
