"""Reads Markdown by its MyST syntax tree into passages: every text that a reader can see or hear, with its place."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import yaml
from markdown_it.token import Token

from annual_report.lint.directives import Fence, Line, read_fence
from annual_report.lint.flatten import Flat, flatten, lines_of, without_tags
from annual_report.lint.located import parse
from annual_report.lint.pages import Directive, Kind, Page, Passage

_KINDS = {
    "heading_open": Kind.HEADING,
    "list_item_open": Kind.ITEM,
    "th_open": Kind.CELL,
    "td_open": Kind.CELL,
    "dt_open": Kind.TERM,
    "dd_open": Kind.TERM,
    "footnote_block_open": Kind.NOTE,
    "footnote_open": Kind.NOTE,
    "footnote_reference_open": Kind.NOTE,
}
_GROUPS = ("bullet_list_open", "ordered_list_open", "table_open", "dl_open")
_NOT_SHOWN = ("jupytext", "kernelspec", "mystnb", "file_format", "orphan", "tocdepth", "date")


@lru_cache(maxsize=512)  # a preview reads the book again at each save
def read_markdown(file: str, text: str) -> Page:
    """Return the page that the Markdown ``text`` of ``file`` makes."""
    reader = _Reader(file, text.split("\n"))
    reader.read(Line(text, 0))
    return Page(file, tuple(reader.passages), tuple(reader.directives), tuple(reader.headings), tuple(reader.pictures))


class _Reader:
    """Walks the blocks of one file, directives within directives included."""

    def __init__(self, file: str, source: Sequence[str]) -> None:
        self.passages: list[Passage] = []
        self.directives: list[Directive] = []
        self.headings: list[tuple[int, int]] = []
        self.pictures: list[tuple[str, int]] = []
        self._file = file
        self._source = source
        self._group = 0
        self._cursor: dict[int, int] = {}  # how far each line has been read: cells share a line

    def read(self, text: Line, kind: Kind = Kind.PARAGRAPH) -> None:
        """Read a stretch of Markdown; ``kind``: what its paragraphs are."""
        tokens, positions = parse(text.text)
        kinds, lists = [kind], 0
        for token in tokens:
            if token.type in _GROUPS:
                self._group += not lists
                lists += 1
            elif token.type.replace("_close", "_open") in _GROUPS:
                lists -= 1
            if token.type in _KINDS:
                kinds.append(_KINDS[token.type])
            elif token.type.replace("_close", "_open") in _KINDS:
                kinds.pop()
            self._group += not lists
            self._block(token, text.line, positions, kinds[-1])

    def _block(self, token: Token, first: int, positions: Mapping[int, int], kind: Kind) -> None:
        line = first + (token.map[0] if token.map else 0)
        match token.type:
            case "heading_open":
                self.headings.append((int(token.tag.removeprefix("h")), line + 1))
            case "inline":
                images = (child for child in token.children or [] if child.type == "image")
                self.pictures += [(str(image.attrGet("src") or ""), line + 1) for image in images]
                flat, beside = flatten(token.content, token.children or [], positions)
                origins = self._origins(token.content, line)
                self._add(flat, kind, origins)
                for aside in beside:
                    self._add(aside, Kind.ALTERNATIVE, origins)
            case "fence" | "colon_fence":
                fence = read_fence(token, first, self._source)
                if fence is not None:
                    self._directive(fence)
            case "code_block":  # indented text, at times by accident: a reader sees it all the same
                self._add(lines_of(token.content), Kind.RAW, self._origins(token.content, line))
            case "html_block":
                flat, beside = without_tags(token.content)
                origins = self._origins(token.content, line)
                self._add(flat, Kind.RAW, origins)
                for aside in beside:
                    self._add(aside, Kind.ALTERNATIVE, origins)
            case "front_matter":
                self._front_matter(token.content, line + 1)

    def _directive(self, fence: Fence) -> None:
        self.directives.append(Directive(fence.name, fence.argument.text, fence.argument.line + 1, fence.closed))
        if fence.name in ("figure", "image"):
            self.pictures.append((fence.argument.text.strip(), fence.argument.line + 1))
        if fence.has_prose_argument and fence.argument.text:
            self.read(fence.argument, Kind.CAPTION)
        for name, option in fence.options:
            self.read(option, Kind.ALTERNATIVE if name == "alt" else Kind.CAPTION)
        if fence.has_prose:
            self.read(fence.body)

    def _front_matter(self, content: str, line: int) -> None:
        try:
            tree = yaml.compose(content, yaml.SafeLoader)
        except yaml.YAMLError as error:
            self.directives.append(Directive("front matter", str(error), line, closed=False))
            return
        self._metadata(tree, line)

    def _metadata(self, node: yaml.Node | None, line: int) -> None:
        match node:
            case yaml.MappingNode():
                for key, value in node.value:
                    if key.value not in _NOT_SHOWN:
                        self._metadata(value, line)
            case yaml.SequenceNode():
                for value in node.value:
                    self._metadata(value, line)
            case yaml.ScalarNode():
                flat = Flat()
                flat.add(str(node.value), 0)
                mark = node.start_mark
                quoted = 1 if node.style in ("'", '"') else 0
                self._add(flat, Kind.METADATA, [(0, line + mark.line, mark.column + quoted)])

    def _origins(self, content: str, line: int) -> list[tuple[int, int, int]]:
        """Return, for each line of a block's source, its offset there and its line and column in the file."""
        origins, offset = [], 0
        for number, text in enumerate(content.split("\n"), line):
            whole = self._source[number] if number < len(self._source) else ""
            column = whole.find(text, self._cursor.get(number, 0))
            if column >= 0 and text:
                self._cursor[number] = column + len(text)
            origins.append((offset, number, max(column, 0)))
            offset += len(text) + 1
        return origins

    def _add(self, flat: Flat, kind: Kind, origins: Sequence[tuple[int, int, int]]) -> None:
        if flat.text.strip():
            runs = tuple((at, *_place(origin, origins)) for at, origin in flat.runs)
            self.passages.append(Passage(self._file, kind, flat.text, tuple(flat.marks), runs, self._group))


def _place(origin: int, origins: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the line and column (from 1) of a character of a block's source."""
    offset, line, column = next(found for found in reversed(origins) if found[0] <= origin)
    return line + 1, column + origin - offset + 1
