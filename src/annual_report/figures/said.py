"""Whether a release still says what a published figure says, after disclosure control."""

from collections.abc import Sequence
from fractions import Fraction

from annual_report.figures.models import PublishedFigure, Verdict
from annual_report.figures.printed import Form
from annual_report.rounding import decimals_of
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.models import Statistic
from annual_report.statistics.values import Values

_OF_BASE = (Form.PERCENT, Form.SHARE_OF, Form.COUNT_PERCENT, Form.OVER_PERCENT, Form.MOST_PERCENT, Form.ALL)


def is_said(figure: PublishedFigure, verdict: Verdict, released: Values) -> bool:
    """Say whether what the verdict shows may be read off the release.

    Args:
        figure: the published figure.
        verdict: the verdict on it, of the true numbers.
        released: the numbers of the release.
    """
    items = [released.items.get(name) for name in figure.statistics]
    found = [item for item in items if item is not None]
    if len(found) < len(items):
        return False
    if not any(_is_touched(item, figure.form) for item in found):
        return True
    match figure.form:
        case Form.OVER_REPRESENTED:
            return verdict.holds and all(_lies(item, "above") for item in found)
        case Form.UNDER_REPRESENTED:
            return verdict.holds and all(_lies(item, "below") for item in found)
        case Form.LARGEST:
            return verdict.holds and _is_largest(found)
        case Form.PERCENT:
            return _is_printed(found[0], verdict)
        case Form.OVER_PERCENT:
            return _is_printed(found[0], verdict) or (verdict.holds and _is_over(found[0], figure))
        case _:
            return False


def _is_touched(item: Item, form: Form | None) -> bool:
    """Say whether the number is hidden, or the base without which the form says too little."""
    return isinstance(item, Hidden) or (isinstance(item, Statistic) and item.base_hidden and form in _OF_BASE)


def _lies(item: Item, direction: str) -> bool:
    """Say whether a ratio is shown, or on which side of 1 it lies."""
    return not isinstance(item, Hidden) or item.direction == direction


def _is_largest(items: Sequence[Item]) -> bool:
    """Say whether the first count is larger than each other, whatever the hidden ones among them are."""
    first, *others = (_range(item) for item in items)
    return all(high is not None and first[0] > high for _, high in others)


def _range(item: Item) -> tuple[int, int | None]:
    if isinstance(item, Statistic):
        return item.count, item.count
    return (item.low, item.high) if isinstance(item, Hidden) else (0, None)


def _is_printed(item: Item, verdict: Verdict) -> bool:
    """Say whether the percentage is printed in spite of the rule."""
    return isinstance(item, Hidden) and item.percent is not None and verdict.computed == f"{item.percent}%"


def _is_over(item: Item, figure: PublishedFigure) -> bool:
    """Say whether a share lies above the printed bound, whatever the hidden count is."""
    if not isinstance(item, Hidden) or figure.percent is None:
        return False
    bound = Fraction(figure.percent)
    if item.percent is not None and Fraction(item.percent) - Fraction(1, 2 * 10 ** decimals_of(item.percent)) > bound:
        return True
    return bool(item.base_count) and 100 * item.low > bound * (item.base_count or 0)
