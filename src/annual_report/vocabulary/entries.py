"""What is said of each statistic: its value, its base, what fixes it, and the roles that place it in a sentence.

The command ``statistics``, the editor's completion and the appendix "Every number" are all made from these entries.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from annual_report.release import Release, is_pinned
from annual_report.statistics.hidden import Hidden, Item, Symbol
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Form, Pin, Ratio, Statistic
from annual_report.statistics.values import shown

_FIXED: Mapping[Pin, str] = {
    Pin.COUNT: "Count and percentage",
    Pin.PERCENT: "Percentage only",
    Pin.BOUND: "Bound or direction only",
    Pin.NOTHING: "Not: an illustration",
}
_NOT_PLACED: Mapping[Pin, str] = {
    Pin.PERCENT: "percentage only, and its base is hidden",
    Pin.BOUND: "bound or direction only: claim it, never place it",
    Pin.NOTHING: "illustration: chart and table only",
}
#: The roles that place a number, the one to suggest first at the head.
_ROLES = (Form.SHARE, Form.COUNT, Form.PERCENT, Form.RATIO, Form.WORDS)


@dataclass(frozen=True, slots=True)
class Base:
    """The statistic that another is a share of, or is compared with."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A role as an author writes it, and what a reader then sees."""

    role: Form
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is said of one statistic or ratio.

    ``working`` is its value with the id of its base, or both ids of a ratio. ``placements`` are the roles that may
    place it, the best first; where there is none ``not_placed`` says why.
    """

    id: str
    label: str
    value: str
    base: Base | None
    working: str
    fixed: str
    notebook: str
    placements: tuple[Placement, ...]
    not_placed: str

    @property
    def paste(self) -> str:
        """The role to paste, empty where none may place the statistic."""
        return self.placements[0].text if self.placements else ""


def entries_of(release: Release) -> tuple[Entry, ...]:
    """Return an entry for each statistic and ratio of the release, sorted by id."""
    ledger = release.ledger
    return tuple(_entry(ledger.values.items[name], ledger) for name in sorted(ledger.values.items))


def value_of(item: Item) -> str:
    """Return the value as lists show it: ``63 incidents of 206 (31%)``, ``1.27``, ``[c] children of 257``."""
    if isinstance(item, Hidden):
        return _left_of(item)
    if isinstance(item, Ratio):
        return shown(item, Form.RATIO)
    counted = f"{shown(item, Form.COUNT)} {item.unit.of(item.count)}"
    if item.base_hidden:
        return f"{counted} of {Symbol.CONFIDENTIAL}"
    return counted if item.base_count is None else f"{counted} of {item.base_count:,} ({shown(item, Form.PERCENT)})"


def fixed_of(item: Item) -> str:
    """Return how much of the value published figures fix, or that disclosure control hides it."""
    if isinstance(item, Hidden):
        return "Hidden by disclosure control" if item.rounded is None else "Rounded by disclosure control"
    return "Reference table" if isinstance(item, Statistic) and item.reference else _FIXED[item.pinned]


def _left_of(item: Hidden) -> str:
    """Return what may be said of the value of a hidden number."""
    if item.unit is None:
        return f"{item.symbol}, {item.direction} 1" if item.direction else item.symbol
    counted = f"{shown(item, Form.COUNT)} {item.unit.many}"
    if item.base is None:
        return counted
    base = Symbol.CONFIDENTIAL if item.base_count is None else f"{item.base_count:,}"
    percent = "" if item.percent is None else f" ({shown(item, Form.PERCENT)})"
    return f"{counted} of {base}{percent}"


def _entry(item: Item, ledger: Ledger) -> Entry:
    value = value_of(item)
    base = item.against if isinstance(item, Ratio) else item.base
    placements = tuple(_placement(item, form) for form in _ROLES if _may_place(item, form, ledger))
    return Entry(
        id=item.id,
        label=item.label,
        value=value,
        base=None if base is None else Base(base, ledger.values.item(base).label),
        working=_working(item, value),
        fixed=fixed_of(item),
        notebook=item.notebook,
        placements=placements,
        not_placed="" if placements or isinstance(item, Hidden) else _NOT_PLACED[item.pinned],
    )


def _working(item: Item, value: str) -> str:
    if isinstance(item, Ratio):
        return f"{value}: {item.part} against {item.against}"
    return value if item.base is None else f"{value}, base {item.base}"


def _placement(item: Item, form: Form) -> Placement:
    return Placement(role=form, text=f"{{{form}}}`{item.id}`", shown=shown(item, form))


def _may_place(item: Item, form: Form, ledger: Ledger) -> bool:
    """Say whether the form fits the item and, while records are synthetic, shows only what is fixed."""
    if not _fits(item, form):
        return False
    if not ledger.synthetic:
        return True
    base = item.base if isinstance(item, Statistic) and form is Form.SHARE else None
    needed = [Cell(statistic=item.id, form=form)] + ([] if base is None else [Cell(statistic=base, form=Form.COUNT)])
    return all(is_pinned(ledger, cell) for cell in needed)


def _fits(item: Item, form: Form) -> bool:
    if isinstance(item, Ratio) or (isinstance(item, Hidden) and item.is_ratio):
        return form is Form.RATIO
    return form in (Form.COUNT, Form.WORDS) or (form in (Form.PERCENT, Form.SHARE) and bool(item.base_count))
