"""Whole numbers that fit equations: sought where a linear program has shown that there may be some, and the exact end.

A linear program says how far a sum of columns can go, often at fractions, though as many whole numbers go as far. To
find them an integer program takes a hundred times as long as a linear one, and now and then minutes. So they are first
looked for by linear programs alone (the feasibility pump of Fischetti, Glover and Lodi, 2005): fractions nearest to
known whole numbers are rounded, what lies nearest to these is rounded, and so on.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from annual_report.disclosure.linear import quiet_solver, with_columns
from annual_report.errors import RunError

_Floats = NDArray[np.float64]
_Whole = NDArray[np.int64]
_NEARLY = 1e-6
#: How often what is nearest is rounded before an integer program is asked. Nine of ten are found within 15.
_ROUNDS = 30
#: From turn to turn, and from column to column, other fractions are rounded up: by multiples of irrational numbers.
_TURNS = (0.6180339887, 0.4142135623)
#: What scipy calls a program that nothing fits.
_INFEASIBLE = 2


class WholeNumbers:
    """Whole numbers, each within bounds, that fit equations which come to nothing.

    Args:
        matrix: the equations, a row each.
        lows: the least value of each column.
        highs: the greatest.
    """

    def __init__(self, matrix: csr_array, lows: _Floats, highs: _Floats) -> None:
        self._matrix = csr_array(matrix.astype(np.int64))
        self._lows, self._highs = lows, highs
        rows, self._size = matrix.shape
        self._solver = quiet_solver()
        steps = csr_array(hstack([matrix, -matrix]))
        self._solver.passModel(with_columns(steps, np.zeros(rows), np.zeros(2 * self._size), np.zeros(2 * self._size)))
        self._solver.addRow(0, 0, 0, np.array([], dtype=np.int32), np.array([]))  # the sum that is asked for
        every = np.arange(2 * self._size, dtype=np.int32)
        self._solver.changeColsCost(len(every), every, np.ones(len(every)))
        self._columns, self._rows = every, np.arange(rows + 1, dtype=np.int32)
        self._asked: Sequence[int] = ()

    def bound(self, lows: _Floats, highs: _Floats) -> None:
        """Set the bounds of every column anew."""
        self._lows, self._highs = lows, highs

    def fit(self, values: _Floats) -> _Whole | None:
        """Return values as the whole numbers that they nearly are; None if they are not, or do not fit."""
        whole = np.round(values).astype(np.int64)
        if np.abs(values - whole).max(initial=0.0) >= _NEARLY or (self._matrix @ whole).any():
            return None
        return whole if (whole >= self._lows).all() and (whole <= self._highs).all() else None

    def reach(self, parts: Sequence[int], value: int, near: _Floats) -> _Whole | None:
        """Return whole numbers in which the sum of ``parts`` is ``value``, if any are found ``near`` some values."""
        self._ask(parts)
        centre = np.round(near)
        met: set[bytes] = set()
        for turn in range(_ROUNDS):
            values = self._nearest(centre, parts, value)
            if values is None:
                return None
            whole = self.fit(values)
            if whole is not None:
                return whole
            centre = np.round(values)
            if centre.tobytes() in met:  # rounding leads back to where it was
                centre = np.floor(values + (turn * _TURNS[0] + self._columns[: self._size] * _TURNS[1]) % 1)
            met.add(centre.tobytes())
        return None

    def extreme(self, parts: Sequence[int], sign: int, end: int) -> _Whole | None:
        """Return whole numbers in which the sum of ``parts`` is least (sign 1) or greatest (sign -1), if any fit.

        Args:
            parts: the columns.
            sign: which end.
            end: how far fractions go. To ask for just that is many times quicker than to ask for the end.

        Raises:
            RunError: if the solver gives up.
        """
        found = self._solved(parts, 0, end, end)
        if found is not None:
            return found
        beyond = sorted((end + sign, sign * np.inf))
        return self._solved(parts, sign, *beyond)

    def within(self, parts: Sequence[int], least: float, most: float) -> _Whole | None:
        """Return whole numbers in which the sum of ``parts`` lies within bounds, if any fit.

        Raises:
            RunError: if the solver gives up.
        """
        return self._solved(parts, 0, least, most)

    def _solved(self, parts: Sequence[int], sign: int, least: float, most: float) -> _Whole | None:
        """Return the best whole numbers in which the sum of ``parts`` lies within bounds, by an integer program."""
        total = np.zeros(self._size)
        total[list(parts)] = 1
        result = milp(
            sign * total,
            constraints=(LinearConstraint(self._matrix, 0, 0), LinearConstraint(total, least, most)),
            bounds=Bounds(self._lows, self._highs),
            integrality=np.ones(self._size, dtype=np.int64),
            options={"mip_rel_gap": 0},
        )
        if result.status == _INFEASIBLE:
            return None
        whole = None if result.x is None else self.fit(np.round(result.x))
        if whole is None:
            raise RunError(f"the solver gave up: {result.message}")
        return whole

    def _ask(self, parts: Sequence[int]) -> None:
        """Let the last row be the sum of ``parts``."""
        last = int(self._rows[-1])
        for asked, weight in ((self._asked, 0.0), (parts, 1.0)):
            for part in asked:
                self._solver.changeCoeff(last, part, weight)
                self._solver.changeCoeff(last, self._size + part, -weight)
        self._asked = tuple(parts)

    def _nearest(self, centre: _Floats, parts: Sequence[int], value: int) -> _Floats | None:
        """Return the values, fractions or not, nearest to a point, that fit and bring ``parts`` to ``value``."""
        least = np.maximum(np.concatenate([self._lows - centre, centre - self._highs]), 0)
        most = np.maximum(np.concatenate([self._highs - centre, centre - self._lows]), least)
        right = np.append(-(self._matrix @ centre), value - centre[list(parts)].sum())
        self._solver.changeColsBounds(len(self._columns), self._columns, least, most)
        self._solver.changeRowsBounds(len(self._rows), self._rows, right, right)  # type: ignore[attr-defined]  # its stubs lack it
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        steps = np.array(self._solver.getSolution().col_value)
        return np.asarray(centre + steps[: self._size] - steps[self._size :])
