"""When a hidden count is safe: how wide, and how far up, the interval must be that anyone can work out for it."""

from dataclasses import dataclass

from annual_report.disclosure.system import Cell


@dataclass(frozen=True, slots=True)
class Need:
    """What the interval of a hidden count must span: so many above it, so many below, so many in all."""

    above: int
    below: int
    width: int

    def is_met(self, count: int, low: int, high: int) -> bool:
        """Say whether the interval from ``low`` to ``high`` protects ``count``."""
        return high - count >= self.above and count - low >= self.below and high - low >= self.width


def is_small(cell: Cell, threshold: int) -> bool:
    """Say whether too few records, or too few distinct incidents behind them, are counted."""
    if cell.is_free or not cell.count:
        return False
    return cell.count < threshold or cell.incidents < threshold


def need_of(cell: Cell, threshold: int, low: int = 0, high: int | None = None) -> Need | None:
    """Return what protects a cell that may not be printed; None if it may.

    The interval must be as wide as the threshold. Of a small count it must reach the threshold and another number than
    the count; of one that is all of its base, numbers below. Nothing can be asked beyond what is known before anything
    is printed: from ``low`` to ``high``.

    Args:
        cell: the count.
        threshold: the least count that may be printed.
        low: the least it can be by what was published before.
        high: the greatest, None if nothing was.
    """
    small = is_small(cell, threshold)
    if not small and not (cell.whole and cell.ids):
        return None
    room = threshold if high is None else min(threshold, high - low)
    above = max(threshold - cell.count, 1) if small else 0
    above = above if high is None else min(above, high - cell.count)
    below = min(1, cell.count - low)
    return Need(above, below, room)
