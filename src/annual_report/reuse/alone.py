"""One build of an edition at a time: the second waits for the first, and then finds that there is nothing to do."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def one_at_a_time(store: Path, name: str, progress: Callable[[str], None]) -> Iterator[None]:
    """Let no other process do the same until the end of the block.

    Args:
        store: where the lock lies.
        name: the edition.
        progress: told if it has to wait.
    """
    folder = store / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress(f"waiting for another build of {name}")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
