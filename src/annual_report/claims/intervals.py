"""What is known of a number: its exact value, or the interval in which it lies; and truth that may be open."""

import math
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from annual_report.errors import InputError

#: An end of an interval: exact, or infinite.
End = Fraction | float


class Truth(Enum):
    """Whether a test holds. ``OPEN``: what is known does not decide it."""

    FALSE = 0
    OPEN = 1
    TRUE = 2

    def inverse(self) -> "Truth":
        """Return the truth of the opposite."""
        return Truth(2 - self.value)


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``. ``beyond``: an end itself is not reached."""

    low: End
    high: End
    beyond: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> "Interval":
        """Return the interval of one number."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: "Interval") -> "Interval":
        """Return every sum."""
        return Interval(_plus(self.low, other.low, -math.inf), _plus(self.high, other.high, math.inf))

    def __sub__(self, other: "Interval") -> "Interval":
        """Return every difference."""
        return self + Interval(-other.high, -other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        """Return every product."""
        ends = [_product(one, two) for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Return every quotient.

        Raises:
            InputError: if the divisor can be 0.
        """
        if other.low <= 0 <= other.high:
            raise InputError("it divides by what is, or can be, 0")
        return self * Interval(_inverse(other.high), _inverse(other.low))


def below(one: Interval, other: Interval) -> Truth:
    """Say whether every number of ``one`` is below every number of ``other``."""
    if one.high < other.low or (one.high == other.low and (one.beyond or other.beyond)):
        return Truth.TRUE
    return Truth.FALSE if one.low >= other.high else Truth.OPEN


def equal(one: Interval, other: Interval) -> Truth:
    """Say whether the two are the same number."""
    if one.low == one.high == other.low == other.high:
        return Truth.TRUE
    apart = one.high < other.low or other.high < one.low
    touching = (one.beyond or other.beyond) and (one.high == other.low or other.high == one.low)
    return Truth.FALSE if apart or touching else Truth.OPEN


def every(truths: list[Truth]) -> Truth:
    """Return whether all hold."""
    return min(truths, key=lambda truth: truth.value)


def either(truths: list[Truth]) -> Truth:
    """Return whether at least one holds."""
    return max(truths, key=lambda truth: truth.value)


def _plus(one: End, other: End, unknown: float) -> End:
    """Return the sum; ``unknown`` where infinities of both signs meet. No exact number is made a float."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one + other
    infinite = {end for end in (one, other) if isinstance(end, float)}
    return infinite.pop() if len(infinite) == 1 else unknown


def _product(one: End, other: End) -> End:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    if one == 0 or other == 0:
        return Fraction(0)
    return math.inf if (one > 0) == (other > 0) else -math.inf


def _inverse(end: End) -> End:
    return 1 / end if isinstance(end, Fraction) else Fraction(0)
