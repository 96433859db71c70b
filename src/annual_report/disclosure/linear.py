"""Linear programs that are solved for one aim after another, each time from where the last one ended.

That is many times faster than to begin anew, and needs HiGHS' own interface; for all else scipy's is enough.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from annual_report.errors import RunError

_Floats = NDArray[np.float64]
#: How HiGHS calls its primal simplex method.
_PRIMAL = 4


@dataclass(frozen=True)
class Solved:
    """The least value, where it is reached, and each column's reduced cost."""

    least: float
    values: _Floats
    reduced: _Floats


def quiet_solver() -> highspy.Highs:
    """Return a solver that says nothing and goes on from where it last ended."""
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex")):
        solver.setOptionValue(option, value)
    return solver


def with_columns(matrix: csr_array, right: _Floats, lows: _Floats, highs: _Floats) -> highspy.HighsLp:
    """Return a program of equations between columns within bounds, without an aim."""
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
    return program


class LinearProgram:
    """Equations between columns that each lie within bounds.

    Args:
        matrix: the equations, a row each.
        right: what each row comes to.
        lows: the least value of each column.
        highs: the greatest.
    """

    def __init__(self, matrix: csr_array, right: _Floats, lows: _Floats, highs: _Floats) -> None:
        self._solver = quiet_solver()
        # another aim leaves the last corner one that fits: from there the primal method needs few steps, the dual many
        self._solver.setOptionValue("simplex_strategy", _PRIMAL)
        self._solver.passModel(with_columns(matrix, right, lows, highs))
        self._every = np.arange(matrix.shape[1], dtype=np.int32)
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
