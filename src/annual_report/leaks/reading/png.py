"""Reads the words that a PNG carries beside its pixels."""

import struct
import zlib
from collections.abc import Iterator

from annual_report.leaks.models import Passage, Shape, Unknown

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB pHYs bKGD sBIT tIME".split())


def read_png(data: bytes) -> Iterator[Passage | Unknown]:
    """Yield the words that a PNG carries beside its pixels.

    Raises:
        ValueError: if it is no PNG, or something follows its end.
    """
    if not data.startswith(_PNG):
        raise ValueError("it is not a PNG")
    place = len(_PNG)
    while place < len(data):
        if place + 12 > len(data):
            raise ValueError("something stands after its end")
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        place += 12 + length
        name = kind.decode("ascii", "replace")
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            words = _chunk(kind, content)
            yield Passage(f"chunk {name}", words, Shape.METADATA, counted=words)
        elif kind not in _PIXELS:
            yield Unknown(f"chunk {name}", "the gate does not know this kind of chunk")


def _chunk(kind: bytes, content: bytes) -> str:
    """Return the keyword and the words of a text chunk, unpacked."""
    keyword, _, rest = content.partition(b"\0")
    if kind == b"zTXt":
        words = zlib.decompress(rest[1:]).decode("latin-1")
    elif kind == b"iTXt":
        packed, text = rest[0], rest[2:].split(b"\0", 2)[2]
        words = (zlib.decompress(text) if packed else text).decode("utf-8")
    else:
        words = rest.decode("latin-1")
    return f"{keyword.decode('latin-1')}: {words}"
