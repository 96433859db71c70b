"""What the checks read: pages, their passages of flowing text, and the roles that stand in them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

#: Roles whose text is settled elsewhere: a number placed, a constant with its source, a claim, words allowed.
NUMBERS = ("count", "words", "percent", "share", "ratio")
SETTLED = (*NUMBERS, "fixed", "edition", "claim", "allow")

#: What stands in the masked text for a placed number, for a constant, and for other settled words.
NUMBER, CONSTANT, WORDS = "\ue000", "\ue001", "\ue002"

_SENTENCE_END = re.compile(r"[.!?][\"”'\u2019)\]]*\s+(?=[A-Z0-9“\"'\u2018(\[{\ue000-\ue002])")
#: Hyphens and spaces that look like plain ones, as word processors write them.
_PLAIN = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_NUMBER_FIRST = re.compile(r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|cf|vs|St|Dr|Mr|Mrs|Ms)\.\s+$")


class Kind(StrEnum):
    """Where a passage stands."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "list item"
    CELL = "table cell"
    TERM = "definition"
    NOTE = "footnote"
    CAPTION = "caption"
    ALTERNATIVE = "text alternative"
    METADATA = "front matter"
    RAW = "raw HTML"
    STRING = "text in code"


@dataclass(frozen=True, slots=True)
class Mark:
    """A role in a passage: where in its text it stands, its name and what is within its backticks."""

    start: int
    end: int
    role: str
    content: str

    @property
    def is_constant_number(self) -> bool:
        """Say whether it is a constant that starts with a number: ``15 working days``, ``three to six``."""
        return self.role == "fixed" and _NUMBER_FIRST.match(self.content.strip()) is not None


@dataclass(frozen=True)
class Passage:
    """A stretch of flowing text. Roles stand in it as they were written; markup of emphasis and links does not.

    ``runs`` tell where text came from: from each offset on, the line and column (both from 1) of its first character.
    ``group`` numbers what belongs together: the items of a list, the cells of a table, else the passage alone.
    """

    file: str
    kind: Kind
    text: str
    marks: tuple[Mark, ...]
    runs: tuple[tuple[int, int, int], ...]
    group: int

    @property
    def takes_roles(self) -> bool:
        """Say whether a role is read here: not in a text alternative, in front matter or in code."""
        return self.kind not in (Kind.ALTERNATIVE, Kind.METADATA, Kind.STRING)

    @cached_property
    def masked(self) -> str:
        """The text with what is settled replaced, character for character, so that offsets agree."""
        masked = self.text.translate(_PLAIN)
        for mark in self.marks:
            fill = NUMBER if mark.role in NUMBERS else CONSTANT if mark.is_constant_number else WORDS
            masked = masked[: mark.start] + fill * (mark.end - mark.start) + masked[mark.end :]
        return masked

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column from which the character at ``offset`` came."""
        start, line, column = self.runs[max(0, bisect_right(self.runs, offset, key=lambda run: run[0]) - 1)]
        return line, column + offset - start

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return where the sentence that holds ``offset`` starts and ends."""
        for start, end in self.sentences:
            if offset < end:
                return start, end
        return self.sentences[-1]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence starts and ends."""
        ends = [end for end in (m.end() for m in _SENTENCE_END.finditer(self.masked)) if not self._is_abbreviated(end)]
        bounds = [0, *(end for end in ends if end < len(self.text)), len(self.text)]
        return tuple(pairwise(bounds))

    def _is_abbreviated(self, end: int) -> bool:
        return _ABBREVIATION.search(self.masked[:end]) is not None


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive: its name, its argument, and where it stands. ``closed``: its fence ends before the file does."""

    name: str
    argument: str
    line: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with how a page is written, where, and what to write. Line and column count from 1."""

    rule: str
    line: int
    column: int
    spot: str
    message: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that a page brings in: its path from the project's folder. ``is_table``: its rows are read like text."""

    path: str
    line: int
    column: int
    written: str
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside lists, quotes and boxes: its level, 1 for the page's own, and its line."""

    level: int
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """What a reader sees and no rule reads: a person must."""

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the narrative, or the Markdown cells of one notebook.

    ``headings``: the level of each, with its line; ``pictures``: the address of each, with its line.
    """

    file: str
    passages: tuple[Passage, ...]
    directives: tuple[Directive, ...]
    faults: tuple[Fault, ...] = ()
    brought: tuple[Brought, ...] = ()
    headings: tuple[Heading, ...] = ()
    unread: tuple[Unread, ...] = ()
