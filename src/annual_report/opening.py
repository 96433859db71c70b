"""Opens the files that people give: plain files alone, within a bound, and without ever waiting for one.

A pipe would be waited for without end, a device read without end, and a file of gigabytes would fill the memory. Every
module that reads such a file opens it here. Links are followed; what they lead to must be a plain file too.
"""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from annual_report.errors import InputError

#: The largest file of each kind, in bytes: what people type, a notebook with its outputs, a table, any other.
TYPED, NOTEBOOK, TABLE, ANY = 10_000_000, 200_000_000, 1_000_000_000, 2_000_000_000

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)
_WAITS_NOT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # neither is known on every system
_PART = 1 << 24  # bytes looked at together
_MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONFLICT = (b"<<<<<<< ", b">>>>>>> ")


class UnusableFileError(InputError):
    """A file cannot be read. ``reason`` says why, ``line`` where (0: the whole file), ``shown`` what stands there."""

    def __init__(self, file: Path | str, reason: str, line: int = 0, shown: str = "") -> None:
        super().__init__(f"{file}{f', line {line}' if line else ''}: {shown and f'{shown}: '}{reason}")
        self.reason, self.line, self.shown = reason, line, shown

    def named(self, name: str) -> "UnusableFileError":
        """Return the same of a file that is called otherwise, such as within its project."""
        return type(self)(name, self.reason, self.line, self.shown)


class AbsentFileError(UnusableFileError):
    """There is no such file."""


def open_input(file: Path, most: int = ANY) -> BufferedReader:
    """Open a plain file of at most ``most`` bytes.

    Raises:
        AbsentFileError: if there is none.
        UnusableFileError: if it is no plain file, too large, or may not be read.
    """
    try:
        if kind := _kind_at(file):
            raise UnusableFileError(file, f"this is {kind}, and a plain file is needed here")
        opened = os.fdopen(os.open(file, os.O_RDONLY | _WAITS_NOT), "rb")
    except OSError as error:
        raise _unopened(file, error) from error
    try:
        _require_fit(file, os.fstat(opened.fileno()), most)
    except UnusableFileError:
        opened.close()
        raise
    return opened


def read_input(file: Path, most: int = TYPED) -> bytes:
    """Return the content of a plain file of at most ``most`` bytes.

    Raises:
        UnusableFileError: as ``open_input`` does, or if it cannot be read.
    """
    with open_input(file, most) as opened:
        try:
            return opened.read()
        except OSError as error:
            raise _unopened(file, error) from error


def read_words(file: Path, most: int = TYPED) -> str:
    """Return the text of a plain UTF-8 file, without the byte order mark that some programs put before it.

    Raises:
        UnusableFileError: as ``read_input`` does, or if it is not UTF-8 or holds what no text holds.
    """
    with open_input(file, most) as opened:
        require_text(file, opened)
        return opened.read().decode("utf-8-sig")


def require_text(file: Path, opened: BufferedReader) -> None:
    """Read an opened file to its end, a part at a time, and go back to its start.

    Raises:
        UnusableFileError: naming the line at which it is no UTF-8 text, or at which a merge was left unfinished.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, done = 1, 0
    for part, is_last in _parts(opened):
        if done == 0 and part.startswith(_MARKS_16):
            raise UnusableFileError(file, "the file is UTF-16. Save it as UTF-8", 1)
        if b"\0" in part:
            place = part.index(b"\0")
            reason = f"byte {done + place} is NUL, which no text holds. Export it again"
            raise UnusableFileError(file, reason, lines + part.count(b"\n", 0, place))
        _require_merged(file, part, lines)
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(part, final=is_last)
        except UnicodeDecodeError as error:
            place = done - pending + error.start
            line = lines + part.count(b"\n", 0, max(error.start - pending, 0))
            shown = f"0x{error.object[error.start]:02x}"
            reason = f"byte {place} is not UTF-8. Save the file as UTF-8"
            raise UnusableFileError(file, reason, line, shown) from error
        lines, done = lines + part.count(b"\n"), done + len(part)
    opened.seek(0)


def lies_there(file: Path) -> bool:
    """Say whether something of this name lies there, be it a link that leads nowhere: only then may it be left out."""
    return os.path.lexists(file)


def _parts(opened: BufferedReader) -> Iterator[tuple[bytes, bool]]:
    """Yield the parts of a file that end with a line, each with whether it is the last. A long line is cut."""
    part = opened.read(_PART)
    while True:
        following = opened.read(_PART)
        yield part, not following
        if not following:
            return
        part = following


def _require_merged(file: Path, part: bytes, lines: int) -> None:
    for sign in _CONFLICT:
        place = 0 if part.startswith(sign) else part.find(b"\n" + sign) + 1
        if place or part.startswith(sign):
            reason = "a merge was left unfinished here: keep one of the two versions, and delete the lines of signs"
            raise UnusableFileError(file, reason, lines + part.count(b"\n", 0, place), repr(sign.decode().strip()))


def _kind_at(file: Path) -> str:
    """Return what lies there if it is no plain file. It is not opened: that alone may do something to a device."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return ""
    return "" if stat.S_ISREG(mode) else next((kind for is_one, kind in _KINDS if is_one(mode)), "no plain file")


def _require_fit(file: Path, status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):  # it was exchanged since it was looked at
        raise UnusableFileError(file, "this is no plain file, and one is needed here")
    if status.st_size > most:
        raise UnusableFileError(file, f"the file has {_size(status.st_size)}, and such a file may have {_size(most)}")


def _size(number: int) -> str:
    giga, mega = number / 1e9, number / 1e6
    return f"{giga:,.1f} GB" if giga >= 1 else f"{mega:,.0f} MB" if mega >= 1 else f"{number:,} bytes"


def _unopened(file: Path, error: OSError) -> UnusableFileError:
    if isinstance(error, FileNotFoundError):
        if file.is_symlink():
            return UnusableFileError(file, "this is a link that leads nowhere: remove it, or put the file there")
        return AbsentFileError(file, "the file is missing")
    if error.errno == errno.ELOOP:
        return UnusableFileError(file, "this is a link that leads back to itself: remove it")
    return UnusableFileError(file, f"the file cannot be read: {error.strerror}")
