"""Reads a directive as its library does: its options, what stands beside its name, and its body taken apart."""

from dataclasses import dataclass
from typing import Protocol

from annual_report.lint.allowed import DIRECTIVES, Body, Value
from annual_report.lint.bodies import cells_of, terms_of
from annual_report.lint.directives import Fence, Line
from annual_report.lint.gathering import Gathered
from annual_report.lint.judging import judge_value
from annual_report.lint.literal import LITERAL
from annual_report.lint.markup import FOREIGN, LOST
from annual_report.lint.pages import Directive, Kind, Unread
from annual_report.lint.source_text import LENGTH

_DEEPEST = 15


class Read(Protocol):
    """Reads a stretch of Markdown into what is gathered; ``kind``: what its paragraphs are."""

    def __call__(self, text: Line, kind: Kind = ..., *, inline: bool = ...) -> None:
        """Read it; ``inline``: it is one sentence."""


@dataclass(slots=True)
class Within:
    """What is around what is read: how many directives, and how many of them never end, which is told already."""

    depth: int = 0
    unclosed: int = 0

    def read(self, text: Line, gathered: Gathered, read: Read, kind: Kind = Kind.PARAGRAPH) -> None:
        """Read what stands within a directive, unless so many stand in each other that it is no text."""
        if self.depth == _DEEPEST:
            message = f"{_DEEPEST} boxes or directives stand in each other here. Close those that are meant to end"
            gathered.tell(LENGTH, (text.line + 1, 1), "", message)
            return
        self.depth += 1
        read(text, kind)
        self.depth -= 1


def read_directive(fence: Fence, gathered: Gathered, within: Within, read: Read) -> None:
    """Read a directive.

    Args:
        fence: the directive.
        gathered: where it and its faults are noted.
        within: what is around it.
        read: reads Markdown of the page.
    """
    line = fence.argument.line + 1
    gathered.directives.append(Directive(fence.name, fence.argument.text, line, fence.closed))
    if fence.is_refused:
        return
    within.unclosed += not fence.closed
    part = _Parts(fence, gathered, within, read)
    part.options()
    part.argument_and_body()
    within.unclosed -= not fence.closed


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a directive, and what reads them."""

    fence: Fence
    gathered: Gathered
    within: Within
    read: Read

    def options(self) -> None:
        """Read the options, and tell of those that may not be there."""
        fence = self.fence
        if fence.malformed:
            message = "this is not read as an option. Write each once, on a line of its own: :name: value"
            self.gathered.tell(FOREIGN, (fence.malformed.line + 1, 1), fence.malformed.text, message)
        for option in fence.options:
            value = fence.use.options.get(option.name)
            if value is None and fence.name in DIRECTIVES:
                known = ", ".join(sorted(fence.use.options)) or "none"
                message = f"{{{fence.name}}} takes no option {option.name} here. There are: {known}"
                self.gathered.tell(FOREIGN, (option.value.line + 1, 1), f":{option.name}:", message)
            self._value(value or Value.PROSE, option.value)

    def argument_and_body(self) -> None:
        """Read what stands beside the name, and the body."""
        fence = self.fence
        if fence.use.argument is Value.FIRST:
            self._body(self._with_first_line())
        else:
            self._value(fence.use.argument, fence.argument)
            self._body(fence.body)

    def _with_first_line(self) -> Line:
        """Return the body where there is no argument: what stands beside the name is the body's first line."""
        first, body = self.fence.argument, self.fence.body
        if not first.text:
            return body
        if not self.fence.options:
            return Line(f"{first.text}\n{body.text}", first.line)
        message = f"words stand beside {{{self.fence.name}}} and its options below them. Write them below the options"
        self.gathered.tell(LITERAL, (first.line + 1, 1), first.text, message)
        return Line(f"{first.text}\n{body.text}", body.line - 1)

    def _value(self, value: Value, text: Line) -> None:
        """Read or judge an argument or an option."""
        if not text.text:
            return
        match value:
            case Value.PROSE:
                self.read(text, Kind.CAPTION, inline=True)
            case Value.ALTERNATIVE:
                self.read(text, Kind.ALTERNATIVE, inline=True)
            case Value.BLOCKS:
                self._nested(text, Kind.CAPTION)
            case Value.ROW:
                self._rows(text)
            case _:
                judge_value(value, text.text, text.line + 1, self.gathered)

    def _body(self, body: Line) -> None:
        match self.fence.use.body:
            case Body.PROSE:
                self._nested(body)
            case Body.TERMS:
                self._terms(body)
            case Body.ROWS:
                self._rows(body)
            case Body.CODE:
                place = self.fence.argument.line + 1
                self.gathered.unread.append(Unread(self.gathered.file, place, "a block of code"))
            case Body.NOTHING if body.text.strip():
                message = f"{{{self.fence.name}}} holds no words, and these would vanish. Write them below it"
                self.gathered.tell(LOST, (body.line + 1, 1), body.text.strip().partition("\n")[0], message)

    def _terms(self, body: Line) -> None:
        for part, is_term in terms_of(body):
            if not is_term:
                self._nested(part, Kind.TERM)
                continue
            if part.text.startswith(".. ") or " : " in part.text:
                message = (
                    "of this line Sphinx would drop words. Write the term alone, and its meaning on the lines below"
                )
                self.gathered.tell(LOST, (part.line + 1, 1), part.text, message)
            self.read(part, Kind.TERM, inline=True)

    def _rows(self, text: Line) -> None:
        for cell in cells_of(text.text, text.line):
            self._nested(cell, Kind.CELL)

    def _nested(self, text: Line, kind: Kind = Kind.PARAGRAPH) -> None:
        self.within.read(text, self.gathered, self.read, kind)
