"""Reads a directive's fence: its name, argument, options and body, and which of them is prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

_NAME = re.compile(r"\{(?P<name>[^}]+)\}\s*(?P<argument>.*)", re.DOTALL)
_OPTION = re.compile(r":(?P<name>[\w-]+):[ \t]*(?P<value>.*)")

#: Directives whose body is not prose: code, lists of files, and those that print the release.
NO_PROSE = frozenset(
    {
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "parsed-literal", "highlight"),
        *("toctree", "tableofcontents", "contents", "index", "bibliography"),
        *("chart", "table", "downloads", "published-figures", "every-number", "disclosure", "image"),
    }
)
#: Directives whose argument is an address, a language or an id.
NO_PROSE_ARGUMENT = NO_PROSE | {"figure", "glossary", "math", "raw", "include", "eval-rst"}
#: Directives that bring in what cannot be read here.
UNREADABLE = frozenset({"eval-rst", "include", "raw"})
#: Every other directive that a page may use.
KNOWN = (
    NO_PROSE
    | UNREADABLE
    | {
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"),
        *("seealso", "versionadded", "versionchanged", "deprecated", "todo", "topic", "sidebar", "rubric", "epigraph"),
        *("highlights", "pull-quote", "compound", "container", "figure", "math", "glossary", "centered", "hlist"),
        *("list-table", "csv-table", "dropdown", "card", "grid", "grid-item", "grid-item-card", "tab-set", "tab-item"),
        *("margin", "only", "toggle", "div", "front matter"),
    }
)
#: Options that a reader sees or hears.
_PROSE_OPTIONS = frozenset(("alt", "caption", "title", "subtitle", "header", "footer", "summary"))


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text with the line of the file (from 0) on which it starts."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A directive taken apart. ``options``: those that are prose, by name."""

    name: str
    argument: Line
    options: tuple[tuple[str, Line], ...]
    body: Line
    closed: bool

    @property
    def has_prose(self) -> bool:
        """Say whether the body is prose."""
        return self.name not in NO_PROSE | UNREADABLE

    @property
    def has_prose_argument(self) -> bool:
        """Say whether the argument is prose."""
        return self.name not in NO_PROSE_ARGUMENT


def read_fence(token: Token, first: int, source: Sequence[str]) -> Fence | None:
    """Return the directive that a fence token holds, or None if it is code.

    Args:
        token: a fence or colon fence.
        first: the line of the file (from 0) from which the token's own lines count.
        source: the file's lines.
    """
    found = _NAME.fullmatch(token.info.strip())
    if found is None or token.map is None:
        return None
    start = first + token.map[0]
    options, body = _split(token.content.split("\n"), start + 1)
    last = source[min(first + token.map[1], len(source)) - 1].strip() if source else ""
    closed = token.map[1] - token.map[0] > 1 and last.endswith(token.markup) and not last.strip(token.markup[0] + "> ")
    return Fence(found["name"], Line(found["argument"].strip(), start), options, body, closed)


def _split(lines: list[str], first: int) -> tuple[tuple[tuple[str, Line], ...], Line]:
    """Part the options at the head of a directive from its body."""
    options: list[tuple[str, Line]] = []
    count = 0
    if lines and lines[0].strip() == "---":
        end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), len(lines) - 1)
        pairs = [(n, line.partition(":")) for n, line in enumerate(lines[1:end], 1)]
        options = [(name.strip(), Line(value.strip().strip("\"'"), first + n)) for n, (name, _, value) in pairs]
        count = end + 1
    else:
        while count < len(lines) and (found := _OPTION.fullmatch(lines[count].strip())):
            options.append((found["name"], Line(found["value"], first + count)))
            count += 1
    prose = tuple((name, value) for name, value in options if name in _PROSE_OPTIONS and value.text)
    return prose, Line("\n".join(lines[count:]), first + count)
