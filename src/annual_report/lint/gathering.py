"""Gathers what is read of a page: its passages, directives, headings, files, faults, and where each stands."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annual_report.lint.flatten import Flat
from annual_report.lint.literal import literal_faults
from annual_report.lint.pages import Brought, Directive, Fault, Heading, Kind, Page, Passage, Unread


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a block's source stand: for each of its lines its offset there, and line and column."""

    lines: Sequence[tuple[int, int, int]]

    def of(self, origin: int) -> tuple[int, int]:
        """Return the line and column (from 1) of the character at ``origin``."""
        offset, line, column = self.lines[max(0, bisect_right(self.lines, origin, key=lambda known: known[0]) - 1)]
        return line + 1, column + origin - offset + 1


@dataclass(slots=True)
class Gathered:
    """What was read of a page so far."""

    file: str
    passages: list[Passage] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    brought: list[Brought] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def tell(self, rule: str, place: tuple[int, int], spot: str, message: str) -> None:
        """Note a fault at a line and column (from 1), if there is a message."""
        if message:
            self.faults.append(Fault(rule, *place, spot, message))

    def text(self, flat: Flat, kind: Kind, places: Places, group: int, source: Sequence[str]) -> None:
        """Note a passage, and what of it would be printed as it was typed."""
        if flat.text.strip():
            runs = tuple((at, *places.of(origin)) for at, origin in flat.runs)
            passage = Passage(self.file, kind, flat.text, tuple(flat.marks), runs, group)
            self.passages.append(passage)
            self.faults += literal_faults(passage, source)

    def page(self) -> Page:
        """Return the page that it makes."""
        return Page(
            self.file,
            tuple(self.passages),
            tuple(self.directives),
            tuple(self.faults),
            tuple(self.brought),
            tuple(self.headings),
            tuple(self.unread),
        )
