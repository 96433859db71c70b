"""Flattens one inline token to text, with the roles in it and the place of every stretch."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from annual_report.lint.allowed import ROLES
from annual_report.lint.pages import SETTLED, Mark

_TITLED = re.compile(r"(?P<title>.*?)\s*<[^<>]+>\s*", re.DOTALL)
_REFERENCES = ("doc", "ref", "numref", "any", "download", "term")
_TAG = re.compile(r"<!--.*?(?:-->|$)|<[^>]*>", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:alt|title|aria-label|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NUMERIC = re.compile(r"[\d.,%\s]*\d[\d.,%\s]*")
_CONTENT = re.compile(r"(?:\{[^}]+\})?`+")


@dataclass(slots=True)
class Flat:
    """Text under construction. ``runs``: from each offset of the text, the offset in the block it came from."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, origin: int) -> None:
        """Add text that came from ``origin``."""
        if text:
            self.runs.append((len(self.text), origin))
            self.text += text


def flatten(
    content: str, tokens: Sequence[Token], positions: Mapping[int, int], shift: int = 0
) -> tuple[Flat, list[Flat]]:
    """Return the text of inline tokens, and the texts that stand beside it: text alternatives and titles.

    Args:
        content: the block's source, without the markers of its container.
        tokens: the inline tokens.
        positions: where each token starts in ``content``, by the token's ``id``.
        shift: what to add to each position.
    """
    flat, beside = Flat(), []
    is_address = False
    for token in tokens:
        at = positions.get(id(token), 0) + shift
        match token.type:
            case "softbreak" | "hardbreak":
                flat.add(" ", at)
            case "code_inline":
                _add_code(flat, token, at)
            case "myst_role":
                _add_role(flat, token, at, content)
            case "image":
                label, inner = flatten(content, token.children or [], positions, at + 2)
                beside += [label, *inner, *_title(token, at, content)]
            case "link_open" | "link_close":
                is_address = token.type == "link_open" and token.info == "auto"
                beside += _title(token, at, content)
            case "html_inline":
                beside += spoken(token.content, at)
            case _ if token.content and not is_address:
                flat.add(token.content, at)
    return flat, [found for found in beside if found.text.strip()]


def without_tags(html: str, origin: int = 0) -> tuple[Flat, list[Flat]]:
    """Return the text of raw HTML, with its tags blanked, and what its attributes say."""
    blanked = _TAG.sub(lambda tag: re.sub(r"[^\n]", " ", tag[0]), html)
    return lines_of(blanked, origin), spoken(html, origin)


def lines_of(text: str, origin: int = 0) -> Flat:
    """Return text whose lines are runs of their own: each is found again on its line."""
    flat = Flat()
    for line in text.splitlines(keepends=True):
        flat.add(line, origin)
        origin += len(line)
    return flat


def spoken(html: str, origin: int) -> list[Flat]:
    """Return the values of the attributes that a reader sees or hears."""
    found = []
    for attribute in _SPOKEN.finditer(html):
        group = 1 if attribute[1] is not None else 2
        flat = Flat()
        flat.add(attribute[group], origin + attribute.start(group))
        found.append(flat)
    return found


def _add_code(flat: Flat, token: Token, at: int) -> None:
    """Add code: a name or a command is shown as it is, and a number in code is a typed number."""
    if _NUMERIC.fullmatch(token.content):
        flat.add(token.content, at + len(token.markup))
    else:
        start = len(flat.text)
        flat.add(token.content, at + len(token.markup))
        flat.marks.append(Mark(start, len(flat.text), "code", token.content))


def _add_role(flat: Flat, token: Token, at: int, content: str) -> None:
    name = str(token.meta["name"])
    if name in SETTLED or name not in ROLES:
        start = len(flat.text)
        flat.add(f"{{{name}}}`{token.content}`", at)
        flat.marks.append(Mark(start, len(flat.text), name, token.content))
        return
    inside = _CONTENT.match(content, at)
    origin = inside.end() if inside else at
    titled = _TITLED.fullmatch(token.content)
    if titled:
        flat.add(titled["title"], origin)
    elif name not in _REFERENCES or name == "term":
        flat.add(token.content, origin)


def _title(token: Token, at: int, content: str) -> list[Flat]:
    title = str(token.attrGet("title") or "")
    flat = Flat()
    flat.add(title, max(content.find(title, at), at))
    return [flat]
