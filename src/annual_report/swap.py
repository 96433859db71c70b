"""Building aside and swapping in whole, so that a failed build leaves the last good one as it was."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def built_aside(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; on success it takes the place of ``target``, on any error it is removed.

    Args:
        target: the folder to replace. It, and all in it, stays as it was until the new one is whole.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    for leftover in (new, old):  # of a build that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir()
    try:
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
