"""The integer program over cell counts: its conditions, and the least weighed change of a draw that meets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from annual_report.errors import RunError

#: Whole numbers, one for each change of a cell: first those upwards, then those downwards.
Changes = npt.NDArray[np.int64]

_SOLVED, _INFEASIBLE = 0, 2  # scipy's status of a program with a best answer, and of one with none


@dataclass(frozen=True, slots=True)
class CellRow:
    """One condition on cell counts: place of the cell to coefficient. ``figure`` is empty for a rule of structure."""

    figure: str
    coefficients: Mapping[int, int]
    low: int | None
    high: int | None

    def value(self, counts: Sequence[int]) -> int:
        """Return the sum that the condition limits."""
        return sum(coefficient * counts[place] for place, coefficient in self.coefficients.items())

    def holds(self, counts: Sequence[int]) -> bool:
        """Say, in whole numbers, whether the condition holds."""
        value = self.value(counts)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def nearest_counts(
    drawn: Sequence[int], rows: Sequence[CellRow], costs: Changes, most: Sequence[float] | None = None
) -> list[int] | None:
    """Return the counts that meet ``rows`` at the least cost of changing ``drawn``, or None if none do.

    Args:
        drawn: where the change starts.
        rows: what must hold.
        costs: of changing each cell by one, up and then down.
        most: how much each cell may grow; by default as much as is needed.

    Raises:
        RunError: if the solver gives up, or its answer fails the check in whole numbers.
    """
    size = len(drawn)
    up = np.full(size, np.inf) if most is None else np.array(most)
    result = milp(
        costs.astype(float),
        constraints=_conditions(drawn, rows),
        bounds=Bounds(np.zeros(2 * size), np.concatenate([up, np.array(drawn, dtype=float)])),
        integrality=np.ones(2 * size, dtype=np.int64),
        options={"mip_rel_gap": 0},
    )
    if result.status == _INFEASIBLE:
        return None
    if result.status != _SOLVED or result.x is None:
        raise RunError(f"the solver gave up on the synthetic records: {result.message}")
    change = np.rint(result.x).astype(np.int64)
    counts: list[int] = (np.array(drawn) + change[:size] - change[size:]).tolist()
    if broken := sorted({row.figure or "structure" for row in rows if not row.holds(counts)}):
        raise RunError(f"the solver's answer breaks {', '.join(broken)} when checked in whole numbers")
    return counts


def can_hold(rows: Sequence[CellRow], cells: int, *, whole: bool) -> bool:
    """Say whether any counts meet ``rows``: whole numbers, or else any that are not negative.

    Raises:
        RunError: if the solver gives up.
    """
    size = 2 * cells
    result = milp(
        np.zeros(size),
        constraints=_conditions([0] * cells, rows),
        bounds=Bounds(np.zeros(size), np.repeat([np.inf, 0], cells)),
        integrality=np.full(size, int(whole), dtype=np.int64),
    )
    if result.status not in (_SOLVED, _INFEASIBLE):
        raise RunError(f"the solver gave up on a set of figures: {result.message}")
    return bool(result.status == _SOLVED)


def _conditions(drawn: Sequence[int], rows: Sequence[CellRow]) -> LinearConstraint:
    """Return the rows as conditions on the changes."""
    size = len(drawn)
    entries = [
        (number, column, value)
        for number, row in enumerate(rows)
        for place, coefficient in row.coefficients.items()
        for column, value in ((place, coefficient), (size + place, -coefficient))
    ]
    numbers, columns, values = np.array(entries, dtype=np.int64).reshape(-1, 3).T
    starts = [row.value(drawn) for row in rows]
    low = [-np.inf if row.low is None else row.low - start for row, start in zip(rows, starts, strict=True)]
    high = [np.inf if row.high is None else row.high - start for row, start in zip(rows, starts, strict=True)]
    return LinearConstraint(sp.csr_array((values, (numbers, columns)), shape=(len(rows), 2 * size)), low, high)
