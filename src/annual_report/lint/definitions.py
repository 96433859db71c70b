"""Follows what a page defines apart, notes and addresses: what nothing refers to would vanish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from annual_report.lint.pages import Fault

LOST = "lost-words"


class _References(dict[str, Any]):
    """The addresses of a page, which notes those that a link used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, label: str) -> Any:
        """Return an address, for a link."""
        self.used.add(label)
        return super().__getitem__(label)

    def get(self, label: str, default: Any = None) -> Any:
        """Return an address, for a picture."""
        self.used.add(label)
        return super().get(label, default)


@dataclass(slots=True)
class Definitions:
    """What the stretches of one page have defined so far. MyST knows it in all that it reads after them."""

    references: _References = field(default_factory=_References)
    footnotes: dict[str, Any] = field(default_factory=dict)
    twice: list[dict[str, Any]] = field(default_factory=list)
    _notes: list[tuple[str, int]] = field(default_factory=list)
    _called: set[str] = field(default_factory=set)
    _lines: dict[str, int] = field(default_factory=dict)

    def environment(self) -> dict[str, Any]:
        """Return what the parser is given, to look things up in and to add to."""
        return {"references": self.references, "footnotes": self.footnotes, "duplicate_refs": self.twice}

    def note(self, tokens: Sequence[Token], first: int) -> None:
        """Take note of the notes that ``tokens`` define and call; they start on line ``first`` (from 0)."""
        for label, found in self.references.items():
            self._lines.setdefault(label, first + found["map"][0] + 1)
        for token in tokens:
            if token.type == "footnote_reference_open":
                self._notes.append((str(token.meta["label"]), first + (token.map[0] if token.map else 0) + 1))
            self._called |= {str(part.meta["label"]) for part in _parts(token) if part.type == "footnote_ref"}

    def unused(self) -> Iterator[Fault]:
        """Yield each note and address that nothing refers to, and each that is defined again."""
        seen: set[str] = set()
        for label, line in self._notes:
            if label not in self._called:
                message = f"nothing refers to this note, and its words vanish. Refer to it, [^{label}], or take it out"
                yield Fault(LOST, line, 1, f"[^{label}]:", message)
            elif label in seen:
                yield Fault(LOST, line, 1, f"[^{label}]:", "a note of this name stands above, and this one vanishes")
            seen.add(label)
        for label, line in self._lines.items():
            if label not in self.references.used:
                message = (
                    "no link uses this address, and its words vanish. Write a link, [words](address), or take it out"
                )
                yield Fault(LOST, line, 1, f"[{label.lower()}]:", message)
        for again in self.twice:
            message = "this address is defined above already, and this one vanishes"
            yield Fault(LOST, again["map"][0] + 1, 1, f"[{again['label'].lower()}]:", message)


def _parts(token: Token) -> Iterator[Token]:
    for part in token.children or []:
        yield part
        yield from _parts(part)
