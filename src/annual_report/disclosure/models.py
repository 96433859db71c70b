"""The records of disclosure control: what people decide, and what was found of each number."""

from datetime import date
from enum import StrEnum

from annual_report.statistics.models import Id, Record


class Shown(StrEnum):
    """What a decision lets be printed in spite of the rule."""

    COUNT = "count"  # the count, and the percentage with it
    PERCENT = "percent"  # the whole percentage alone
    ABOVE = "above"  # of a ratio, that it is above 1
    BELOW = "below"  # of a ratio, that it is below 1
    AREAS = "areas"  # nothing; but areas that know their own records may work it out


class Decision(Record):
    """A person's decision to print a number in spite of the rule, or to let areas work it out.

    ``reviewed_by`` is another person than ``who``.
    """

    statistic: str
    shown: Shown
    reason: str
    who: str
    when: date
    reviewed_by: str
    line: int


class Rule(StrEnum):
    """Which rule decided on a number."""

    SHOWN = "shown"  # no rule hides it
    EXEMPT = "exempt"  # its unit is not one that can identify a child
    REFERENCE = "reference"  # it comes from a published reference table
    DECIDED = "decided"  # a rule hides it, a decision prints it
    SMALL = "small"  # too few children, or too few incidents behind them
    WHOLE = "whole"  # all of its base: it tells of each one
    EVENTS = "events"  # a ratio on too few cases
    RESTS = "rests"  # a ratio of a hidden number
    SECONDARY = "secondary"  # hidden so that no other can be worked out
    GEOGRAPHY = "geography"  # rounded or left out, at this level of place


class Reviewed(Record):
    """One number of the ledger as the human checker sees it: private, since the count stands in it.

    ``low`` and ``high`` are what anyone can work out from the release; ``neighbours`` are the printed numbers that
    stand in a relation with it (the total, the other parts).
    """

    id: Id
    label: str
    unit: str
    count: int | None
    value: str
    base: Id | None
    base_count: int | None
    incidents: int | None
    rule: Rule
    is_printed: bool
    decision: Decision | None
    low: int | None
    high: int | None
    neighbours: tuple[Id, ...]


class KnownToAreas(Record):
    """A hidden number of which an area, or two together, can tell too much by what is printed and their own records.

    They sent ``own`` of its ``count`` records, and are left with ``low`` to ``high`` for what others sent.
    """

    statistic: str
    areas: tuple[str, ...]
    own: int
    count: int
    low: int
    high: int


class OfAreas(Record):
    """What areas can tell: how many ``areas`` were asked, each alone and each two together.

    ``worked_out`` is what some of them know exactly, by decision; ``narrowed`` is what a single one can narrow down
    further than the policy allows.
    """

    areas: int
    worked_out: tuple[KnownToAreas, ...] = ()
    narrowed: tuple[KnownToAreas, ...] = ()

    @property
    def in_words(self) -> str:
        """What was tried, and what came of it, in a sentence."""
        pairs = self.areas * (self.areas - 1) // 2
        names = sorted({one.statistic for one in self.worked_out})
        found = f"some know {', '.join(names)}, by decision" if names else "none knows a hidden number"
        return f"{self.areas} areas with their own records, each alone and each two ({pairs:,} pairs): {found}"
