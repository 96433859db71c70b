"""What a notebook's run depended on besides its code: its kernel is told to note it, and the notes are read."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annual_report.errors import RunError
from annual_report.running import noting


@dataclass(frozen=True, slots=True)
class Noting:
    """Where a run is watched.

    ``folders`` hold the files that a notebook may read. Whoever asks knows the content of ``known``: what is opened
    there is not noted.
    """

    folders: tuple[Path, ...]
    known: tuple[Path, ...] = ()

    def argument(self, noted: Path) -> str:
        """Return the argument that makes a kernel note into the file ``noted``."""
        words = (_both(self.folders), _both(self.known), str(noted.resolve()))
        return f"--IPKernelApp.exec_lines=__import__({noting.__name__!r}, fromlist=['note']).note(*{words!r})"


@dataclass(frozen=True, slots=True)
class Noted:
    """What a run depended on, each sorted.

    ``opened``: files, also those that were not there; ``listed``: folders whose names it asked for; ``unseen``: the
    libraries it used that open files unseen; ``unsettled``: what makes it impossible to say that it would come out the
    same again.
    """

    opened: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()
    unseen: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()


def read_notes(noted: Path) -> Noted:
    """Return what a kernel noted.

    Raises:
        RunError: if it noted nothing at all, not even that there was nothing to note.
    """
    if not noted.is_file():
        raise RunError(f"{noted.stem}: the kernel did not note which files it read")
    notes = sorted(os.fsdecode(line).split(" ", 1) for line in noted.read_bytes().split(b"\0") if line)

    def of(word: str) -> list[str]:
        return [text for kind, text in notes if kind == word]

    return Noted(
        opened=tuple(map(Path, of(noting.OPENED))),
        listed=tuple(map(Path, of(noting.LISTED))),
        unseen=tuple(of(noting.UNSEEN)),
        unsettled=tuple(of(noting.UNSETTLED)),
    )


def _both(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the folders as they are named and as they are."""
    return tuple(sorted({str(path) for folder in folders for path in (folder.absolute(), folder.resolve())}))
