"""The records of published figures: what an edition printed, and the verdict on it."""

from decimal import Decimal
from enum import StrEnum

from annual_report.figures.printed import Form, Numbers, read_numbers
from annual_report.statistics.models import Record


class Status(StrEnum):
    """What is claimed of a printed figure. A build that does not bear it out fails."""

    REPRODUCED = "reproduced"
    CONTRADICTED = "contradicted"
    CONTRADICTED_IN_WORDS = "contradicted in words"  # the number comes out, the word beside it is not true of it
    NARRATIVE_ONLY = "narrative only"


class PublishedFigure(Record):
    """One printed figure. ``form`` is None, and ``statistics`` empty, where nothing is computed (narrative only)."""

    id: str
    paragraph: str
    statement: str
    printed: str
    form: Form | None
    decimals: int
    statistics: tuple[str, ...]
    status: Status
    note: str

    @property
    def count(self) -> int | None:
        """The count that is printed, in digits or in words, if one is."""
        return self._numbers.count

    @property
    def base(self) -> int | None:
        """The base that is printed beside the count, if one is."""
        return self._numbers.base

    @property
    def percent(self) -> Decimal | None:
        """The percentage that is printed, if one is."""
        return self._numbers.percent

    @property
    def most(self) -> str:
        """The word for more than half that is printed beside the percentage, if one is."""
        return self._numbers.most

    @property
    def binds(self) -> bool:
        """Say whether its number must come out as printed, whatever the words beside it."""
        return self.status in (Status.REPRODUCED, Status.CONTRADICTED_IN_WORDS)

    @property
    def _numbers(self) -> Numbers:
        return (read_numbers(self.form, self.printed) if self.form else None) or Numbers()


class Verdict(Record):
    """One published figure and what the records give in its printed form; ``computed`` is None for narrative only."""

    id: str
    paragraph: str
    statement: str
    printed: str
    computed: str | None
    status: Status
    note: str

    @property
    def holds(self) -> bool:
        """Say whether the computed form is the printed one."""
        return self.computed == self.printed
