"""The records that cross every boundary after the notebooks: statistics, breakdowns, ratios, tables, charts.

All are frozen and know nothing of how they are drawn or printed.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from annual_report.rounding import percent, round_half_up
from annual_report.statistics.chart_kinds import ChartKind

#: Lower-case words and digits, in segments joined by dots: ``deaths.cause.sudi``.
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]


class Record(BaseModel):
    """A frozen, strict record: no unknown field, no silent conversion, no change."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Unit(Record):
    """What is counted: one incident, many incidents."""

    one: str
    many: str

    def of(self, count: int) -> str:
        """Return the word that goes with ``count``."""
        return self.one if count == 1 else self.many


class Pin(StrEnum):
    """How far published figures fix a statistic of synthetic records."""

    COUNT = "count"  # the count is fixed, and the percentage with it
    PERCENT = "percent"  # the printed percentage is fixed, the count only within its rounding
    BOUND = "bound"  # only a bound or a direction is fixed: it can be claimed, never placed
    NOTHING = "nothing"  # invented by the generator: an illustration, not a finding


class Form(StrEnum):
    """A way of showing a statistic."""

    COUNT = "count"  # 63
    WORDS = "words"  # sixty-three
    PERCENT = "percent"  # 31%
    SHARE = "share"  # 63 of 206 (31%)
    RATIO = "ratio"  # 1.27
    WHOLE = "whole"  # 100%: a base as its own whole, in total rows


class Statistic(Record):
    """One published count with its working.

    ``count`` and ``base_count`` are in ``unit``; ``base`` names the statistic that is the denominator (None for a
    total); ``incidents`` is how many distinct incidents stand behind the count, None where that has no meaning.
    ``reference`` marks a count that comes from a reference table, such as a census, not from the edition's records.
    ``period`` names the time it covers, where that is not the edition's own. ``above`` is a percentage that it exceeds,
    known because an edition printed the bound and not the value. ``members`` is a fingerprint of the records counted:
    equal for equal sets, and that of two sets without a common record is their sum; ``behind`` is that of the incidents
    which they come from, where they are not incidents themselves. ``records`` names the records of a total and
    ``where`` says which of them a part counts (``membership``). ``base_hidden``: disclosure control hid the base, so
    that there is a count and no percentage.
    """

    id: Id
    label: str
    unit: Unit
    count: int = Field(ge=0)
    base: Id | None = None
    base_count: int | None = Field(default=None, ge=0)
    decimals: int = Field(default=0, ge=0, le=3)
    incidents: int | None = Field(default=None, ge=0)
    reference: bool = False
    period: str | None = None
    pinned: Pin = Pin.COUNT
    above: Decimal | None = None
    members: str = ""
    behind: str = ""
    records: str = ""
    where: str = ""
    base_hidden: bool = False
    notebook: str = ""

    @model_validator(mode="after")
    def _part_of_base(self) -> "Statistic":
        if (self.base is None) != (self.base_count is None) and not self.base_hidden:
            raise ValueError(f"{self.id}: a base needs both its id and its count")
        if self.base_count is not None and self.count > self.base_count:
            raise ValueError(f"{self.id}: {self.count} is more than its base {self.base} ({self.base_count})")
        return self

    def percent(self, decimals: int | None = None) -> Decimal | None:
        """Return the percentage of the base, half up, or None where there is no base or the base is 0."""
        if not self.base_count:
            return None
        return percent(self.count, self.base_count, self.decimals if decimals is None else decimals)


class Ratio(Record):
    """How one share compares with another: ``part`` divided by ``against``, both ids of shares.

    Where one of them is of an empty base, or ``against`` is 0, there is no ratio: the denominator is 0.
    """

    id: Id
    label: str
    part: Id
    against: Id
    numerator: int = Field(ge=0)
    denominator: int = Field(ge=0)
    decimals: int = Field(default=2, ge=0, le=3)
    pinned: Pin = Pin.COUNT
    notebook: str = ""

    @model_validator(mode="after")
    def _of_nothing(self) -> "Ratio":
        if self.numerator and not self.denominator:
            raise ValueError(f"{self.id}: a ratio without a denominator has no numerator either")
        return self

    def value(self) -> Decimal | None:
        """Return the ratio, rounded half up once, or None where there is none."""
        return round_half_up(self.numerator, self.denominator, self.decimals) if self.denominator else None


class Breakdown(Record):
    """A base split into categories that add up to it.

    ``parts`` are statistic ids in reading order; ``by`` is the coded column whose codes they end in.
    """

    id: Id
    label: str
    base: Id
    parts: tuple[Id, ...]
    by: str = ""
    notebook: str = ""


class Cell(Record):
    """One cell of a table: a statistic or ratio, in one form."""

    statistic: Id
    form: Form


class Row(Record):
    """One row of a table: its header and its cells. ``total`` marks the row that the others add up to."""

    label: str
    cells: tuple[Cell, ...]
    total: bool = False


class Table(Record):
    """A published table. ``columns`` are the headers of the cells; ``header`` stands over the row headers.

    ``title`` says what it shows (measure, place, time). ``illustration``: the records are synthetic and at least one
    cell is invented.
    """

    id: Id
    title: str
    header: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    illustration: bool = False
    notebook: str = ""

    @model_validator(mode="after")
    def _rectangular(self) -> "Table":
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"{self.id}: row {row.label!r} has {len(row.cells)} cells for {len(self.columns)} columns"
                )
        return self


class Chart(Record):
    """A picture of one table and nothing else.

    ``columns`` are the table's columns that are drawn, in order (a series each); total rows are left out.
    ``title`` is the headline (a finding only where the figures are pinned), ``subtitle`` the measure, place and time.
    ``reference`` draws a line at a value with its meaning (for ratios: 1, "same as in the census").
    ``claim`` is the test behind the words of the title; it is needed where the title asserts something.
    """

    id: Id
    table: Id
    kind: ChartKind
    title: str
    subtitle: str
    columns: tuple[str, ...]
    axis: str
    reference: tuple[Annotated[float, Field(allow_inf_nan=False)], str] | None = None
    claim: str = ""
    illustration: bool = False
    notebook: str = ""


#: Everything a notebook can publish.
Published = Statistic | Ratio | Breakdown | Table | Chart
