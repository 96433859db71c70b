"""What is said of a number, aspect by aspect, as text: of a statistic, a ratio, or what is left of a hidden one."""

from collections.abc import Mapping, Sequence

from annual_report.statistics.hidden import Hidden
from annual_report.statistics.models import Form, Ratio, Statistic, Unit
from annual_report.statistics.values import shown
from annual_report.vocabulary.entries import fixed_of

NONE = "none"
_HIDDEN = "hidden"
#: The text of each aspect by its name; several lines where it is a list. What a release leaves out has no aspect.
Aspects = Mapping[str, Sequence[str]]


def of_statistic(item: Statistic) -> Aspects:
    """Return what is said of a count."""
    incidents = {} if item.incidents is None else {"incidents behind it": [f"{item.incidents:,}"]}
    return {
        "label": [item.label],
        "count": [shown(item, Form.COUNT)],
        "base": [item.base or NONE],
        "base count": [_base_count(item)],
        "percentage": [_percentage(item)],
        **_counted(item.unit, item.period),
        **incidents,
        "fixed": [fixed_of(item)],
        "above": [NONE if item.above is None else f"{item.above}%"],
    }


def of_hidden(item: Hidden) -> Aspects:
    """Return what is told of a hidden number. What anyone can work out of it is none of it."""
    if item.unit is None:
        return {"label": [item.label], "value": [f"{_HIDDEN} {item.symbol} {item.direction}".strip()]}
    count = f"{_HIDDEN} {item.symbol}" if item.rounded is None else f"about {shown(item, Form.COUNT)}"
    return {
        "label": [item.label],
        "count": [count],
        "base": [item.base or NONE],
        "base count": [_base_count(item)],
        "percentage": [_percentage(item)],
        **_counted(item.unit, item.period),
    }


def _base_count(item: Statistic | Hidden) -> str:
    if item.base_count is not None:
        return f"{item.base_count:,}"
    return NONE if item.base is None else _HIDDEN


def _percentage(item: Statistic | Hidden) -> str:
    if item.base is None:
        return NONE
    text = shown(item, Form.PERCENT)
    return text if text.endswith("%") else f"{_HIDDEN} {text}"


def _counted(unit: Unit, period: str | None) -> Aspects:
    return {"unit": [f"{unit.one}, {unit.many}"], "period": [period or "the edition's own"]}


def of_ratio(item: Ratio) -> Aspects:
    """Return what is said of a ratio."""
    return {
        "label": [item.label],
        "value": [shown(item, Form.RATIO)],
        "exact value": [f"{item.numerator} / {item.denominator}"],
        "part": [item.part],
        "against": [item.against],
        "fixed": [fixed_of(item)],
    }
