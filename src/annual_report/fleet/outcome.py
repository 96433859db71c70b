"""What became of each report of a fleet."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a report."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report, in how many seconds, and why it failed if it did.

    ``area`` is empty for the edition's own report.
    """

    edition: str
    area: str
    state: State
    seconds: float
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Say whether it failed."""
        return self.state is State.FAILED

    @property
    def name(self) -> str:
        """What it is called, as its folder is."""
        return f"{self.edition}-{self.area}" if self.area else self.edition
