"""Reads a file as text: there, not empty, UTF-8, without NUL bytes; or one fault that says what is wrong."""

from pathlib import Path

from annual_report.faults import Fault

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(file: Path) -> str | Fault:
    """Return the file's text, or the fault that stops it from being read. A UTF-8 byte order mark is dropped."""
    if not file.is_file():
        return Fault(file.name, 0, "", "", "the file is missing")
    try:
        content = file.read_bytes()
        return _flaw(file.name, content) or content.decode("utf-8-sig")
    except OSError as error:
        return Fault(file.name, 0, "", "", f"the file cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        # the decoder counts from after the mark, if there is one
        place = error.start + len(content) - len(error.object)
        shown = f"0x{content[place]:02x}"
        return Fault(file.name, _line(content, place), "", shown, f"byte {place} is not UTF-8. Save the file as UTF-8")


def _flaw(name: str, content: bytes) -> Fault | None:
    if not content.strip():
        return Fault(name, 0, "", "", "the file is empty: it needs a header line and one line a record")
    if content.startswith(_UTF16):
        return Fault(name, 1, "", "", "the file is UTF-16. Save it as UTF-8")
    if b"\0" in content:
        place = content.index(b"\0")
        return Fault(name, _line(content, place), "", "", f"byte {place} is NUL, which no text holds. Export it again")
    return None


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1
