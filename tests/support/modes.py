"""Who may read what lies on the disk: modes, a umask for a while, and another user of the machine who tries."""

import multiprocessing
import os
import pwd
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import pytest

_T = TypeVar("_T")


@contextmanager
def umask(value: int) -> Iterator[None]:
    """Have a umask for a while."""
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    """Return the mode of a path itself."""
    return stat.S_IMODE(path.lstat().st_mode)


def modes_below(folder: Path) -> Mapping[str, str]:
    """Return the mode of a folder, as ".", and of all below it, by name: ``d700`` is a folder's, ``f600`` a file's."""
    return {
        path.relative_to(folder).as_posix(): f"{'d' if path.is_dir() else 'f'}{mode(path):o}"
        for path in (folder, *folder.rglob("*"))
    }


def wide(folder: Path, public: Collection[str] = (), passages: Collection[str] = ()) -> list[str]:
    """Return what in a folder has not the mode that it should have.

    Args:
        folder: the folder.
        public: the parts of it that all may read.
        passages: the folders through which one must go to them.
    """
    found = []
    for name, had in modes_below(folder).items():
        if name in passages:
            wanted = {"d711"}
        elif any(name == part or name.startswith(f"{part}/") for part in public):
            wanted = {"d755", "f644"}
        else:
            wanted = {"d700", "f600"}
        if had not in wanted:
            found.append(f"{had} {name}")
    return sorted(found)


def as_nobody(task: Callable[[], _T]) -> _T:
    """Return what a task returns that another user of this machine does. Only root can become one: else it skips."""
    if os.geteuid() != 0:
        pytest.skip("only root can try as another user")
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_do_as_nobody, args=(task, there))
    process.start()
    there.close()
    done: _T = here.recv()
    process.join()
    return done


def _do_as_nobody(task: Callable[[], _T], answer: Connection) -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    answer.send(task())


def readable_by_nobody(files: Collection[Path]) -> list[str]:
    """Return those files that another user of this machine can open."""
    return as_nobody(lambda: [str(file) for file in files if _opens(file)])


def _opens(file: Path) -> bool:
    try:
        file.open("rb").close()
    except PermissionError:
        return False
    return True
