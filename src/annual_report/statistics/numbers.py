"""Numbers that come ready made: whole and present, or refused. Nothing is cut."""

import numpy as np
import pandas as pd

from annual_report.errors import InputError

_EXACT = 2**53  # above it a float stands for several whole numbers


def sum_of_whole(name: str, counts: pd.Series) -> int:
    """Return the exact sum of a column of counts.

    Raises:
        InputError: if it is no column, is empty, or holds what is no whole number of 0 or more.
    """
    if not isinstance(counts, pd.Series):
        raise InputError(
            f"{name}: the counts are a column of a table, as in table['children'], and this is {type(counts).__name__}"
        )
    if counts.empty:
        raise InputError(
            f"{name}: there is no number to count with: the column is empty. Look at what it was chosen by"
        )
    faults = [(at, value) for at, value in counts.items() if not _is_count(value)]
    if faults:
        at, value = faults[0]
        more = f", and {len(faults) - 1} more are not either" if len(faults) > 1 else ""
        raise InputError(
            f"{name}: {value!r} (row {at!r}) is no whole number of 0 or more{more}. Nothing is rounded or cut"
        )
    return sum(int(value) for value in counts)


def _is_count(value: object) -> bool:
    if isinstance(value, bool | np.bool_):
        return False
    if isinstance(value, int | np.integer):
        return int(value) >= 0
    if isinstance(value, float | np.floating):
        return float(value).is_integer() and 0 <= float(value) <= _EXACT
    return False
