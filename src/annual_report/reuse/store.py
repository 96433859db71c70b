"""The store: results by the digest of all that they depend on, each file once, by the digest of its content.

Files are written aside and moved into place, and what is read is held against its digest. So builds may share a store
at the same time, a killed one leaves nothing half written, and what is damaged or gone counts as never made. What is
kept is private. It is given out as a copy, so that all may read a file of the site and nobody the one in the store.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annual_report.private import own_folder
from annual_report.reuse.digests import digest_of
from annual_report.swap import file_aside

#: The content of a result: a name within it to the bytes.
Content = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Found:
    """What the store has: nothing, or all of a result. ``damaged``: there was one, and it cannot be used."""

    content: Content | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Store:
    """A store in a folder, which is made when something is first kept."""

    folder: Path

    @property
    def entries(self) -> Path:
        """Where it is written which files make up each result."""
        return self.folder / "entries"

    @property
    def contents(self) -> Path:
        """Where the files are."""
        return self.folder / "contents"

    @property
    def aside(self) -> Path:
        """Where a file is written that is not yet in its place. What nobody holds there is left of a killed program."""
        return self.folder / "aside"

    def get(self, key: str) -> Found:
        """Return the result kept under ``key``, and note that it was used."""
        entry = self._entry(key)
        try:
            text = entry.read_bytes()
        except FileNotFoundError:
            return Found()
        try:
            checksum, _, listed = text.partition(b"\n")
            if digest_of(listed) != checksum.decode():
                return self._damaged(entry)
            content = {name: self._read(digest) for name, digest in json.loads(listed).items()}
        except (_DamagedError, ValueError):
            return self._damaged(entry)
        with suppress(FileNotFoundError):  # another build may just have made room
            os.utime(entry)
        return Found(content)

    def put(self, key: str, content: Content) -> None:
        """Keep a result."""
        digests = {name: digest_of(data) for name, data in content.items()}
        for name, digest in digests.items():
            if not self._is_sound(digest):
                self._write(self.content_file(digest), content[name])
        listed = json.dumps(digests, sort_keys=True).encode()
        self._write(self._entry(key), digest_of(listed).encode() + b"\n" + listed)

    def content_file(self, digest: str) -> Path:
        """Return where the content of a digest lies."""
        return self.contents / digest[:2] / digest[2:]

    def _entry(self, key: str) -> Path:
        return self.entries / key[:2] / key[2:]

    def _write(self, file: Path, data: bytes) -> None:
        """Write a file whole: aside, then moved into its place, whoever else does the same."""
        for folder in (file.parent, self.aside):
            own_folder(folder)
        with file_aside(self.aside, "new-") as new:
            new.write_bytes(data)
            new.replace(file)

    def _read(self, digest: str) -> bytes:
        try:
            data = self.content_file(digest).read_bytes()
        except OSError as error:
            raise _DamagedError from error
        if digest_of(data) != digest:
            raise _DamagedError
        return data

    def _is_sound(self, digest: str) -> bool:
        try:
            self._read(digest)
        except _DamagedError:
            return False
        return True

    def _damaged(self, entry: Path) -> Found:
        entry.unlink(missing_ok=True)
        return Found(damaged=True)


class _DamagedError(Exception):
    """A content is not what its name says, or not there."""
