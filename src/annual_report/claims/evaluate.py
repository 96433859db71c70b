"""Decides a claim's test over what is known of the statistics."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from annual_report.claims.chance import Share, is_above, is_larger_part
from annual_report.claims.facts import Facts, shown
from annual_report.claims.groups import Groups, groups_of
from annual_report.claims.intervals import Interval, Truth, below, either, equal, every
from annual_report.claims.kinds import Quantity, add, compare, divide, multiply
from annual_report.claims.syntax import (
    Across,
    Arithmetic,
    Comparison,
    Differs,
    Either,
    Every,
    Extreme,
    Function,
    Measure,
    Not,
    Number,
    Sum,
    Term,
    Test,
)
from annual_report.errors import InputError
from annual_report.statistics.models import Ratio


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a test says that it compares on purpose."""

    units: bool = False
    periods: bool = False


def decide(test: Test, facts: Facts, allowed: Allowed = Allowed()) -> Truth:
    """Return whether ``test`` holds.

    Raises:
        MissingError: if a statistic does not exist; it names the nearest.
        InputError: if what is compared cannot be: other kinds, units or periods, no base, several breakdowns.
    """
    match test:
        case Every(tests=tests):
            return every([decide(part, facts, allowed) for part in tests])
        case Either(tests=tests):
            return either([decide(part, facts, allowed) for part in tests])
        case Not(test=inner):
            return decide(inner, facts, allowed).inverse()
        case Across(function=function, test=inner):
            _require_several(function, inner, facts)
            units = allowed.units or function is Function.ACROSS_UNITS
            return decide(inner, facts, Allowed(units, allowed.periods or function is Function.ACROSS_PERIODS))
        case Extreme():
            return _extreme(test, facts)
        case Differs(one=one, other=other):
            return _differs(one, other, facts, allowed)
        case Comparison():
            return _comparison(test, facts, allowed)


def _require_several(function: Function, test: Test, facts: Facts) -> None:
    """Refuse ``across_...`` around a test of statistics that do not differ so.

    Raises:
        InputError: if all are of one unit, or of one period.
    """
    items = [facts.ledger.values.item(found.statistic) for found in measures(test)]
    counted = [(item.unit, item.period) for item in items if not isinstance(item, Ratio) and item.unit]
    found = {unit.many if function is Function.ACROSS_UNITS else period or "" for unit, period in counted}
    if len(found) < 2:
        raise InputError(f"{function} is for what differs so, and here it is all one: take it out, or compare another")


def measure(term: Term, facts: Facts) -> Quantity:
    """Return the quantity that a term stands for. Raises as ``decide`` does."""
    match term:
        case Number(value=value):
            return Quantity(Interval.point(value))
        case Measure():
            return _measured(term, facts)
        case Sum(parts=parts):
            return add([measure(part, facts) for part in parts], Interval.__add__)
        case Arithmetic(operator=operator, left=left, right=right):
            one, other = measure(left, facts), measure(right, facts)
            match operator:
                case "+":
                    return add([one, other], Interval.__add__)
                case "-":
                    return add([one, other], Interval.__sub__)
                case "*":
                    return multiply(one, other)
                case _:
                    return divide(one, other)


def _measured(term: Measure, facts: Facts) -> Quantity:
    name = term.statistic
    if term.function is Function.RATIO:
        return Quantity(facts.ratio(name), "ratio")
    item = facts.statistic(name)
    unit, period = item.unit.many if item.unit else "", item.period or ""
    match term.function:
        case Function.COUNT:
            return Quantity(facts.count(name), "count", unit, period)
        case Function.PERCENT:
            return Quantity(facts.percent(name), "percentage", unit, period)
        case _:
            return Quantity(_rank(name, term.within, facts), "rank")


def _rank(name: str, within: str, facts: Facts) -> Interval:
    larger = [facts.is_below(name, other) for other in facts.others(name, within)]
    surely = sum(1 for truth in larger if truth is Truth.TRUE)
    perhaps = sum(1 for truth in larger if truth is not Truth.FALSE)
    return Interval(Fraction(1 + surely), Fraction(1 + perhaps))


def _extreme(test: Extreme, facts: Facts) -> Truth:
    others = facts.others(test.statistic, test.within)
    if test.function is Function.LARGEST:
        return every([facts.is_below(other, test.statistic) for other in others])
    return every([facts.is_below(test.statistic, other) for other in others])


def _comparison(test: Comparison, facts: Facts, allowed: Allowed) -> Truth:
    quantities = [measure(term, facts) for term in test.terms]
    pairs = zip(quantities, test.operators, quantities[1:], strict=False)
    return every([_compared(one, operator, other, allowed) for one, operator, other in pairs])


def _compared(one: Quantity, operator: str, other: Quantity, allowed: Allowed) -> Truth:
    compare(one, other, units=allowed.units, periods=allowed.periods)
    match operator:
        case "<":
            return below(one.value, other.value)
        case ">":
            return below(other.value, one.value)
        case "<=":
            return below(other.value, one.value).inverse()
        case ">=":
            return below(one.value, other.value).inverse()
        case "==":
            return equal(one.value, other.value)
        case _:
            return equal(one.value, other.value).inverse()


def _differs(one: str, other: str, facts: Facts, allowed: Allowed) -> Truth:
    """Say whether two shares differ by more than chance, whatever their counts can be.

    Both tests of chance go with the counts: the higher the first and the lower the second, the sooner the first is
    above. So only the ends of what the counts can be have to be tried.
    """
    shares = [measure(Measure(Function.PERCENT, name), facts) for name in (one, other)]
    compare(*shares, units=allowed.units, periods=allowed.periods)
    (low, high), (other_low, other_high) = _ends(one, facts), _ends(other, facts)
    beyond = _beyond_chance(groups_of(one, other, facts.ledger))
    if beyond(low, other_high) or beyond(other_low, high):
        return Truth.TRUE
    if beyond(high, other_low) or beyond(other_high, low):
        return Truth.OPEN
    return Truth.FALSE


def _beyond_chance(groups: Groups) -> Callable[[Share, Share], bool]:
    """Return what says whether a first share is above a second by more than chance."""
    if groups is Groups.SEPARATE:
        return is_above
    return lambda one, other: is_larger_part(one[0], other[0])


def _ends(name: str, facts: Facts) -> tuple[Share, Share]:
    """Return the least and the greatest count of a share, each with its base."""
    item = facts.statistic(name)
    base = facts.count(str(item.base))
    if base.low != base.high:
        raise InputError(f"{name}: how many {item.base} there are is not fixed, so chance cannot be judged")
    count = facts.count(name)
    return (int(count.low), int(base.low)), (int(count.high), int(base.low))


def working(test: Test, facts: Facts) -> str:
    """Return what each measure of ``test`` is, for a message: ``percent(deaths.cause.sudi) is 30.6``."""
    parts = [f"{_written(found)} is {shown(measure(found, facts).value)}" for found in measures(test)]
    return "; ".join(dict.fromkeys(parts))


def measures(test: Test | Term) -> list[Measure]:
    """Return every measure within a test, in order: of ``largest`` the count and rank, of ``differs`` the shares."""
    match test:
        case Measure():
            return [test]
        case Extreme(statistic=statistic, within=within):
            return [Measure(Function.COUNT, statistic), Measure(Function.RANK, statistic, within)]
        case Differs(one=one, other=other):
            return [Measure(Function.PERCENT, one), Measure(Function.PERCENT, other)]
        case Number():
            return []
        case Not(test=inner) | Across(test=inner):
            return measures(inner)
        case Every(tests=parts) | Either(tests=parts) | Comparison(terms=parts) | Sum(parts=parts):
            return [found for part in parts for found in measures(part)]
        case Arithmetic(left=left, right=right):
            return measures(left) + measures(right)


def constants(test: Test | Term) -> set[Fraction]:
    """Return the numbers that a test holds, arithmetic on plain numbers done: 100/3 is one. A largest is of rank 1."""
    match test:
        case Number(value=value):
            return {value}
        case Extreme():
            return {Fraction(1)}
        case Not(test=inner) | Across(test=inner):
            return constants(inner)
        case Every(tests=parts) | Either(tests=parts) | Comparison(terms=parts) | Sum(parts=parts):
            return {found for part in parts for found in constants(part)}
        case Arithmetic(left=left, right=right):
            folded = _folded(test)
            return {folded} if folded is not None else constants(left) | constants(right)
        case _:
            return set()


def _folded(term: Term) -> Fraction | None:
    """Return the value of a term of plain numbers, None if a statistic stands in it or it divides by 0."""
    match term:
        case Number(value=value):
            return value
        case Arithmetic(operator=operator, left=left, right=right):
            one, other = _folded(left), _folded(right)
            if one is None or other is None or (operator == "/" and not other):
                return None
            return {"+": one + other, "-": one - other, "*": one * other, "/": one / (other or 1)}[operator]
        case _:
            return None


def _written(term: Measure) -> str:
    within = f", {term.within}" if term.within else ""
    return f"{term.function}({term.statistic}{within})"
