"""The cheapest choice of what to hide as one integer program, in which all that a reader could think is written out."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from annual_report.disclosure.suppression import Task


def least_cost(task: Task) -> int | None:
    """Return what the cheapest choice costs, None if there is none.

    For each need there is a guess at every count that goes high enough, one that goes low enough, and both must stay
    true wherever a count is printed.
    """
    size, guesses = len(task.system.cells), 2 * len(task.needs)
    counts = np.array([cell.count for cell in task.system.cells])
    up, down = np.array(task.highs) - counts, counts - np.array(task.lows)
    sums = np.kron(np.eye(guesses), _equations(task))
    each, nothing = np.eye(guesses * size), np.zeros
    demands, least = _demands(task)
    rows = [
        (np.hstack([nothing((len(sums), size)), sums]), nothing(len(sums)), nothing(len(sums))),
        (np.hstack([-np.tile(np.diag(up), (guesses, 1)), each]), nothing(len(each)) - np.inf, nothing(len(each))),
        (np.hstack([-np.tile(np.diag(down), (guesses, 1)), -each]), nothing(len(each)) - np.inf, nothing(len(each))),
        (np.hstack([nothing((len(demands), size)), demands]), least, nothing(len(demands)) + np.inf),
    ]
    always = [float(place in task.needs or cost == 0) for place, cost in enumerate(task.costs)]
    ever = [float(place in task.needs or cost is not None) for place, cost in enumerate(task.costs)]
    far = np.full(guesses * size, float(max(task.highs)))
    result = milp(
        np.concatenate([[float(cost or 0) for cost in task.costs], np.zeros(guesses * size)]),
        constraints=[LinearConstraint(matrix, low, high) for matrix, low, high in rows],
        bounds=Bounds(np.concatenate([always, -far]), np.concatenate([ever, far])),
        integrality=np.ones((1 + guesses) * size, dtype=np.int64),
        options={"mip_rel_gap": 0},
    )
    return None if result.fun is None else round(result.fun)


def _equations(task: Task) -> NDArray[np.float64]:
    rows = np.zeros((len(task.system.relations), len(task.system.cells)))
    for row, relation in zip(rows, task.system.relations, strict=True):
        np.add.at(row, list(relation.parts), 1)
        row[relation.total] -= 1
    return rows


def _demands(task: Task) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a row for each demand: how high, how low, and how far apart the two guesses of a need must be."""
    size = len(task.system.cells)
    rows, least = [], []
    for at, (place, need) in enumerate(task.needs.items()):
        higher, lower = 2 * at * size + place, (2 * at + 1) * size + place
        for signs, demand in (((1, 0), need.above), ((0, -1), need.below), ((1, -1), need.width)):
            row = np.zeros(2 * len(task.needs) * size)
            row[higher], row[lower] = signs
            rows.append(row)
            least.append(float(demand))
    return np.array(rows), np.array(least)
