"""Linear programs that are solved for one aim after another, each time from where the last one ended.

That is many times faster than to begin anew, and needs HiGHS' own interface; for all else scipy's is enough.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from annual_report.errors import RunError

_Floats = NDArray[np.float64]
#: What one more of the aim weighs against one more step away from the point.
_AIM = 1e4
_NEARLY = 1e-6


@dataclass(frozen=True)
class Solved:
    """The least value, where it is reached, and each column's reduced cost."""

    least: float
    values: _Floats
    reduced: _Floats


class LinearProgram:
    """Equations between columns that each lie within bounds.

    Args:
        matrix: the equations, a row each.
        right: what each row comes to.
        lows: the least value of each column.
        highs: the greatest.
    """

    def __init__(self, matrix: csr_array, right: _Floats, lows: _Floats, highs: _Floats) -> None:
        columns = matrix.tocsc()
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = columns.shape
        program.row_lower_ = program.row_upper_ = right
        program.col_cost_ = np.zeros(columns.shape[1])
        program.col_lower_, program.col_upper_ = lows, highs
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = columns.indptr
        program.a_matrix_.index_ = columns.indices
        program.a_matrix_.value_ = columns.data.astype(float)
        self._solver = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(program)
        self._every = np.arange(columns.shape[1], dtype=np.int32)
        self._aimed: Mapping[int, float] = {}

    def bound(self, lows: _Floats, highs: _Floats) -> None:
        """Set the bounds of every column anew."""
        self._solver.changeColsBounds(len(self._every), self._every, lows, highs)

    def least(self, aim: Mapping[int, float]) -> Solved | None:
        """Return the least value of a sum of columns, each with its weight; None if no values fit the equations.

        Raises:
            RunError: if the solver gives up.
        """
        changed = dict.fromkeys(self._aimed, 0.0) | dict(aim)
        columns, weights = np.array(list(changed), dtype=np.int32), np.array(list(changed.values()))
        self._solver.changeColsCost(len(columns), columns, weights)
        self._aimed = aim
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise RunError(f"the solver gave up: {self._solver.modelStatusToString(status)}")
        solution = self._solver.getSolution()
        return Solved(
            float(self._solver.getInfo().objective_function_value),
            np.array(solution.col_value),
            np.array(solution.col_dual),
        )


class NearestWhole:
    """Looks for whole numbers at an end of what equations leave open, near to whole numbers that fit them.

    A linear program's values at an end are often fractions, though as many whole numbers reach it. Of all that reach
    it, those nearest to a known point nearly always are whole, and an integer program is needed for few.

    Args:
        matrix: the equations, a row each; they come to what they are at the point.
        point: whole numbers that fit.
        lows: the least value of each column.
        highs: the greatest.
    """

    def __init__(self, matrix: csr_array, point: _Floats, lows: _Floats, highs: _Floats) -> None:
        self._point = point
        self._size = len(point)
        steps = np.concatenate([highs - point, point - lows])
        nothing = np.zeros(matrix.shape[0])
        self._program = LinearProgram(csr_array(hstack([matrix, -matrix])), nothing, np.zeros(2 * self._size), steps)

    def bound(self, lows: _Floats, highs: _Floats) -> None:
        """Set the bounds of every column anew."""
        self._program.bound(np.zeros(2 * self._size), np.concatenate([highs - self._point, self._point - lows]))

    def least(self, parts: Sequence[int], sign: int) -> _Floats | None:
        """Return whole numbers for which the sum of ``parts`` is least (sign 1) or greatest (sign -1).

        None if those found are fractions. Whether the sum could come closer to the end is for the caller to know.
        """
        aim = dict.fromkeys(range(2 * self._size), 1.0)
        for part in parts:
            aim[part] += sign * _AIM
            aim[self._size + part] -= sign * _AIM
        found = self._program.least(aim)
        if found is None:
            return None
        values = self._point + found.values[: self._size] - found.values[self._size :]
        whole = np.round(values)
        return whole if np.abs(values - whole).max(initial=0.0) < _NEARLY else None
