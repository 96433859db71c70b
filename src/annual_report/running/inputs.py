"""Which files a notebook read: its kernel notes each file that it opens under the folders that hold records.

This module is imported in a kernel before the first cell, so it needs little but the standard library. It leaves no
name in the notebook's own space and no output in its cells. What a library opens by itself, outside Python, goes
unseen: pandas is seen, also where it reads Parquet.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from annual_report.errors import RunError


def kernel_argument(folders: Sequence[Path], noted: Path) -> str:
    """Return the argument that makes a kernel note into the file ``noted`` what it opens under ``folders``."""
    roots = tuple(sorted({str(path) for folder in folders for path in (folder.absolute(), folder.resolve())}))
    words = (roots, str(noted.resolve()))
    return f"--IPKernelApp.exec_lines=__import__({__name__!r}, fromlist=['note_opened']).note_opened(*{words!r})"


def note_opened(folders: Sequence[str], noted: str) -> None:
    """From now on, note once each file under ``folders`` that this process opens, also one that is not there."""
    roots = tuple(f"{folder}{os.sep}" for folder in folders)
    notes = os.open(noted, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    seen = set()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        # as text only: Path.resolve would ask the disk about every file that Python opens
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100
        if path.startswith(roots) and path not in seen:
            seen.add(path)
            os.write(notes, os.fsencode(path) + b"\0")

    sys.addaudithook(hook)


def read_inputs(noted: Path) -> tuple[Path, ...]:
    """Return what a kernel noted, sorted.

    Raises:
        RunError: if it noted nothing at all, not even that it had opened nothing.
    """
    if not noted.is_file():
        raise RunError(f"{noted.stem}: the kernel did not note which files it read")
    return tuple(sorted(Path(os.fsdecode(name)) for name in noted.read_bytes().split(b"\0") if name))
