"""The verdict on each published figure: what the ledger says where the edition printed it, character for character."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from annual_report.errors import MissingError, ReportError
from annual_report.figures.models import PublishedFigure, Status, Verdict
from annual_report.figures.printed import Form
from annual_report.figures.said import is_said
from annual_report.statistics import models
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic
from annual_report.statistics.values import Values

_HIDDEN = "Hidden by disclosure control. The status was found with the number, before it was hidden."


def assess(figures: Sequence[PublishedFigure], ledger: Ledger) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    """Return the verdicts on the figures that could be computed, and what does not come out as published.csv says.

    A fault: a figure declared reproduced is not, one declared contradicted holds, one declared contradicted in words
    has a word that holds or a number that does not, or its statistic does not exist.
    """
    verdicts, faults = [], []
    for figure in figures:
        try:
            verdict = _judge(figure, ledger)
        except ReportError as error:
            faults.append(f"{figure.id}: {error}")
            continue
        verdicts.append(verdict)
        if figure.status is Status.REPRODUCED and not verdict.holds:
            place = f"{figure.id} (paragraph {figure.paragraph})"
            faults.append(f"{place}: printed {figure.printed!r}, computed {verdict.computed!r}")
        if figure.status is Status.CONTRADICTED and verdict.holds:
            faults.append(f"{figure.id}: declared contradicted, but the records give {verdict.computed!r} as printed")
        if figure.status is Status.CONTRADICTED_IN_WORDS and verdict.computed != _not_most(f"{figure.percent}%"):
            faults.append(
                f"{figure.id}: declared contradicted in words, so the records must give the printed percentage, "
                f"{figure.percent}%, and no majority. They give {verdict.computed!r}"
            )
    return tuple(verdicts), tuple(faults)


def released_verdicts(
    verdicts: Sequence[Verdict], figures: Sequence[PublishedFigure], ledger: Ledger
) -> tuple[Verdict, ...]:
    """Return the verdicts as they may be shown: nothing is left of a figure that would tell what is hidden.

    What an earlier publication printed is not printed again either: beside the status it would tell the same.

    Args:
        verdicts: of the true numbers.
        figures: the published figures that they judge.
        ledger: the released one.

    Raises:
        MissingError: if a verdict judges none of the figures.
    """
    known = {figure.id: figure for figure in figures}
    unknown = sorted(verdict.id for verdict in verdicts if verdict.id not in known)
    if unknown:
        raise MissingError(f"there are verdicts on figures that published.csv does not have: {', '.join(unknown)}")
    return tuple(_released(verdict, known[verdict.id], ledger.values) for verdict in verdicts)


def _released(verdict: Verdict, figure: PublishedFigure, values: Values) -> Verdict:
    if verdict.computed is None or is_said(figure, verdict, values):
        return verdict
    hidden = Symbol.CONFIDENTIAL.value
    return verdict.model_copy(update={"printed": hidden, "computed": hidden, "note": _HIDDEN})


def as_message(faults: Sequence[str]) -> str:
    """Return what a person is told of figures that do not come out as published.csv says."""
    return (
        f"{len(faults)} published figure(s) do not come out as published.csv says. Correct the records, "
        "the notebook or the status there:\n" + "\n".join(f"  {fault}" for fault in faults)
    )


def tally(verdicts: Sequence[Verdict]) -> str:
    """Return one line that says how many figures were reproduced, contradicted and narrative only."""
    counts = [f"{sum(1 for v in verdicts if v.status is status)} {status.value}" for status in Status]
    return f"{len(verdicts)} published figures: " + ", ".join(counts)


def _judge(figure: PublishedFigure, ledger: Ledger) -> Verdict:
    computed = None if figure.form is None else _computed(figure, figure.form, ledger.values)
    return Verdict(
        id=figure.id,
        paragraph=figure.paragraph,
        statement=figure.statement,
        printed=figure.printed,
        computed=computed,
        status=figure.status,
        note=figure.note,
    )


def _computed(figure: PublishedFigure, form: Form, values: Values) -> str:
    if form in (Form.OVER_REPRESENTED, Form.UNDER_REPRESENTED):
        return _represented(figure, form, values)
    if form is Form.LARGEST:
        return _largest(figure, values)
    statistic = values.statistic(figure.statistics[0])
    return _FORMS[form](statistic, figure)


def _represented(figure: PublishedFigure, form: Form, values: Values) -> str:
    ratios = [values.ratio(name) for name in figure.statistics]
    over = form is Form.OVER_REPRESENTED
    holds = all((r.numerator > r.denominator) if over else (r.numerator < r.denominator) for r in ratios)
    return figure.printed if holds else "ratios " + ", ".join(str(ratio.value()) for ratio in ratios)


def _largest(figure: PublishedFigure, values: Values) -> str:
    first, *others = (values.statistic(name) for name in figure.statistics)
    above = [other.label for other in others if other.count >= first.count]
    return figure.printed if not above else f"not above {', '.join(above)}"


def _percent(statistic: Statistic, figure: PublishedFigure) -> str:
    return f"{statistic.percent(figure.decimals)}%"


def _over_percent(statistic: Statistic, figure: PublishedFigure) -> str:
    bound = Decimal(figure.printed.removeprefix("over ").removesuffix("%"))
    holds = 100 * statistic.count > bound * (statistic.base_count or 0)
    return figure.printed if holds else _percent(statistic, figure)


def _most_percent(statistic: Statistic, figure: PublishedFigure) -> str:
    shown = _percent(statistic, figure)
    is_most = 2 * statistic.count > (statistic.base_count or 0)
    return f"{figure.most} ({shown})" if is_most else _not_most(shown)


def _not_most(shown: str) -> str:
    return f"{shown}, not a majority"


def _all(statistic: Statistic, figure: PublishedFigure) -> str:
    return figure.printed if statistic.count == statistic.base_count else _share_of(statistic, figure)


def _share_of(statistic: Statistic, figure: PublishedFigure) -> str:
    del figure
    return f"{statistic.count} of {statistic.base_count}"


def _count(statistic: Statistic, figure: PublishedFigure) -> str:
    del figure
    return str(statistic.count)


def _words(statistic: Statistic, figure: PublishedFigure) -> str:
    del figure
    return Values({statistic.id: statistic}).text(models.Cell(statistic=statistic.id, form=models.Form.WORDS))


def _count_percent(statistic: Statistic, figure: PublishedFigure) -> str:
    return f"{statistic.count} ({_percent(statistic, figure)})"


_FORMS: dict[Form, Callable[[Statistic, PublishedFigure], str]] = {
    Form.COUNT: _count,
    Form.WORDS: _words,
    Form.PERCENT: _percent,
    Form.SHARE_OF: _share_of,
    Form.COUNT_PERCENT: _count_percent,
    Form.OVER_PERCENT: _over_percent,
    Form.MOST_PERCENT: _most_percent,
    Form.ALL: _all,
}
