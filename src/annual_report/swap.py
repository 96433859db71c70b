"""Building aside and swapping in whole, one process at a time, so that a failed build leaves the last good one."""

import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from annual_report.locks import lock
from annual_report.private import UNFINISHED, close, own_folder


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let no other process hold the same folder until the end of the block. Nothing is written into it.

    Args:
        folder: made if it is not there, for its owner alone.
        waiting: called once if another process holds it.
    """
    own_folder(folder)
    held = os.open(folder, os.O_RDONLY)
    try:
        if not lock(held, wait=False):
            waiting()
            lock(held, wait=True)
        yield
    finally:
        os.close(held)


@contextmanager
def built_aside(target: Path, readable: Collection[str] = ()) -> Iterator[Path]:
    """Give an empty folder to fill; on success it takes the place of ``target``, on any error it is removed.

    While it is filled, nobody else can look into it; whatever modes its files were made with, they end as said here.

    Args:
        target: the folder to replace. It, and all in it, stays as it was until the new one is whole.
        readable: the parts of it that everyone may read. All else is its owner's alone.
    """
    own_folder(target.parent)
    new = target.with_name(f".{target.name}{UNFINISHED}")
    old = target.with_name(f".{target.name}.old")
    for leftover in (new, old):  # of a build that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(mode=0o700)
    try:
        yield new
        close(new, readable)
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def write_whole(text: str, file: Path) -> None:
    """Write ``text`` aside and move it to ``file``, so that the file is never half written.

    Who may read a file that was there stays as it was; a new one is its owner's alone.
    """
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False, newline="\n"
    ) as aside:
        new = Path(aside.name)
        try:
            aside.write(text)
            aside.close()
            if file.is_file():
                new.chmod(stat.S_IMODE(file.stat().st_mode))
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
