"""What leaves a notebook: all of it where the engine runs it, in any other kernel only what may be printed.

Notebooks are committed with their outputs, are opened in editors, and are run again by auditors. So a kernel tells
which records a number counts, and what disclosure control hides, only if the engine that started it said so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import Field

from annual_report.editions.models import Edition
from annual_report.errors import InputError
from annual_report.statistics.hidden import Hidden, Item, Symbol
from annual_report.statistics.hiding import bare, what_is_left
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Id, Ratio, Record, Statistic
from annual_report.statistics.plain import why_not
from annual_report.statistics.record_level import tells_all

#: Gives what may be shown of a number.
Outlet = Callable[[Statistic | Ratio], Item]


class Accepted(Record):
    """What stored notebooks may show of an edition, as disclosure control or a sign-off left it.

    ``numbers`` are the count and the base of each statistic that is printed, and the two sides of each ratio.
    """

    numbers: dict[Id, tuple[int, int | None]] = Field(default_factory=dict)
    hidden: tuple[Hidden, ...] = ()


def accepted_of(released: Ledger) -> Accepted:
    """Return what stored notebooks may show once this was released."""
    items: tuple[Statistic | Ratio, ...] = (*released.statistics, *released.ratios)
    return Accepted(numbers={item.id: _numbers(item) for item in items}, hidden=released.hidden)


def read_accepted(file: Path) -> Accepted:
    """Return what stored notebooks may show: nothing, where no file says so.

    Raises:
        InputError: if the file is not what ``annual-report accept`` writes.
    """
    if not file.is_file():
        return Accepted()
    try:
        return Accepted.model_validate_json(file.read_text(encoding="utf-8"), strict=False)
    except ValueError as error:
        raise InputError(
            f"{file}: not what 'annual-report accept' writes: {why_not(error)}. Take it from git, or run accept again"
        ) from error


def everything(item: Statistic | Ratio) -> Item:
    """Return the number as it is: for what stays in this process, or in the engine's private files."""
    return item


@dataclass(frozen=True)
class Releasable:
    """Shows what is ``accepted``, without a trace of the records behind it.

    Of real records a number that was not accepted, or is another now, is not shown. Synthetic ones are public: of them
    only what the report hides is hidden.
    """

    accepted: Accepted = field(default_factory=Accepted)
    synthetic: bool = False

    def __call__(self, item: Statistic | Ratio) -> Item:
        """Return what may be shown of the number."""
        hidden = self._hidden
        if item.id in hidden:
            return hidden[item.id]
        if not self.synthetic and self.accepted.numbers.get(item.id) != _numbers(item, hidden):
            left = what_is_left(item)
            return left.model_copy(update={"symbol": Symbol.NOT_AVAILABLE, "base_count": None})
        return item if isinstance(item, Ratio) else bare(item, hidden)

    @cached_property
    def _hidden(self) -> Mapping[str, Hidden]:
        return {item.id: item for item in self.accepted.hidden}


def outlet_of(edition: Edition) -> Outlet:
    """Return what a notebook of this edition may show in this process.

    Raises:
        InputError: if the file that says so is damaged.
    """
    if tells_all():
        return everything
    return Releasable(read_accepted(edition.accepted_file), edition.records.synthetic)


def outlet_of_nothing_known() -> Outlet:
    """Return what a notebook may show that does not say of which edition it is."""
    return everything if tells_all() else Releasable()


def _numbers(item: Statistic | Ratio, hidden: Mapping[str, Hidden] | None = None) -> tuple[int, int | None]:
    if isinstance(item, Ratio):
        return item.numerator, item.denominator
    return item.count, None if hidden and item.base in hidden else item.base_count
