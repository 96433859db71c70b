"""Every statistic and ratio by id, and how each is shown: the one place where a number becomes text."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from num2words import num2words

from annual_report.errors import InputError, MissingError
from annual_report.rounding import decimals_of
from annual_report.statistics.hidden import Hidden, Item, Symbol
from annual_report.statistics.models import Cell, Form, Ratio, Statistic, Table

_HIDDEN = "{} is hidden by disclosure control, so its value is not here"


@dataclass(frozen=True, slots=True)
class Values:
    """Statistics and ratios by id, the hidden ones among them."""

    items: Mapping[str, Item]

    def item(self, name: str) -> Item:
        """Return the statistic or ratio ``name``, or what is left of it.

        Raises:
            MissingError: if there is none. It names the ids nearest to it.
        """
        if name not in self.items:
            near = get_close_matches(name, sorted(self.items), n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "No id is like it."
            raise MissingError(f"there is no statistic {name!r}. {hint}")
        return self.items[name]

    def statistic(self, name: str) -> Statistic:
        """Return the statistic ``name``; MissingError if there is none, InputError if it is hidden or a ratio."""
        found = self.item(name)
        if isinstance(found, Hidden):
            raise InputError(_HIDDEN.format(name))
        if not isinstance(found, Statistic):
            raise InputError(f"{name} is a ratio, and a statistic with a count is needed here. Show it as a ratio")
        return found

    def ratio(self, name: str) -> Ratio:
        """Return the ratio ``name``; MissingError if there is none, InputError if it is hidden or a statistic."""
        found = self.item(name)
        if isinstance(found, Hidden):
            raise InputError(_HIDDEN.format(name))
        if not isinstance(found, Ratio):
            raise InputError(f"{name} is a statistic, and a ratio is needed here. Show it as a count or a percentage")
        return found

    def text(self, cell: Cell) -> str:
        """Return the cell as a reader sees it: ``63``, ``31%``, ``63 of 206 (31%)``, ``1.27``."""
        return shown(self.item(cell.statistic), cell.form)

    def number(self, cell: Cell) -> Decimal | None:
        """Return the number that the cell shows, rounded as shown, or None where there is none (``[c]``, ``[z]``).

        A percentage or a share gives its percentage, a number in words its count.
        """
        found = self.item(cell.statistic)
        if isinstance(found, Hidden):
            return _left(found, cell.form)
        if isinstance(found, Ratio):
            _require(found, cell.form)
            return found.value()
        return _number(found, cell.form)

    def rounds_to_zero(self, cell: Cell) -> bool:
        """Say whether the cell's rounded number is 0 and its exact one is not: a reader sees ``<1%``."""
        number, exact = self.number(cell), self.exact(cell)
        return bool(exact) and number is not None and not number

    def exact(self, cell: Cell) -> Fraction | None:
        """Return the cell's number unrounded, for drawing: lengths of parts then add up to the whole."""
        found = self.item(cell.statistic)
        if isinstance(found, Hidden):
            left = _left(found, cell.form)
            return None if left is None else Fraction(left)
        if isinstance(found, Ratio):
            _require(found, cell.form)
            return Fraction(found.numerator, found.denominator) if found.denominator else None
        if cell.form in (Form.PERCENT, Form.SHARE):
            base = None if found.base_hidden else _base_of(found)
            return Fraction(100 * found.count, base) if base else None
        number = _number(found, cell.form)
        return None if number is None else Fraction(number)

    def symbols(self, table: Table) -> tuple[Symbol, ...]:
        """Return the shorthand that stands in the table, each once, in the order of their letters."""
        texts = [self.text(cell) for row in table.rows for cell in row.cells]
        return tuple(symbol for symbol in sorted(Symbol) if any(symbol in text for text in texts))


def shown(item: Item, form: Form, decimals: int | None = None) -> str:
    """Return a statistic or ratio in one form, as a reader sees it.

    Args:
        item: what is shown.
        form: how.
        decimals: digits of a percentage, if not the statistic's own.

    Raises:
        InputError: if the form does not fit: a ratio as a count, a percentage of what has no base.
    """
    if isinstance(item, Hidden):
        return _hidden(item, form)
    if isinstance(item, Ratio):
        _require(item, form)
        value = item.value()
        return Symbol.NOT_APPLICABLE if value is None else _unless_zero(value, item.numerator)
    match form:
        case Form.COUNT:
            return f"{item.count:,}"
        case Form.WORDS:
            return str(num2words(item.count, lang="en"))
        case Form.SHARE:
            if item.base_hidden:
                return f"{item.count:,} of {Symbol.CONFIDENTIAL}"
            of = f"{item.count:,} of {_base_of(item):,}"
            return of if item.base_count == 0 else f"{of} ({_percent(item, form, decimals)})"
        case _:
            return _percent(item, form, decimals)


def _percent(statistic: Statistic, form: Form, decimals: int | None) -> str:
    if statistic.base_hidden:
        return Symbol.CONFIDENTIAL
    number = _number(statistic, form, decimals)
    if number is None:
        return Symbol.NOT_APPLICABLE
    return f"{_unless_zero(number, statistic.count)}%"


def _unless_zero(number: Decimal, count: int) -> str:
    """Return a rounded number; where it is 0 and the count is not, what it is less than: some is not none."""
    return f"<{Decimal(1).scaleb(-decimals_of(number))}" if count and not number else str(number)


def _number(statistic: Statistic, form: Form, decimals: int | None = None) -> Decimal | None:
    match form:
        case Form.COUNT | Form.WORDS:
            return Decimal(statistic.count)
        case Form.PERCENT | Form.SHARE:
            if statistic.base_hidden:
                return None
            _base_of(statistic)
            return statistic.percent(decimals)
        case Form.WHOLE:
            return Decimal(100) if statistic.count else None
        case Form.RATIO:
            raise InputError(f"{statistic.id} is a statistic, not a ratio: show it as a count or a percentage")


def _hidden(item: Hidden, form: Form) -> str:
    """Return what is printed in place of a hidden number: a symbol, or the little of it that may be printed."""
    if (form is Form.RATIO) is not item.is_ratio:
        _refuse(item, form)
    match form:
        case Form.PERCENT if item.percent is not None:
            return f"{item.percent}%"
        case Form.COUNT if item.rounded is not None:
            return f"{item.rounded:,}" if item.rounded else Symbol.ROUNDS_TO_ZERO
        case Form.SHARE:
            base = Symbol.CONFIDENTIAL.value if item.base_count is None else f"{item.base_count:,}"
            percent = "" if item.percent is None else f" ({item.percent}%)"
            return f"{item.symbol} of {base}{percent}"
        case Form.RATIO if item.direction:
            return f"{item.direction} 1"
        case _:
            return item.symbol


def _left(item: Hidden, form: Form) -> Decimal | None:
    """Return the number that may be printed of a hidden one in this form, if any."""
    if (form is Form.RATIO) is not item.is_ratio:
        _refuse(item, form)
    match form:
        case Form.PERCENT | Form.SHARE:
            return item.percent
        case Form.COUNT:
            return Decimal(item.rounded) if item.rounded else None
        case _:
            return None


def _refuse(item: Hidden, form: Form) -> None:
    kind = "a ratio" if item.is_ratio else "a statistic, not a ratio,"
    raise InputError(f"{item.id} is {kind} and cannot be shown as {form.value}")


def _base_of(statistic: Statistic) -> int:
    if statistic.base_count is None:
        raise InputError(f"{statistic.id} is a total and has no base, so it has no percentage: show its count")
    return statistic.base_count


def _require(ratio: Ratio, form: Form) -> None:
    if form is not Form.RATIO:
        raise InputError(f"{ratio.id} is a ratio and cannot be shown as {form.value}: show it as a ratio")
