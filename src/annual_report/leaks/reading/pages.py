"""Reads an HTML page: paragraphs, table rows, attributes, comments and scripts, each with its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from annual_report.leaks.models import Passage, Shape
from annual_report.leaks.reading.objects import read_embedded
from annual_report.leaks.reading.rows import row_of
from annual_report.leaks.reading.structure import is_structure_of_aria

_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
#: Elements whose text is one passage with what stands around it.
_INLINE = re.compile("a|abbr|b|bdi|bdo|cite|code|em|i|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|u|var")
#: Attributes that are words for a reader or data for a program.
_WORDS = ("alt", "title", "placeholder", "summary", "content", "value", "label")
_PLACED, _CLAIM, _LINK = "placed", "claim", "placed-number"


@dataclass(slots=True)
class _Element:
    tag: str
    classes: frozenset[str]
    anchor: str


@dataclass(slots=True)
class _Table:
    """An open table: its caption, its column headers, and the row that is being read."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    row: list[tuple[str, str, str]] | None = None  # tag, text, what counts of it


def read_page(data: bytes, placed: Mapping[str, frozenset[str]]) -> Iterator[Passage]:
    """Yield the passages of an HTML page.

    Args:
        data: the page.
        placed: how the numbers that a role placed may read, by the anchor that they link to.

    Raises:
        UnicodeDecodeError: if it is not UTF-8.
    """
    text = data.decode("utf-8")
    reader = _Reader(placed)
    reader.feed(text)
    reader.close()
    reader.end_passage()
    yield Passage("the page", text, Shape.MARKUP)
    yield from reader.found


class _Reader(HTMLParser):
    """Keeps the passage that is open, and ends it where a block begins or ends."""

    def __init__(self, placed: Mapping[str, frozenset[str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Passage] = []
        self._placed = placed
        self._open: list[_Element] = []
        self._tables: list[_Table] = []
        self._text: list[str] = []
        self._counted: list[str] = []
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """End the passage before a block; read the attributes."""
        given = {name: value or "" for name, value in attrs}
        self._attributes(tag, given)
        if _VOID.fullmatch(tag):
            if tag == "br":
                self._add(" ")
            return
        if not _INLINE.fullmatch(tag):
            self._block(tag)
        anchor = given.get("href", "").rpartition("#")[2]
        self._open.append(_Element(tag, frozenset(given.get("class", "").split()), anchor))

    def handle_endtag(self, tag: str) -> None:
        """End the passage of a block; a table row becomes one passage."""
        if _VOID.fullmatch(tag) or not any(element.tag == tag for element in self._open):
            return
        while self._open.pop().tag != tag:
            pass
        if tag in ("td", "th"):
            self._end_cell(tag)
        elif tag == "tr":
            self._end_row()
        elif tag == "caption" and self._tables:
            self._tables[-1].caption = " ".join("".join(self._text).split())
            self.end_passage()
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif not _INLINE.fullmatch(tag):
            self._block(tag)

    def handle_data(self, data: str) -> None:
        """Add to the passage, or read a script."""
        tag = self._open[-1].tag if self._open else ""
        if tag in ("script", "style"):
            if tag == "script":
                self.found += read_embedded(data, f"line {self.getpos()[0]}, a script")
            return
        self._add(data, counts=not self._is_released(data))

    def handle_comment(self, data: str) -> None:
        """Read a comment: a browser hides it, a reader of the source does not."""
        self._say(data, f"line {self.getpos()[0]}, a comment")

    def end_passage(self) -> None:
        """Take what was gathered as one passage."""
        text = "".join(self._text)
        if text.strip():
            counted = "".join(self._counted)
            self.found.append(
                Passage(f"line {self._line}", " ".join(text.split()), counted=" ".join(counted.split()), checked=True)
            )
        self._text, self._counted = [], []

    def _add(self, text: str, *, counts: bool = True) -> None:
        if not self._text:
            self._line = self.getpos()[0]
        self._text.append(text)
        self._counted.append(text if counts else " … ")

    def _is_released(self, text: str) -> bool:
        """Say whether a role placed this text and it reads as the release has it. A claim's words are typed."""
        classes = frozenset().union(*(element.classes for element in self._open[-2:]))
        if not {_PLACED, _LINK} <= classes or _CLAIM in classes:
            return False
        return any(text in self._placed.get(element.anchor, frozenset()) for element in self._open[-2:])

    def _block(self, tag: str) -> None:
        if tag == "table":
            self.end_passage()
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self.end_passage()
            self._tables[-1].row = []
        elif not (self._tables and self._tables[-1].row is not None):
            self.end_passage()
        else:
            self._add(" ")

    def _end_cell(self, tag: str) -> None:
        if self._tables and self._tables[-1].row is not None:
            cell = (" ".join("".join(part).split()) for part in (self._text, self._counted))
            self._tables[-1].row.append((tag, *cell))  # type: ignore[arg-type]
            self._text, self._counted = [], []
        else:
            self.end_passage()

    def _end_row(self) -> None:
        table = self._tables[-1] if self._tables else None
        row = table.row if table else None
        if table is None or not row:
            return
        table.row = None
        texts = [text for _, text, _ in row]
        if len(row) > 1 and all(tag == "th" for tag, text, _ in row if text):
            table.heads = texts
        counted = [counts for _, _, counts in row]
        self.found.append(row_of(f"line {self._line}", texts, table.heads, table.caption, counted))

    def _attributes(self, tag: str, given: Mapping[str, str]) -> None:
        """Read the attributes that are words, and an element's data as one object."""
        line = self.getpos()[0]
        for name, value in given.items():
            place = f"line {line}, attribute {name} of <{tag}>"
            if is_structure_of_aria(name):
                self.found.append(Passage(place, value, Shape.APART, counted=value))
            elif name in _WORDS or name.startswith(("aria-", "data-", "on")):
                self._say(value, place)
        data = {name: value for name, value in given.items() if name.startswith("data-")}
        if len(data) > 1:
            words = " | ".join(f"{name.removeprefix('data-')} {value}" for name, value in data.items())
            values = " | ".join(data.values())
            self.found.append(Passage(f"line {line}, data of <{tag}>", words, Shape.ROW, counted=values))

    def _say(self, text: str, place: str) -> None:
        self.found.append(Passage(place, text, counted=text))
        if text.lstrip()[:1] in ("{", "["):
            self.found += read_embedded(text, place)
