"""Between Arrow and pandas: columns of text as they stand in a file, and where the names of one stand in another."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

#: The strings of pandas, as Arrow keeps them.
TEXT = pd.StringDtype("pyarrow", na_value=np.nan)


def as_written(column: pa.ChunkedArray) -> pd.Series:
    """Return a column of strings, empty ones for gaps; a dictionary as categories, in no order that counts."""
    if not pa.types.is_dictionary(column.type):
        return _text(column.fill_null(""))
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # of no rows
        return pd.Series(pd.Categorical([], categories=pd.Index([], dtype=TEXT)))
    categories = pd.Index(_text(pa.chunked_array([whole.dictionary])))
    if categories.has_duplicates or categories.hasnans:
        return as_written(whole.cast(pa.large_string()).dictionary_encode())
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    values = pd.Series(pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories)))
    return values.cat.add_categories([] if "" in categories else [""]).fillna("") if values.hasnans else values


def places_in(values: pd.Series, names: pd.Series) -> NDArray[np.int64]:
    """Return where each value first stands among ``names``, -1 where it does not, or is missing."""
    found = pc.index_in(_array(values), value_set=_array(names), skip_nulls=True)
    return np.asarray(pc.fill_null(found, -1), dtype=np.int64)


def ascending(names: pd.Series) -> NDArray[np.int64]:
    """Return the places of the names in their order. Records often stand in it already, which is quick to see."""
    array = _array(names)
    if pc.all(pc.less_equal(array[:-1], array[1:])).as_py() is not False:
        return np.arange(len(array))
    return np.asarray(pc.sort_indices(array), dtype=np.int64)


def names_twice(values: pd.Series) -> bool:
    """Say whether a name may stand twice among the values. No is certain; yes is nearly so."""
    hashes = np.sort(fingerprints(values))
    return bool((hashes[1:] == hashes[:-1]).any())


def fingerprints(values: pd.Series | pd.Index) -> NDArray[np.uint64]:
    """Return a fingerprint of each value, equal for equal ones."""
    return pd.util.hash_array(values.to_numpy(dtype=object), categorize=False)


def _text(column: pa.ChunkedArray) -> pd.Series:
    # the protocol is pandas' own, but its stubs do not know it
    return pd.Series(TEXT.__from_arrow__(column.cast(pa.large_string())))  # type: ignore[attr-defined]


def _array(values: pd.Series) -> pa.Array:
    array = pa.array(values.astype(TEXT), type=pa.large_string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
