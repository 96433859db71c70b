"""Merging categories of a breakdown into one, by a rule of the policy, where hiding them protects nobody."""

from collections.abc import Collection, Iterable, Sequence

from annual_report.disclosure.earlier import Earlier
from annual_report.editions.policy import Merge
from annual_report.errors import CheckError, InputError
from annual_report.figures.models import PublishedFigure
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.membership import either
from annual_report.statistics.models import Breakdown, Cell, Row, Statistic, Table


def merge_categories(ledger: Ledger, rules: Sequence[Merge], unprotected: Collection[str]) -> Ledger | None:
    """Return the ledger with the merges of each breakdown that holds an unprotected statistic, None if there is none.

    The merged category is named ``<breakdown>.merged``; in tables its row takes the place of the first that is merged.

    Raises:
        InputError: if a rule names what is not a category of its breakdown, or a share or ratio rests on one.
    """
    breakdowns = {item.id: item for item in ledger.breakdowns}
    used = [rule for rule in rules if set(breakdowns[rule.breakdown].parts) & set(unprotected)]
    for rule in used:
        ledger = _merge(ledger, rule, breakdowns[rule.breakdown])
    return ledger if used else None


def require_unseen(merged: Collection[str], figures: Iterable[PublishedFigure], earlier: Iterable[Earlier]) -> None:
    """Check that none of the categories that were merged has been published on its own.

    Raises:
        CheckError: naming those that were: whoever has them takes them from the merged count again.
    """
    printed = {name for figure in figures for name in figure.statistics}
    printed |= {item.id for release in earlier for item in release.release.ledger.statistics}
    seen = sorted(printed & set(merged))
    if seen:
        raise CheckError(
            f"edition.toml: disclosure.merge: {', '.join(seen)} was published already, so it can be taken from the "
            "merged count again. Do not merge: decide on the small number, or publish less"
        )


def _merge(ledger: Ledger, rule: Merge, breakdown: Breakdown) -> Ledger:
    names = {f"{rule.breakdown}.{code}" for code in rule.parts}
    _require_parts(names, breakdown)
    _require_unused(names, ledger)
    merged = _together([item for item in ledger.statistics if item.id in names], rule)
    parts = tuple(dict.fromkeys(merged.id if part in names else part for part in breakdown.parts))
    kept = [item for item in ledger.statistics if item.id not in names]
    return ledger.model_copy(
        update={
            "statistics": tuple(sorted([*kept, merged], key=lambda item: item.id)),
            "breakdowns": tuple(
                item.model_copy(update={"parts": parts}) if item.id == breakdown.id else item
                for item in ledger.breakdowns
            ),
            "tables": tuple(_with_row(table, names, merged) for table in ledger.tables),
            "orders": tuple(pair for pair in ledger.orders if not names & set(pair)),
        }
    )


def _require_parts(names: set[str], breakdown: Breakdown) -> None:
    strange = sorted(names - set(breakdown.parts))
    if strange:
        raise InputError(
            f"edition.toml: disclosure.merge of {breakdown.id}: {strange[0]} is none of its categories: "
            f"{', '.join(breakdown.parts)}"
        )


def _require_unused(names: set[str], ledger: Ledger) -> None:
    resting = [item.id for item in ledger.statistics if item.base in names]
    resting += [item.id for item in ledger.ratios if names & {item.part, item.against}]
    if resting:
        raise InputError(
            f"edition.toml: disclosure.merge: {resting[0]} rests on a category that would be merged. Take it out "
            "of its notebook, or do not merge"
        )


def _together(items: Sequence[Statistic], rule: Merge) -> Statistic:
    """Return the merged category. Of incidents only so many are sure as stand behind its largest part."""
    first = items[0]
    incidents = [item.incidents for item in items if item.incidents is not None]
    return first.model_copy(
        update={
            "id": f"{rule.breakdown}.merged",
            "label": rule.label,
            "count": sum(item.count for item in items),
            "incidents": max(incidents) if incidents else None,
            "members": _sum(item.members for item in items),
            "where": either(item.where for item in items) if all(item.where for item in items) else "",
        }
    )


def _sum(members: Iterable[str]) -> str:
    known = list(members)
    return f"{sum(int(member, 16) for member in known) % 2**64:016x}" if all(known) else ""


def _with_row(table: Table, names: set[str], merged: Statistic) -> Table:
    """Return the table with one row in place of those of the merged categories."""
    rows: list[Row] = []
    placed = False
    for row in table.rows:
        touched = [cell.statistic in names for cell in row.cells]
        if not any(touched):
            rows.append(row)
        elif not all(touched):
            raise InputError(
                f"edition.toml: disclosure.merge: table {table.id} has a merged category beside others in the row "
                f"{row.label!r}. Publish a table of its own for the breakdown"
            )
        elif not placed:
            cells = tuple(Cell(statistic=merged.id, form=cell.form) for cell in row.cells)
            rows.append(Row(label=merged.label, cells=cells))
            placed = True
    return table.model_copy(update={"rows": tuple(rows)})
