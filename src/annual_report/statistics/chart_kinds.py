"""The kinds of chart, each with all that other rooms must know of it. ``press.charts`` knows how each is drawn."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class ChartKind(StrEnum):
    """A kind of chart. mypy refuses one that has no traits, or that nothing draws."""

    BAR = "bar"
    GROUPED_BAR = "grouped_bar"
    STACKED_BAR = "stacked_bar"
    COLUMN = "column"
    GROUPED_COLUMN = "grouped_column"
    DOT = "dot"

    @property
    def traits(self) -> "Traits":
        """What the kind is like."""
        match self:
            case ChartKind.BAR:
                return Traits("Bar chart", several=ChartKind.GROUPED_BAR)
            case ChartKind.GROUPED_BAR:
                return Traits("Grouped bar chart", one=ChartKind.BAR)
            case ChartKind.STACKED_BAR:
                bars = ChartKind.GROUPED_BAR  # in a stack, the gap that a hidden part leaves would tell its size
                return Traits("Stacked bar chart", hiding=bars, beside=bars, counts=bars)
            case ChartKind.COLUMN:
                return Traits("Bar chart", several=ChartKind.GROUPED_COLUMN)
            case ChartKind.GROUPED_COLUMN:
                return Traits("Grouped bar chart", one=ChartKind.COLUMN)
            case ChartKind.DOT:
                return Traits("Dot chart", of_ratios=True, counts=ChartKind.GROUPED_BAR)  # counts lie against no line
            case _:
                assert_never(self)

    def for_series(self, count: int) -> "ChartKind":
        """Return the kind that draws ``count`` series as this one does."""
        return (self.traits.one if count == 1 else self.traits.several) or self

    @property
    def where_hidden(self) -> "ChartKind":
        """The kind that is drawn where a number is hidden."""
        return self.traits.hiding or self

    def in_packs(self, *, counts: bool) -> "ChartKind":
        """Return the kind that draws an area: its counts, or its percentages and ratios beside those of all areas."""
        return (self.traits.counts if counts else self.traits.beside) or self


@dataclass(frozen=True, slots=True)
class Traits:
    """What one kind of chart is like. Of the other kinds that it names, None means the kind itself.

    Attributes:
        words: the kind as a text alternative names it.
        of_ratios: whether it draws ratios, which are measured from a line, and not counts or percentages.
        one: the kind that takes its place for one series.
        several: the kind that takes its place for several series.
        hiding: the kind that is drawn where a number is hidden.
        beside: the kind that draws an area's percentages or ratios beside those of all areas.
        counts: the kind that draws an area's counts.
    """

    words: str
    of_ratios: bool = False
    one: ChartKind | None = None
    several: ChartKind | None = None
    hiding: ChartKind | None = None
    beside: ChartKind | None = None
    counts: ChartKind | None = None
