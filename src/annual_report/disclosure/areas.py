"""What areas may know: a hidden number that they work out by their own records is refused, or decided by a person."""

from collections.abc import Iterable, Sequence

from annual_report.disclosure.insiders import Insight, Known, Narrowed, areas_of
from annual_report.disclosure.models import Decision, KnownToAreas, OfAreas, Shown
from annual_report.disclosure.position import Position
from annual_report.disclosure.system import Cell
from annual_report.errors import CheckError

#: Of so many pairs of areas a message tells for one number; the others are counted.
_MOST_TOLD = 3


def let_areas_know(position: Position, known: Known) -> OfAreas:
    """Return what areas can tell, if somebody decided that they may work out what they can.

    Raises:
        CheckError: naming each number that nobody decided on with the areas and the ways out, or each decision that is
            not needed.
    """
    accepted = position.open_to_areas
    _require_needed(position, accepted - {insight.place for insight in known.exact})
    undecided = sorted(insight for insight in known.exact if insight.place not in accepted)
    if undecided:
        raise CheckError(_message(position, undecided))
    cells = position.system.cells
    return OfAreas(
        areas=len(areas_of(position.system)),
        worked_out=tuple(
            _record(cells[one.place], one, cells[one.place].count - one.own, cells[one.place].count - one.own)
            for one in sorted(known.exact)
        ),
        narrowed=tuple(_record(cells[one.place], one, one.low, one.high) for one in known.narrowed),
    )


def _record(cell: Cell, found: Insight | Narrowed, low: int, high: int) -> KnownToAreas:
    return KnownToAreas(statistic=cell.name, areas=found.areas, own=found.own, count=cell.count, low=low, high=high)


def _require_needed(position: Position, idle: Iterable[int]) -> None:
    decisions = [decision for at in sorted(idle) if (decision := position.rulings[at].decision)]
    faults = [f"  {_line(one)}: no areas can work it out: take the decision out" for one in decisions]
    if faults:
        raise CheckError(f"{len(faults)} decision(s) do not hold:\n" + "\n".join(faults))


def _line(decision: Decision) -> str:
    return f"decisions.csv, line {decision.line}: {decision.statistic}"


def _message(position: Position, known: Sequence[Insight]) -> str:
    places = sorted({insight.place for insight in known})
    names = [position.system.cells[place].name for place in places]
    told = [f"  {_told(position, place, [one for one in known if one.place == place])}" for place in places]
    return (
        f"{len(names)} hidden number(s) can be worked out by areas that know their own records, whatever else is "
        "hidden. Nothing was published:\n" + "\n".join(told) + "\nFor each, choose one:\n"
        "  merge categories: a [[disclosure.merge]] in edition.toml for its breakdown;\n"
        "  let more be hidden: take ids out of disclosure.keep, or decisions out of decisions.csv;\n"
        "  let these areas know: a line in decisions.csv: "
        f"{names[0]},{Shown.AREAS},<reason>,<who>,<when>,<reviewed by>;\n"
        "  publish less: take a table or share out of its notebook"
    )


def _told(position: Position, place: int, known: Sequence[Insight]) -> str:
    cell = position.system.cells[place]
    who = [f"{' and '.join(one.areas)}, who sent {one.own} of its {cell.count}" for one in known[:_MOST_TOLD]]
    more = len(known) - len(who)
    return f"{cell.name}: by {'; by '.join(who)}" + (f"; and by {more} more" if more else "")
