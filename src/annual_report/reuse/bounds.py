"""Keeps a store within its size: the results that were not used for longest go first."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

from annual_report.holding import clear_left
from annual_report.reuse.store import Store

#: How many bytes of results a store keeps.
LIMIT = 1_000_000_000
_FRESH = 3600  # seconds: what no result names and is younger may belong to a build that is under way


def keep_within(store: Store, limit: int = LIMIT) -> None:
    """Remove the results used longest ago until those that stay fit, then every content that none of them needs.

    A build that is under way at the same time loses at worst what it would have reused.
    """
    contents = {file.parent.name + file.name: file for file in _files(store.contents)}
    sizes = {digest: _size(file) for digest, file in contents.items()}
    kept: set[str] = set()
    dropped: set[str] = set()
    total = 0
    for entry in sorted(_files(store.entries), key=_used, reverse=True):
        named = _named(entry)
        total += sum(sizes.get(digest, 0) for digest in named - kept)
        if total <= limit:
            kept |= named
        else:
            entry.unlink(missing_ok=True)
            dropped |= named
    for digest, file in contents.items():
        if digest not in kept and (digest in dropped or not _is_fresh(file)):
            file.unlink(missing_ok=True)
    clear_left(store.aside)


def _files(folder: Path) -> Iterator[Path]:
    parts = folder.iterdir() if folder.is_dir() else ()
    return (file for part in parts for file in part.iterdir())


def _named(entry: Path) -> frozenset[str]:
    """Return the digests that an entry names; none if it cannot be read, which the store finds out for itself."""
    try:
        return frozenset(json.loads(entry.read_bytes().partition(b"\n")[2]).values())
    except (OSError, ValueError, AttributeError):
        return frozenset()


def _used(entry: Path) -> float:
    """Return when an entry was last used; long ago, if another build has just removed it."""
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:
        return 0


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _is_fresh(file: Path) -> bool:
    return time.time() - _used(file) < _FRESH
