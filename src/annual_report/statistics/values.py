"""Every statistic and ratio by id, and how each is shown: the one place where a number becomes text."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from num2words import num2words

from annual_report.errors import InputError, MissingError
from annual_report.rounding import decimals_of
from annual_report.statistics.models import Cell, Form, Ratio, Statistic

#: Government Statistical Service shorthand for "not applicable": a percentage of an empty base.
NOT_APPLICABLE = "[z]"


@dataclass(frozen=True, slots=True)
class Values:
    """Statistics and ratios by id."""

    items: Mapping[str, Statistic | Ratio]

    def item(self, name: str) -> Statistic | Ratio:
        """Return the statistic or ratio ``name``.

        Raises:
            MissingError: if there is none. It names the ids nearest to it.
        """
        if name not in self.items:
            near = get_close_matches(name, sorted(self.items), n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "No id is like it."
            raise MissingError(f"there is no statistic {name!r}. {hint}")
        return self.items[name]

    def statistic(self, name: str) -> Statistic:
        """Return the statistic ``name``; MissingError if there is none, InputError if it is a ratio."""
        found = self.item(name)
        if not isinstance(found, Statistic):
            raise InputError(f"{name} is a ratio, and a statistic with a count is needed here. Show it as a ratio")
        return found

    def ratio(self, name: str) -> Ratio:
        """Return the ratio ``name``; MissingError if there is none, InputError if it is a statistic."""
        found = self.item(name)
        if not isinstance(found, Ratio):
            raise InputError(f"{name} is a statistic, and a ratio is needed here. Show it as a count or a percentage")
        return found

    def text(self, cell: Cell) -> str:
        """Return the cell as a reader sees it: ``63``, ``31%``, ``63 of 206 (31%)``, ``1.27``."""
        return shown(self.item(cell.statistic), cell.form)

    def number(self, cell: Cell) -> Decimal | None:
        """Return the number that the cell shows, rounded as shown, or None where there is none (``[z]``).

        A percentage or a share gives its percentage, a number in words its count.
        """
        found = self.item(cell.statistic)
        if isinstance(found, Ratio):
            _require(found, cell.form)
            return found.value()
        return _number(found, cell.form)

    def exact(self, cell: Cell) -> Fraction | None:
        """Return the cell's number unrounded, for drawing: lengths of parts then add up to the whole."""
        found = self.item(cell.statistic)
        if isinstance(found, Ratio):
            _require(found, cell.form)
            return Fraction(found.numerator, found.denominator)
        if cell.form in (Form.PERCENT, Form.SHARE):
            base = _base_of(found)
            return Fraction(100 * found.count, base) if base else None
        number = _number(found, cell.form)
        return None if number is None else Fraction(number)


def shown(item: Statistic | Ratio, form: Form, decimals: int | None = None) -> str:
    """Return a statistic or ratio in one form, as a reader sees it.

    Args:
        item: what is shown.
        form: how.
        decimals: digits of a percentage, if not the statistic's own.

    Raises:
        InputError: if the form does not fit: a ratio as a count, a percentage of what has no base.
    """
    if isinstance(item, Ratio):
        _require(item, form)
        return str(item.value())
    match form:
        case Form.COUNT:
            return f"{item.count:,}"
        case Form.WORDS:
            return str(num2words(item.count, lang="en"))
        case Form.SHARE:
            of = f"{item.count:,} of {_base_of(item):,}"
            return of if item.base_count == 0 else f"{of} ({_percent(item, form, decimals)})"
        case _:
            return _percent(item, form, decimals)


def _percent(statistic: Statistic, form: Form, decimals: int | None) -> str:
    number = _number(statistic, form, decimals)
    if number is None:
        return NOT_APPLICABLE
    if not number and statistic.count:
        return f"<{Decimal(1).scaleb(-decimals_of(number))}%"  # some is not none
    return f"{number}%"


def _number(statistic: Statistic, form: Form, decimals: int | None = None) -> Decimal | None:
    match form:
        case Form.COUNT | Form.WORDS:
            return Decimal(statistic.count)
        case Form.PERCENT | Form.SHARE:
            _base_of(statistic)
            return statistic.percent(decimals)
        case Form.WHOLE:
            return Decimal(100) if statistic.count else None
        case Form.RATIO:
            raise InputError(f"{statistic.id} is a statistic, not a ratio: show it as a count or a percentage")


def _base_of(statistic: Statistic) -> int:
    if statistic.base_count is None:
        raise InputError(f"{statistic.id} is a total and has no base, so it has no percentage: show its count")
    return statistic.base_count


def _require(ratio: Ratio, form: Form) -> None:
    if form is not Form.RATIO:
        raise InputError(f"{ratio.id} is a ratio and cannot be shown as {form.value}: show it as a ratio")
