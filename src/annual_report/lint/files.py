"""What lies below ``book/``: its own files, of known kinds, and no way out of it."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from annual_report.lint.allowed import CHAPTER, KINDS
from annual_report.lint.drawings import drawing_fault
from annual_report.lint.findings import Finding

NAME = "foreign"
#: What editors, merges and Python leave beside an author's files: no part of the book.
LEFTOVERS = (".*", "*~", "#*#", "*.orig", "*.bak", "*.tmp", "__pycache__")


@dataclass(frozen=True, slots=True)
class BookFiles:
    """The files of the book, from the project's folder and in order, and what has no place among them."""

    names: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def chapters(self) -> tuple[str, ...]:
        """The files that are chapters, or might be."""
        return tuple(name for name in self.names if name.endswith(CHAPTER))


def find_files(root: Path) -> BookFiles:
    """Return the files below ``book/`` in the project's folder ``root``. Links are resolved: none may lead out."""
    names: list[str] = []
    findings: list[Finding] = []
    book = root / "book"
    if book.resolve() != root.resolve() / "book":
        return BookFiles((), (_finding("book", "book is a link. The chapters lie in a folder of the report's own"),))
    for path in _walk(book):
        name = path.relative_to(root).as_posix()
        message = _fault(path, book)
        if message:
            findings.append(_finding(name, message))
        else:
            names.append(name)
    return BookFiles(tuple(sorted(names)), tuple(sorted(findings)))


def notebook_findings(root: Path) -> list[Finding]:
    """Return the notebooks that are no files of the report's own."""
    folder = root / "notebooks"
    linked = [file for file in sorted(folder.glob("*.ipynb")) if file.resolve() != folder.resolve() / file.name]
    return [
        _finding(file.relative_to(root).as_posix(), "it is a link. Put the notebook itself here") for file in linked
    ]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every file and every link, but for leftovers; a link to a folder is not followed."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if any(fnmatch(entry.name, pattern) for pattern in LEFTOVERS):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _fault(path: Path, book: Path) -> str:
    """Return what is wrong with a file, nothing if it may lie here."""
    target = Path(os.path.realpath(path))  # which ends where a link leads to itself
    if path.is_symlink() and not target.is_relative_to(book.resolve()):
        return "it is a link to something that does not lie below book/. Put the file itself here"
    if not target.exists():
        return "it is a link that leads nowhere. Take it out"
    if not stat.S_ISREG(target.stat().st_mode):
        return "it is no plain file. Put the file itself here"
    if not {path.suffix, target.suffix} <= KINDS:
        known = ", ".join(sorted(KINDS))
        return f"a book holds no file of this kind. There are: {known}. A chapter is Markdown ({CHAPTER})"
    return drawing_fault(path.read_bytes()) if path.suffix == ".svg" else ""


def _finding(file: str, message: str) -> Finding:
    return Finding(file, 1, 1, NAME, "", "", 0, message)
