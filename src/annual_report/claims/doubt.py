"""The hidden numbers that a test rests on, and what each of them can be."""

from annual_report.claims.evaluate import measures
from annual_report.claims.facts import Facts, shown
from annual_report.claims.syntax import Function, Measure, Test
from annual_report.statistics.hidden import Hidden


def doubt(test: Test, facts: Facts) -> str:
    """Return what each hidden number behind ``test`` can be: ``count(deaths.cause.sudi) is 1 to 5``; empty if none."""
    return "; ".join(_range(name, facts) for name in hidden_behind(test, facts))


def hidden_behind(test: Test, facts: Facts) -> tuple[str, ...]:
    """Return the hidden numbers that a test rests on, each once, in order: those compared with by rank, and bases too.

    Raises:
        MissingError: if a statistic does not exist.
        InputError: if a rank is not among the parts of one breakdown.
    """
    items = facts.ledger.values
    names = [name for found in measures(test) for name in _behind(found, facts)]
    return tuple(dict.fromkeys(name for name in names if isinstance(items.item(name), Hidden)))


def _behind(found: Measure, facts: Facts) -> list[str]:
    match found.function:
        case Function.PERCENT:
            base = facts.statistic(found.statistic).base
            return [found.statistic] + ([base] if base else [])
        case Function.RANK:
            return [found.statistic, *facts.others(found.statistic, found.within)]
        case _:
            return [found.statistic]


def _range(name: str, facts: Facts) -> str:
    item = facts.ledger.values.item(name)
    if isinstance(item, Hidden) and item.is_ratio:
        return f"ratio({name}) is {shown(facts.ratio(name))}"
    return f"count({name}) is {shown(facts.count(name))}"
