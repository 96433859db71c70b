"""What was published before and cannot be taken back: printed figures, earlier releases, and those of single areas.

What a reader has from them is part of the system of counts: a count that was printed is known, and where it has been
revised since, or is of one area, the difference is a count like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from annual_report.disclosure.earlier import Earlier
from annual_report.disclosure.system import Cell, Relation, System
from annual_report.figures.models import PublishedFigure
from annual_report.figures.printed import Form
from annual_report.rounding import counts_printing_as
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic


@dataclass(frozen=True, slots=True)
class Known:
    """The least and the greatest value of a statistic that a reader has already, and from where."""

    statistic: str
    low: int
    high: int | None
    source: str


def known_from_figures(figures: Iterable[PublishedFigure], ledger: Ledger) -> Iterator[Known]:
    """Yield what the printed figures of the edition say of the counts, those that the records contradict left out.

    A figure that claims to be reproduced and is not tells nothing either: it stops the build later.
    """
    statistics = {item.id: item for item in ledger.statistics}
    ratios = {item.id: item for item in ledger.ratios}
    for figure in figures:
        if not figure.binds or figure.form is None:
            continue
        source = f"figure {figure.id} of published.csv"
        for name in figure.statistics:
            if name in statistics:
                yield from _counted(figure, statistics[name], source)
            elif name in ratios and figure.form in (Form.OVER_REPRESENTED, Form.UNDER_REPRESENTED):
                yield sided(ratios[name], statistics, source)


def _counted(figure: PublishedFigure, item: Statistic, source: str) -> Iterator[Known]:
    if figure.form is Form.LARGEST:
        return
    if figure.form is Form.ALL or figure.count is not None:
        yield Known(item.id, item.count, item.count, source)
        if item.base is not None and item.base_count is not None and (figure.base or figure.form is Form.ALL):
            yield Known(item.base, item.base_count, item.base_count, source)
    elif figure.percent is not None and item.base_count:
        known = printing_as(item, figure.percent, source)
        if figure.form is Form.OVER_PERCENT:
            known = Known(item.id, int(figure.percent * item.base_count / 100) + 1, None, source)
        if known.low <= item.count <= (item.count if known.high is None else known.high):
            yield known


def printing_as(item: Statistic, percent: Decimal, source: str) -> Known:
    """Return what a printed percentage says of its count."""
    counts = counts_printing_as(percent, item.base_count or 1)
    return Known(item.id, counts.start, counts.stop - 1, source)


def sided(ratio: Ratio, statistics: Mapping[str, Statistic], source: str) -> Known:
    """Return what the side of 1 on which a ratio lies says of the count of its part."""
    part, against = statistics[ratio.part], statistics[ratio.against]
    even = (part.base_count or 0) * against.count
    base = against.base_count or 1
    if ratio.numerator > ratio.denominator:
        return Known(part.id, even // base + 1, None, source)
    return Known(part.id, 0, -(-even // base) - 1, source)


def known_from_releases(earlier: Sequence[Earlier], ledger: Ledger) -> Iterator[Known]:
    """Yield the counts that an earlier release of the edition printed and that are the same now."""
    now = {item.id: item.count for item in ledger.statistics}
    for release, item in _printed(earlier, ledger):
        if now.get(item.id) == item.count and _is_same_edition(release, ledger):
            yield Known(item.id, item.count, item.count, f"release {release.number:03d}, signed off {release.on}")


def with_dropped(ledger: Ledger, earlier: Sequence[Earlier]) -> tuple[Ledger, frozenset[str]]:
    """Return the ledger with what earlier releases printed and it has no more, and the ids of that.

    What was printed of a base that has been revised since, or beside a category that has, is of other records: it says
    nothing of those that are counted now.
    """
    statistics = {item.id: item for item in ledger.statistics}
    breakdowns = {item.id: item for item in ledger.breakdowns}
    now = {item.id: item.count for item in ledger.statistics}
    for release in reversed(earlier):
        if _is_same_edition(release, ledger):
            old = release.release.ledger
            statistics = {item.id: item for item in _still_true(old, now)} | statistics
            breakdowns = {item.id: item for item in old.breakdowns} | breakdowns
    rooted = {name: item for name, item in statistics.items() if _has_bases(item, statistics)}
    new = frozenset(rooted.keys() - {item.id for item in ledger.statistics})
    whole = ledger.model_copy(
        update={
            "statistics": tuple(rooted[name] for name in sorted(rooted)),
            "breakdowns": tuple(breakdowns[name] for name in sorted(breakdowns)),
        }
    )
    return whole, new


def _still_true(old: Ledger, now: Mapping[str, int]) -> Iterator[Statistic]:
    """Yield the statistics of a release that can be true of the records as they are now."""
    counts = {item.id: item.count for item in old.statistics}
    siblings = {part: item.parts for item in old.breakdowns for part in item.parts}
    revised_since = {name for name, count in counts.items() if now.get(name, count) != count}
    for item in old.statistics:
        beside = {*siblings.get(item.id, ()), *((item.base,) if item.base else ())}
        if not item.base_hidden and not revised_since & beside:
            yield item


def with_differences(system: System, earlier: Sequence[Earlier], ledger: Ledger) -> tuple[System, frozenset[int]]:
    """Return the system with counts that were revised since or are of single areas, and what is left between.

    The second value holds the places of the counts that were printed, and so are known.
    """
    cells, relations, printed = list(system.cells), list(system.relations), set()
    areas: dict[int, list[int]] = {}
    for release, item in _printed(earlier, ledger):
        place = system.places.get(item.id)
        if place is None:
            continue
        count, now = item.count, system.cells[place].count
        if _is_same_edition(release, ledger) and count == now:
            continue
        name = f"{item.id} in release {release.number:03d}"
        old = _append(cells, Cell(name, (), count, count))
        printed.add(old)
        if not _is_same_edition(release, ledger):
            areas.setdefault(place, []).append(old)
            continue
        change = _append(cells, Cell(f"change of {name}", (), abs(now - count), abs(now - count)))
        total, part = (place, old) if now > count else (old, place)
        relations.append(Relation(total, tuple(sorted((part, change)))))
    for place, parts in areas.items():
        count = cells[place].count - sum(cells[part].count for part in parts)
        rest = _append(cells, Cell(f"{cells[place].name} in no area released", (), count, count))
        relations.append(Relation(place, (*parts, rest)))
    return replace(system, cells=tuple(cells), relations=tuple(relations)), frozenset(printed)


def revised(earlier: Sequence[Earlier], ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of the statistics whose count any earlier release of the edition printed otherwise."""
    now = {item.id: item.count for item in ledger.statistics}
    printed = [item for release, item in _printed(earlier, ledger) if _is_same_edition(release, ledger)]
    return tuple(sorted({item.id for item in printed if now.get(item.id, item.count) != item.count}))


def _printed(earlier: Sequence[Earlier], ledger: Ledger) -> Iterator[tuple[Earlier, Statistic]]:
    """Yield each count of an earlier release, of the edition or of one of its areas."""
    for release in earlier:
        if _is_same_edition(release, ledger) or release.release.ledger.edition.startswith(f"{ledger.edition}-"):
            for item in release.release.ledger.statistics:
                yield release, item


def _is_same_edition(release: Earlier, ledger: Ledger) -> bool:
    return release.release.ledger.edition == ledger.edition


def _has_bases(item: Statistic, statistics: Mapping[str, Statistic]) -> bool:
    return item.base is None or (item.base in statistics and _has_bases(statistics[item.base], statistics))


def _append(cells: list[Cell], cell: Cell) -> int:
    cells.append(cell)
    return len(cells) - 1
