"""What is left of a number that may not be printed, and the shorthand that stands in its place."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from annual_report.statistics.models import Id, Ratio, Record, Statistic, Unit


class Symbol(StrEnum):
    """Shorthand in place of a number (Analysis Function, "Using symbols and shorthand in tables").

    ``k`` is the Department for Education's: "low" may offend where deaths are counted.
    """

    CONFIDENTIAL = "[c]"
    ROUNDS_TO_ZERO = "[k]"
    NOT_AVAILABLE = "[x]"
    NOT_APPLICABLE = "[z]"
    UNRELIABLE = "[u]"
    PROVISIONAL = "[p]"
    REVISED = "[r]"

    @property
    def meaning(self) -> str:
        """What a reader is told above the table."""
        return _MEANINGS[self]


_MEANINGS = {
    Symbol.CONFIDENTIAL: "confidential: hidden so that no child can be identified",
    Symbol.ROUNDS_TO_ZERO: "rounds to 0, but is not 0",
    Symbol.NOT_AVAILABLE: "not available: not published at this level",
    Symbol.NOT_APPLICABLE: "not applicable: there is nothing to take a percentage of",
    Symbol.UNRELIABLE: "unreliable: too few cases for a rate or ratio",
    Symbol.PROVISIONAL: "provisional: the figures may still be revised",
    Symbol.REVISED: "revised since an earlier release",
}


class Hidden(Record):
    """A statistic or ratio that is not printed.

    ``low`` and ``high`` are the least and greatest count that anyone can work out from all that is printed (``high``
    is None where nothing bounds it); they are wide enough, by the policy. ``unit`` is None for a ratio. ``percent`` is
    printed in spite of the rule, the count is not; ``rounded`` is the count to the nearest ``to``; ``direction`` says
    of a ratio on which side of 1 it lies, where that alone is printed.
    """

    id: Id
    label: str
    symbol: Symbol = Symbol.CONFIDENTIAL
    unit: Unit | None
    base: Id | None = None
    base_count: int | None = None
    low: int = 0
    high: int | None = None
    percent: Decimal | None = None
    rounded: int | None = None
    to: int = 1
    direction: Literal["", "above", "below"] = ""
    period: str | None = None
    notebook: str = ""

    @property
    def is_ratio(self) -> bool:
        """Say whether a ratio is hidden, not a count."""
        return self.unit is None


#: Whatever a cell can point to.
Item = Statistic | Ratio | Hidden
