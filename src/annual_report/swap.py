"""Building aside and swapping in whole, one process at a time, so that a failed build leaves the last good one."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from annual_report.locks import lock


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let no other process hold the same folder until the end of the block. Nothing is written into it.

    Args:
        folder: made if it is not there, for its owner alone.
        waiting: called once if another process holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = os.open(folder, os.O_RDONLY)
    try:
        if not lock(held, wait=False):
            waiting()
            lock(held, wait=True)
        yield
    finally:
        os.close(held)


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


def write_whole(text: str, file: Path) -> None:
    """Write ``text`` aside and move it to ``file``, so that the file is never half written."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False, newline="\n"
    ) as aside:
        new = Path(aside.name)
        try:
            aside.write(text)
            aside.close()
            new.chmod(0o644)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
