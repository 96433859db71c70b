"""Judges where links lead and what pages bring in: readers follow https; all else lies below ``book/``."""

import posixpath
import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from annual_report.lint.allowed import CHAPTER, DOWNLOADS

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ODD = re.compile(r"[\\\x00-\x1f\x7f<>|*?\"]")
_OWN = "book/"
_PAGES = "notebooks/"


def fault_of_link(address: str, file: str) -> str:
    """Return what is wrong with an address that a reader follows, nothing if it is sound.

    Args:
        address: as Markdown gives it, encoded or not.
        file: the page it stands on, from the project's folder.
    """
    plain = unquote(address).strip()
    if not plain:
        return "the link has no address. Write [words](address), or the words alone"
    if _SCHEME.match(plain):
        return _fault_of_url(plain)
    path = plain.partition("#")[0]
    if not path:
        return ""  # a place on the page itself, or a label
    if path.startswith("//") or _ODD.search(path):
        return _no_address(plain)
    return _fault_of_target(resolve(path, file), plain)


def fault_of_file(path: str, file: str, kinds: Collection[str]) -> str:
    """Return what is wrong with a file that a page brings in, nothing if it is sound.

    Args:
        path: as it is written.
        file: the page it stands on, from the project's folder.
        kinds: the endings that it may have.
    """
    for written in {path, unquote(path)}:
        if _SCHEME.match(written) or written.startswith("//"):
            return f"{path} would load from elsewhere. Put the file below book/ and name it"
        if _ODD.search(written) or not resolve(written, file).startswith(_OWN):
            return f"{path} does not lie below book/. Put the file there and name it"
    if not path.endswith(tuple(kinds)):
        return f"{path} is of no kind that can stand here. There are: {', '.join(sorted(kinds))}"
    return ""


def resolve(path: str, file: str) -> str:
    """Return a path from the project's folder: one that begins with ``/`` counts from there, as Sphinx has it."""
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(file), path)
    return posixpath.normpath(whole)


def _fault_of_url(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return _no_address(address)
    is_page = address.startswith(("https://", "http://")) and bool(parts.hostname)
    is_mail = address.startswith("mailto:") and "@" in parts.path
    return "" if (is_page or is_mail) and not _ODD.search(address.partition("?")[0]) else _no_address(address)


def _fault_of_target(target: str, written: str) -> str:
    if target.startswith(_PAGES) and "/" not in target.removeprefix(_PAGES):
        return ""
    if not target.startswith(_OWN):
        return f"{written} does not lie below book/. Link to a chapter (file.md), or to an address: https://..."
    kind = posixpath.splitext(target)[1]
    if kind and kind not in (CHAPTER, *DOWNLOADS):
        return f"{written} is of no kind that a reader may have. There are: {', '.join(sorted(DOWNLOADS))}"
    return ""


def _no_address(written: str) -> str:
    return f"{written} is no address that a reader may follow. There are: https://..., http://..., mailto:..., file.md"
