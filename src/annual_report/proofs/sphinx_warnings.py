"""What Sphinx complained of, as records: which page, which line, and what."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PLACE = r"(?:(?P<file>[^:\n]+?\.(?:md|ipynb|yml))(?:\.rst|\.md)?(?::(?P<line>\d*))?: ?)?"
_LINE = re.compile(_PLACE + r"(?:WARNING|ERROR|CRITICAL|SEVERE): ?(?P<text>.*?)(?: \[[\w.-]+\])?$")
_KIND = re.compile(r" \[[a-z]+\.[\w-]+\]$")


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. ``file`` is empty where it is about the book as a whole, ``line`` 0 where it is not known."""

    file: str
    line: int
    text: str

    @property
    def page(self) -> str:
        """The page's name, as ``book/child-deaths``."""
        return self.file.rpartition(".")[0]

    def __str__(self) -> str:
        """Return it as the terminal shows it."""
        return f"{self.file}:{self.line}: {self.text}" if self.file else self.text


def read_warnings(log: str, source: Path) -> tuple[Warned, ...]:
    """Return each warning of a log of Sphinx once; files are named relative to ``source``."""
    lines = _COLOUR.sub("", log).replace(f"{source}{os.sep}", "").splitlines()
    return tuple(dict.fromkeys(_read(lines)))


def _read(lines: Iterable[str]) -> Iterator[Warned]:
    waiting: Warned | None = None
    for line in lines:
        match = _LINE.match(line)
        if match is None and waiting is not None:  # a warning of more lines than one
            waiting = replace(waiting, text=_KIND.sub("", f"{waiting.text} {line.strip()}".strip()))
        elif match is not None:
            if waiting is not None:
                yield waiting
            waiting = Warned(match["file"] or "", int(match["line"] or 0), match["text"])
    if waiting is not None:
        yield waiting
