"""What prepared records were made from, as one digest: the content of the files, the code, and the libraries.

A large file is hashed once for each state of it: its size, its inode, and the times of its last change. One of these
times is set by the system alone, so that a change is seen also where the time of modification was put back.
"""

import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from annual_report.opening import ANY, TABLE, AbsentFileError, UnusableFileError, open_input
from annual_report.private import own_folder
from annual_report.swap import write_whole

_LARGE = 1_000_000  # bytes: less is hashed in the time that it takes to look up
#: A file that changed so lately, in nanoseconds, may change again without a change of its times.
_UNSETTLED = 2_000_000_000
_LIBRARIES = f"numpy {np.__version__}, pandas {pd.__version__}, pyarrow {pa.__version__}"


def digest_of_sources(files: Sequence[Path], words: str, code: Sequence[Path], memory: Path) -> str:
    """Return one digest for all that prepared records depend on.

    Each of ``files`` is opened, also where it need not be read, so that whoever watches sees what a run depends on.

    Args:
        files: the files of records. One that is not there counts as such.
        words: whatever else decides what the records mean, such as the edition's period.
        code: the folders of the code that checks and prepares; those below them do not count.
        memory: the folder that remembers the digests of large files.
    """
    modules = [file for folder in code for file in sorted(folder.glob("*.py"))]
    parts = [
        *([file.name, _digest(file, memory)] for file in files),
        *([f"{file.parent.name}/{file.name}", _hashed(file)] for file in modules),
        ["words", words],
        ["libraries", _LIBRARIES],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _digest(file: Path, memory: Path) -> str:
    try:
        with open_input(file, TABLE if file.suffix == ".csv" else ANY) as opened:
            state = _state(os.fstat(opened.fileno()))
            if state["size"] < _LARGE:
                return hashlib.file_digest(opened, "sha256").hexdigest()
            note = memory / f"{hashlib.sha256(os.fsencode(file)).hexdigest()}.json"
            if (known := _remembered(note, state)) is not None:
                return known
            found = hashlib.file_digest(opened, "sha256").hexdigest()
            if state == _state(os.fstat(opened.fileno())) and time.time_ns() - state["changed"] > _UNSETTLED:
                own_folder(memory)
                write_whole(json.dumps({"state": state, "sha256": found}), note)
            return found
    except AbsentFileError:
        return "absent"
    except UnusableFileError:
        return "unusable"  # the check of the records says why


def _state(status: os.stat_result) -> dict[str, int]:
    return {
        "size": status.st_size,
        "inode": status.st_ino,
        "device": status.st_dev,
        "modified": status.st_mtime_ns,
        "changed": status.st_ctime_ns,
    }


def _remembered(note: Path, state: dict[str, int]) -> str | None:
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
        return str(known["sha256"]) if known["state"] == state else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _hashed(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
