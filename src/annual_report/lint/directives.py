"""Reads a directive's fence: its name, argument, options and body, and what each of them holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import dedent

from markdown_it.token import Token
from myst_parser.parsers.options import TokenizeError, options_to_items

from annual_report.lint.allowed import DIRECTIVES, Use
from annual_report.lint.refused import REFUSED_DIRECTIVES

_OPTION = re.compile(r":(?P<name>[\w-]+):(?:[ \t]+(?P<value>.*)|$)")
#: How a directive is read that is not on the list: as text, so that every rule sees it.
_UNKNOWN = Use()


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text with the line of the file (from 0) on which it starts."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive: its name, and its value as MyST reads it."""

    name: str
    value: Line


@dataclass(frozen=True, slots=True)
class Fence:
    """A directive taken apart. ``malformed``: a line among its options that is none."""

    name: str
    argument: Line
    options: tuple[Option, ...]
    body: Line
    closed: bool
    malformed: Line | None = None

    @property
    def use(self) -> Use:
        """How the directive may be used."""
        return DIRECTIVES.get(self.name, _UNKNOWN)

    @property
    def is_refused(self) -> bool:
        """Say whether it may not be used at all: then nothing of it is read."""
        return self.name in REFUSED_DIRECTIVES


def read_fence(token: Token, first: int, source: Sequence[str]) -> Fence | None:
    """Return the directive that a fence token holds, or None if it is none for MyST: ``{name}`` stands by itself.

    Args:
        token: a fence or colon fence.
        first: the line of the file (from 0) from which the token's own lines count.
        source: the file's lines.
    """
    name, argument = (*token.info.split(maxsplit=1), "", "")[:2]
    if len(name) <= len("{}") or name[0] != "{" or name[-1] != "}" or token.map is None:
        return None
    start = first + token.map[0]
    options, body, malformed = _split(token.content, start + 1, by_colons=token.type == "colon_fence")
    is_ended = is_closed(token, first, source)
    return Fence(name[1:-1], Line(argument.strip(), start), options, body, is_ended, malformed)


def is_closed(token: Token, first: int, source: Sequence[str]) -> bool:
    """Say whether a fence ends before its file, or what it stands in, does."""
    if token.map is None:
        return False
    last = source[min(first + token.map[1], len(source)) - 1].strip() if source else ""
    return token.map[1] - token.map[0] > 1 and last.endswith(token.markup) and not last.strip(token.markup[0] + "> ")


def _split(content: str, first: int, *, by_colons: bool) -> tuple[tuple[Option, ...], Line, Line | None]:
    """Part the options at the head of a directive from its body, as MyST does.

    A line of three colons is taken for an option too, but where a fence of colons begins with it.
    """
    lines = content.split("\n")
    if content.startswith("---"):
        end = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines) - 1)
        options, malformed = _read_block(lines[1:end], first + 1)
        return options, Line("\n".join(lines[end + 1 :]), first + end + 1), malformed
    count = next((n for n, line in enumerate(lines) if not _is_option(line)), len(lines))
    options, malformed = _read_lines(lines[:count], first)
    if malformed is None and count < len(lines) and _is_fence(lines[count]) and (count or not by_colons):
        malformed = Line(lines[count].strip(), first + count)
    return options, Line("\n".join(lines[count:]), first + count), malformed


def _is_option(line: str) -> bool:
    return line.lstrip().startswith(":") and not _is_fence(line)


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(":::")


def _read_lines(lines: Sequence[str], first: int) -> tuple[tuple[Option, ...], Line | None]:
    """Read options that stand each on a line of its own."""
    options: list[Option] = []
    for number, line in enumerate(lines, first):
        found = _OPTION.fullmatch(line.strip())
        value = _decoded(f"{found['name']}: {found['value'] or ''}") if found else None
        if found is None or value is None or any(option.name == found["name"] for option in options):
            return tuple(options), Line(line.strip(), number)
        options.append(Option(found["name"], Line(value, number)))
    return tuple(options), None


def _decoded(line: str) -> str | None:
    """Return the value of an option without its quotes, None if MyST would not read it as one."""
    try:
        items, state = options_to_items(line)
    except TokenizeError:
        return None
    pairs = list(items)
    return pairs[0][1] if len(pairs) == 1 and not state.has_comments else None


def _read_block(lines: Sequence[str], first: int) -> tuple[tuple[Option, ...], Line | None]:
    """Read options that stand between lines of hyphens."""
    try:
        items, _ = options_to_items(dedent("\n".join(lines)))
        pairs = list(items)
    except TokenizeError:
        return (), Line("\n".join(lines), first)
    names = [name for name, _ in pairs]
    places = [next((n for n, line in enumerate(lines) if line.lstrip(" \"'").startswith(name)), 0) for name in names]
    options = tuple(Option(name, Line(value, first + at)) for (name, value), at in zip(pairs, places, strict=True))
    return options, Line("\n".join(lines), first) if len(set(names)) < len(names) else None
