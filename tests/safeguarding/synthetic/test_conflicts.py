"""Figures that cannot all hold: the smallest set of them is named."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT

from annual_report.editions.models import load_edition
from annual_report.errors import InputError, RunError
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.published import read_published
from safeguarding.synthetic.conflicts import smallest_conflict
from safeguarding.synthetic.generate import repaired_counts
from safeguarding.synthetic.program import CellRow


def published() -> tuple[PublishedFigure, ...]:
    return read_published(ROOT / "data" / "2020" / "published.csv")


@pytest.mark.parametrize(
    ("changed", "change", "clash"),
    [
        # paragraph 10 as if it could hold: 42 of 482 is never 20%
        ("P10a", {"status": Status.REPRODUCED}, "P06a, P09d, P10a"),
        # paragraph 11 read as a share of serious harm: 51 of 267 is never 11%
        ("P11b", {"statistics": ("serious_harm.kind.risk_taking",)}, "P06d, P11b, P17a"),
    ],
)
def test_a_clash_of_the_2020_figures_is_named(changed: str, change: dict[str, object], clash: str) -> None:
    figures = tuple(f.model_copy(update=change) if f.id == changed else f for f in published())
    with pytest.raises(InputError, match=f"cannot all hold: {clash}\\. "):
        repaired_counts(load_edition(ROOT / "data" / "2020"), figures, np.random.Generator(np.random.PCG64(1)))


def interval(figure: str, cell: int, low: int, high: int) -> CellRow:
    return CellRow(figure, {cell: 1}, low, high)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 6), st.integers(0, 3)), min_size=2, max_size=7))
def test_the_set_named_is_the_smallest(drawn: list[tuple[int, int, int]]) -> None:
    rows = [interval(f"F{n}", cell, low, low + more) for n, (cell, low, more) in enumerate(drawn)]

    def clash(chosen: tuple[CellRow, ...]) -> bool:
        parts = [[row for row in chosen if cell in row.coefficients] for cell in (0, 1)]
        return any(part and max(r.low or 0 for r in part) > min(r.high or 0 for r in part) for part in parts)

    pairs = [pair for pair in combinations(rows, 2) if clash(pair)]
    if pairs:  # intervals clash in twos, if at all
        found = smallest_conflict(rows, 2)
        assert tuple(found) in [(one.figure, other.figure) for one, other in pairs]


def test_a_figure_that_can_never_hold_is_named_alone() -> None:
    rows = [interval("A", 0, 1, 1), interval("B", 0, 3, 2), interval("C", 0, 2, 2)]
    assert smallest_conflict(rows, 1) == ["B"]


def test_structure_that_clashes_by_itself_is_no_figure_s_fault() -> None:
    with pytest.raises(RunError, match="no published figure is at fault"):
        smallest_conflict([interval("", 0, 1, 1), interval("", 0, 2, 2), interval("A", 0, 1, 1)], 1)
