"""Suggests what to place where a number was typed: the statistic with that value whose words are nearest."""

from collections.abc import Iterator
from dataclasses import dataclass

from annual_report.lint.context import Context
from annual_report.lint.stems import stems
from annual_report.numerals.cardinals import cardinal
from annual_report.statistics.models import Cell, Form, Statistic

_SMALL = 20  # below it, a number in a text is more likely not a statistic


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statistic that shows the typed number, and the role that places it."""

    statistic: str
    role: str

    @property
    def text(self) -> str:
        """What to paste."""
        return f"{{{self.role}}}`{self.statistic}`"


def suggest_number(typed: str, sentence: str, context: Context) -> Suggestion | None:
    """Return what to place for a typed ``63``, ``1,024``, ``31%`` or ``9.7%``, None if no statistic shows it."""
    form = Form.PERCENT if typed.endswith("%") else Form.COUNT
    return _nearest(typed if form is Form.PERCENT else typed.replace(",", ""), form, sentence, context)


def suggest_words(typed: str, sentence: str, context: Context) -> Suggestion | None:
    """Return what to place for a typed ``nine``, None if it is no whole number or no statistic has it."""
    number = cardinal(typed)
    if number is None:
        return None
    found = _nearest(str(number), Form.COUNT, sentence, context)
    return None if found is None else Suggestion(found.statistic, Form.WORDS.value)


def _nearest(typed: str, form: Form, sentence: str, context: Context) -> Suggestion | None:
    """Return the statistic whose words are nearest; where none is near, the only one with a value that is not small."""
    words = stems(sentence)
    found = [(_overlap(item, words), _near(item, words, context), item.id) for item in _showing(typed, form, context)]
    near = [candidate for candidate in found if candidate[0]]
    if not near and len(found) == 1 and int(typed.rstrip("%").partition(".")[0]) > _SMALL:
        near = found
    if not near:
        return None
    best = min(near, key=lambda candidate: (-candidate[0] - candidate[1], candidate[2].count("."), candidate[2]))
    return Suggestion(best[2], form.value)


def _showing(typed: str, form: Form, context: Context) -> Iterator[Statistic]:
    """Yield the statistics that show the typed number, those that may not be placed left out."""
    ledger = context.release.ledger
    for item in ledger.statistics:
        if form is Form.PERCENT and item.base is None:
            continue
        cell = Cell.model_construct(statistic=item.id, form=form)
        if ledger.values.text(cell).replace(",", "") == typed and context.may_place(item.id, form):
            yield item


def _overlap(item: Statistic, words: frozenset[str]) -> int:
    return 2 * len(words & stems(f"{item.label} {item.id}"))


def _near(item: Statistic, words: frozenset[str], context: Context) -> int:
    base = context.called(item.base) if item.base else ""
    return len(words & stems(f"{base} {item.unit.many}"))
