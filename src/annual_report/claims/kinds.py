"""What kind of number a quantity is, so that only like is compared with like: counts, percentages, units, periods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from annual_report.claims.intervals import Interval
from annual_report.errors import InputError


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its kind (empty for a plain number), what it counts, and of what time (empty: the edition's)."""

    value: Interval
    kind: str = ""
    unit: str = ""
    period: str = ""


def compare(one: Quantity, other: Quantity, *, units: bool, periods: bool) -> None:
    """Refuse to compare what is not alike. ``units`` and ``periods``: the test says that they differ on purpose.

    Raises:
        InputError: if the kinds differ, or the units or periods do and nobody said so.
    """
    if not one.kind or not other.kind:
        return
    if one.kind != other.kind:
        raise InputError(f"a {one.kind} is compared with a {other.kind}: compare numbers of one kind")
    if one.unit != other.unit and not units:
        raise InputError(
            f"{one.unit} are compared with {other.unit}. If you mean to, say so in the sentence and write "
            "across_units(...) around the comparison"
        )
    if one.period != other.period and not periods:
        raise InputError(
            f"the periods differ: {_time(one)} and {_time(other)}. If you mean to compare them, say so in the sentence "
            "and write across_periods(...) around the comparison"
        )


def add(parts: Sequence[Quantity], operation: Callable[[Interval, Interval], Interval]) -> Quantity:
    """Return the sum (or, by ``operation``, the difference) of quantities of one kind, unit and period.

    Raises:
        InputError: if they are not alike.
    """
    kinds = {(part.kind, part.unit, part.period) for part in parts if part.kind}
    if len(kinds) > 1:
        named = ", ".join(sorted(" ".join(filter(None, kind)) for kind in kinds))
        raise InputError(f"these cannot be added up: {named}. Add numbers of one kind, unit and period")
    kind, unit, period = kinds.pop() if kinds else ("", "", "")
    return Quantity(reduce(operation, [part.value for part in parts]), kind, unit, period)


def multiply(one: Quantity, other: Quantity) -> Quantity:
    """Return the product: of a quantity and a plain number."""
    if one.kind and other.kind:
        raise InputError(f"a {one.kind} times a {other.kind} has no meaning: multiply by a plain number")
    named = one if one.kind else other
    return Quantity(one.value * other.value, named.kind, named.unit, named.period)


def divide(one: Quantity, other: Quantity) -> Quantity:
    """Return the quotient: by a plain number, or of two quantities of one kind, which is a plain number."""
    if other.kind and other.kind != one.kind:
        raise InputError(f"a {one.kind or 'number'} divided by a {other.kind} has no meaning")
    if other.kind:
        compare(one, other, units=False, periods=False)
        return Quantity(one.value / other.value)
    return Quantity(one.value / other.value, one.kind, one.unit, one.period)


def _time(quantity: Quantity) -> str:
    return quantity.period or "the edition's own"
