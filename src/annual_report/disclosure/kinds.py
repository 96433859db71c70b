"""The kind of a count, none, few or enough: what the choice of what to hide may show of a hidden count at the most.

Whoever runs this program on all that hidden counts could be sees which of them had to be hidden. So a few must not be
worked out even by one who is told of each hidden count of which kind it is.
"""

from dataclasses import dataclass

from annual_report.disclosure.needs import Need, is_small
from annual_report.disclosure.system import Cell

#: What a few must be left with to one who knows of which kind each hidden count is: one other value. To ask for more
#: would make what is hidden depend on how large the few are.
UNSURE = Need(0, 0, 1)


@dataclass(frozen=True, slots=True)
class Kind:
    """The least and the greatest count of a kind, None where there is no greatest; ``few``: it may not be printed."""

    low: int
    high: int | None
    few: bool = False

    @property
    def but_for_0(self) -> "Kind":
        """What one knows who only knows that a 0 is printed as long as another number does."""
        return self if self.high == 0 else Kind(self.low, None, self.few)


def kind_of(cell: Cell, threshold: int) -> Kind:
    """Return the kind of a count. Of enough it is only said that it is not 0: the least must not tell of neighbours."""
    if not cell.count:
        return Kind(0, 0)
    return Kind(1, threshold - 1 if cell.count < threshold else None, is_small(cell, threshold))
