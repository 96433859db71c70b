"""Building aside and swapping in whole, one process at a time, so that a failed build leaves the last good one."""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from tempfile import mkstemp

from annual_report.holding import hold, holding, holding_new, remove, remove_left
from annual_report.locks import lock
from annual_report.private import UNFINISHED, close, own_folder
from annual_report.renaming import exchange
from annual_report.stopping import unstopped
from annual_report.trouble import written_to


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
        target: the folder to replace. It, and all in it, stays as it was until the new one is whole; the change is one
            step where the system has one, and else is undone by ``recover`` if it was broken off.
        readable: the parts of it that everyone may read. All else is its owner's alone.
    """
    own_folder(target.parent)
    new = target.with_name(f".{target.name}{UNFINISHED}")
    with holding_new(new):
        recover(target)
        try:
            with written_to(target):
                yield new
                close(new, readable)
        except BaseException:
            remove(new)
            raise
        with unstopped():
            _take_place(new, target)


def _take_place(new: Path, target: Path) -> None:
    """Move ``new`` to ``target``, and remove what was there; or remove ``new`` if that cannot be done."""
    with holding(target) as there:  # it goes on to be held where it is moved: nobody takes it for a leftover
        try:
            if not there:
                new.rename(target)
            elif exchange(new, target):
                remove(new)
            else:
                _in_two_steps(new, target)
        except OSError:
            remove(new)
            raise


def _in_two_steps(new: Path, target: Path) -> None:
    old = _old(target)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    remove(old)


def recover(target: Path) -> None:
    """Put back what a killed program had moved away from ``target`` without putting the new in its place."""
    old = _old(target)
    with holding(old) as there:
        if not there:
            return
        if target.exists():
            remove(old)
        else:
            old.rename(target)


def tidy(folder: Path) -> None:
    """Put in order what killed programs left in a folder of outputs: none of its own files may have such names."""
    for left in sorted(folder.glob(".*.old")) if folder.is_dir() else ():
        recover(folder / left.name[1:-4])
    for left in sorted(folder.glob(".*.new")) if folder.is_dir() else ():
        remove_left(left)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def write_whole(text: str, file: Path) -> None:
    """Write ``text`` aside and move it to ``file``, so that the file is never half written.

    Who may read a file that was there stays as it was; a new one is its owner's alone.
    """
    prefix = f".{file.name}."
    for left in file.parent.glob(f"{escape(prefix)}*"):
        remove_left(left)
    with file_aside(file.parent, prefix) as new:
        new.write_bytes(text.encode())
        if file.is_file():
            new.chmod(stat.S_IMODE(file.stat().st_mode))
        new.replace(file)


@contextmanager
def file_aside(folder: Path, prefix: str) -> Iterator[Path]:
    """Give a new file in a folder to fill and to move into its place; held, so that nobody takes it for a leftover.

    Args:
        folder: where it is made.
        prefix: how its name begins.
    """
    held = None
    while held is None:
        made, name = mkstemp(dir=folder, prefix=prefix)
        os.close(made)
        new = Path(name)
        held = hold(new)
    try:
        with written_to(new):
            yield new
    finally:
        new.unlink(missing_ok=True)
        os.close(held)
