"""The parts of a claim's test, as they are read: measures of statistics, arithmetic, comparisons, and, or, not."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Function(StrEnum):
    """Every function that a test can call."""

    COUNT = "count"  # how many
    PERCENT = "percent"  # of its base, exact
    RATIO = "ratio"  # one share against another
    RANK = "rank"  # 1 for the largest of its breakdown
    LARGEST = "largest"  # larger than every other of its breakdown
    SMALLEST = "smallest"  # smaller than every other of its breakdown
    SUM = "sum"  # of numbers of one kind
    DIFFERS = "differs"  # two shares, by more than chance could explain
    ACROSS_UNITS = "across_units"  # says that different units are compared on purpose
    ACROSS_PERIODS = "across_periods"  # says that different periods are compared on purpose


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was written."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """``count``, ``percent``, ``ratio`` or ``rank`` of a statistic; ``within``: the breakdown or table of a rank."""

    function: Function
    statistic: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers added up."""

    parts: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left + right``, and so for ``-``, ``*`` and ``/``."""

    operator: str
    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``terms[0] < terms[1] < ...``: an operator between each two neighbours."""

    terms: "tuple[Term, ...]"
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extreme:
    """``largest`` or ``smallest`` of a breakdown or table, and no other equal to it."""

    function: Function
    statistic: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Differs:
    """Two shares that differ by more than chance could explain, at the 95% level."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Across:
    """A test in which different units, or periods, are compared on purpose."""

    function: Function
    test: "Test"


@dataclass(frozen=True, slots=True)
class Every:
    """All of the tests hold (``and``)."""

    tests: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the tests holds (``or``)."""

    tests: "tuple[Test, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The test does not hold."""

    test: "Test"


Term = Number | Measure | Sum | Arithmetic
Test = Comparison | Extreme | Differs | Across | Every | Either | Not
