"""gptables without its warnings to its own authors: a file it leaves open, pandas methods due to change."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)
    from gptables import Cover, GPTable, produce_workbook

__all__ = ["Cover", "GPTable", "no_deprecations", "produce_workbook"]


@contextmanager
def no_deprecations() -> Iterator[None]:
    """Silence deprecation warnings while gptables works. Its warnings about our tables are still given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
