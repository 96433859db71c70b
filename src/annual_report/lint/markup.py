"""Reads raw HTML strictly: a tag on the list, each attribute on the list and in quotes, each tag closed.

Whatever is not exactly that is a fault, so no browser can read more into a page than this module does.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser

from annual_report.lint.allowed import ATTRIBUTES, BLOCK_TAGS, EMPTY_TAGS, INLINE_TAGS

#: The rules that HTML breaks: what has no place here, and words that a reader would never see.
FOREIGN, LOST = "foreign", "lost-words"

_ATTRIBUTE = r"""\s+[a-z][a-z-]*(?:="[^"<>]*"|='[^'<>]*')?"""
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*/?>")
#: A comment as every browser reads it: it holds no "--", and does not begin as if it ended at once.
COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--).)*-->", re.DOTALL)
#: What begins markup for a browser.
BEGINNING = re.compile(r"<[A-Za-z/!?]")
_WHOLE = re.compile(r"<[^<>\n]*>?")
#: What looks like HTML, and not like a word in angle brackets.
_LIKE_HTML = re.compile(
    r"</?(?:a|applet|area|article|aside|audio|base|body|button|canvas|embed|fieldset|font|footer|form|frame|frameset|"
    r"h[1-6]|head|header|html|iframe|img|input|label|li|link|main|map|math|meta|nav|noscript|object|ol|option|picture|"
    r"pre|script|section|select|slot|source|style|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|"
    r"ul|video)\b|<[!?]|<[^<>]*[=/\"']",
    re.IGNORECASE,
)
_INSTEAD = {
    "a": "Write a link: [words](address)",
    "img": "Write a picture: ![what it shows](file), a file below book/",
    "style": "Leave it out: how the report looks is set in its theme",
    "link": "Leave it out: how the report looks is set in its theme",
    "script": "Leave it out: no page runs an author's program",
    "iframe": "Write a link: [words](address)",
    "table": "Write a table of Markdown, or {list-table}",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "Write a heading of Markdown: ## Words"),
    **dict.fromkeys(("ul", "ol", "li"), "Write a list of Markdown: - words"),
}

#: Told of a fault: the rule, the place in the text, the words there, and what is wrong.
Tell = Callable[[str, int, str, str], None]


@dataclass(slots=True)
class _Open:
    """A tag that waits to be closed, and how deep in the page it stands."""

    name: str
    depth: int
    origin: int
    tell: Tell


@dataclass(slots=True)
class Markup:
    """Follows the tags of a stretch of a page. ``tags``: those that may stand there."""

    tags: frozenset[str] = BLOCK_TAGS
    _open: list[_Open] = field(default_factory=list)
    _told: list[str] = field(default_factory=list)  # tags that were refused: of their ends nothing more is said

    def read(self, html: str, depth: int, tell: Tell, origin: int = 0) -> None:
        """Follow the tags of a piece of raw HTML.

        Args:
            html: the piece.
            depth: how deep in lists and quotes it stands; what is opened is closed at the same depth.
            tell: told of each fault, with its place in ``html`` plus ``origin``.
            origin: where the piece starts.
        """
        for at, piece in _pieces(html):
            if COMMENT.fullmatch(piece):
                continue
            name = _name(piece)
            if piece.startswith("</") and name in self._told:
                self._told.remove(name)
                continue
            rule, message = _fault(piece, self.tags)
            if message:
                tell(rule, origin + at, piece, message)
                self._told.append(name)
            elif piece.startswith("</"):
                self._close(name, depth, origin + at, piece, tell)
            elif name not in EMPTY_TAGS:
                self._open.append(_Open(name, depth, origin + at, tell))

    def end(self, why: str = "") -> None:
        """Tell of every tag that is still open: at the end of the stretch, or before what ``why`` names."""
        for tag in self._open:
            place = f" before {why}" if why else ""
            tag.tell(FOREIGN, tag.origin, f"<{tag.name}>", f"<{tag.name}> is not closed{place}: write </{tag.name}>")
            self._told.append(tag.name)
        self._open.clear()

    def _close(self, name: str, depth: int, at: int, piece: str, tell: Tell) -> None:
        if self._open and (self._open[-1].name, self._open[-1].depth) == (name, depth):
            self._open.pop()
        else:
            tell(FOREIGN, at, piece, f"{piece} closes nothing that is open here: take it out, or write <{name}> before")


def of_sentence() -> Markup:
    """Return what follows the tags of one sentence, heading, item or cell."""
    return Markup(INLINE_TAGS)


def without_comments(html: str) -> str:
    """Return HTML without its comments: they are for authors, and reach no page."""
    return COMMENT.sub("", html)


def _pieces(html: str) -> Iterator[tuple[int, str]]:
    """Yield each comment, tag or start of one, with its place."""
    at = 0
    while found := BEGINNING.search(html, at):
        start = found.start()
        piece = COMMENT.match(html, start) or _TAG.match(html, start) or _WHOLE.match(html, start)
        text = piece[0] if piece else html[start:]
        yield start, text
        at = start + max(len(text), 1)


def _name(piece: str) -> str:
    return re.sub(r"^</?|[\s/>].*$", "", piece, flags=re.DOTALL).lower()


def _fault(piece: str, tags: frozenset[str]) -> tuple[str, str]:
    """Return the rule that a piece breaks and what is wrong, both empty if it may stand there."""
    name, tag = _name(piece), _TAG.fullmatch(piece)
    if piece.startswith("<!--"):
        return (
            LOST,
            "a comment is not closed, or holds two hyphens. Write <!-- words -->, or % words on a line of its own",
        )
    if name not in BLOCK_TAGS:
        return _not_listed(name, piece)
    if tag is None or (tag["close"] and tag["attributes"]) or (piece.endswith("/>") and name not in EMPTY_TAGS):
        return FOREIGN, f'{piece} is no plain tag. Write <{name}>words</{name}>, or <{name} title="words">'
    if name not in tags:
        return FOREIGN, f"<{name}> cannot stand within a sentence. Begin a line with it"
    return next((fault for fault in map(partial(_fault_of_attribute, name), _attributes(piece)) if fault[1]), ("", ""))


def _not_listed(name: str, piece: str) -> tuple[str, str]:
    shown = piece.replace("<", "&lt;").replace(">", "&gt;")
    if name in _INSTEAD or _LIKE_HTML.match(piece):
        instead = _INSTEAD.get(name, "Write it as Markdown")
        return FOREIGN, f"HTML has no place in a chapter but for a few tags. {instead}. If it is no HTML: {shown}"
    return LOST, f"{piece} is read as HTML, and its words vanish. Write {shown}"


def _fault_of_attribute(tag: str, attribute: tuple[str, str | None]) -> tuple[str, str]:
    name, value = attribute
    if name == "open" and tag == "details":
        return "", ""
    if name not in ATTRIBUTES:
        known = ", ".join(sorted(ATTRIBUTES))
        return FOREIGN, f"the attribute {name} has no place in a chapter. Take it out; there are: {known}"
    return FOREIGN, f'the attribute {name} has no value. Write {name}="words"' if value is None else ""


def _attributes(piece: str) -> list[tuple[str, str | None]]:
    reader = _Attributes()
    reader.feed(piece)
    return reader.found


class _Attributes(HTMLParser):
    """Collects the attributes of a tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes."""
        del tag
        self.found += attrs
