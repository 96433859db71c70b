"""The table of docs/disclosure.md that says what is private and where it lies."""

import re
from dataclasses import dataclass

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "disclosure.md").read_text(encoding="utf-8")
#: What stands for any name in a path of the table.
_ANY = {
    "edition": r"2\d{3}",
    "area": r"AREA-\d{3}",
    "name": r"[^/]+",
    "fleet": r"Client-[^/]+",
    "temporary": "temporary",
    "worker": "worker",
    "records": r"data/2\d{3}",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the paths that it is about, the modes there, and the commands that make it."""

    paths: tuple[str, ...]
    modes: frozenset[str]
    made_by: tuple[str, ...]

    def matches(self, path: str) -> bool:
        """Say whether a path, or a folder that it lies in, is one of the row's. The path of a folder ends with "/"."""
        return any(re.match(_pattern(wanted), path) for wanted in self.paths)


def _pattern(path: str) -> str:
    words = re.split(r"<(\w+)>", path)
    parts = [_ANY[word] if place % 2 else re.escape(word) for place, word in enumerate(words)]
    return "".join(parts) + ("" if path.endswith("/") else "$")


def private_rows() -> list[Row]:
    """Return the rows of the table of what is private."""
    return [
        Row(_ticked(where), frozenset(re.findall(r"0\d{3}", modes)), _ticked(made_by))
        for where, _, modes, made_by, _ in _table("where", 5)
    ]


def public_paths() -> list[str]:
    """Return the paths of the table of what is public."""
    return [path for where, _ in _table("where", 2) for path in _ticked(where)]


def _table(first: str, columns: int) -> list[list[str]]:
    """Return the cells below the first table that has so many columns and such a first heading."""
    for block in PAGE.split("\n\n"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        if block.startswith("|") and rows[0][0] == first and len(rows[0]) == columns:
            return rows[2:]
    raise AssertionError(f"docs/disclosure.md has no table of {columns} columns that begins with {first!r}")


def _ticked(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))
