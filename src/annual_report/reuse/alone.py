"""One build of an edition at a time: the second waits for the first, and then finds that there is nothing to do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from annual_report.swap import locked


def one_at_a_time(store: Path, name: str, progress: Callable[[str], None]) -> AbstractContextManager[None]:
    """Let no other process do the same until the end of the block.

    Args:
        store: where the lock lies.
        name: the edition.
        progress: told if it has to wait.
    """
    return locked(store / "locks" / name, lambda: progress(f"waiting for another build of {name}"))
