"""Reads Markdown by its MyST syntax tree into passages: every text that a reader can see or hear, with its place."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markdown_it.token import Token

from annual_report.lint.bodies import cells_of
from annual_report.lint.cells import cell_faults
from annual_report.lint.definitions import Definitions
from annual_report.lint.directive_reading import Within, read_directive
from annual_report.lint.directives import Line, is_closed, read_fence
from annual_report.lint.flatten import Flat, flatten, lines_of, without_tags
from annual_report.lint.front_matter import FrontMatter, read_front_matter
from annual_report.lint.gathering import Gathered, Places
from annual_report.lint.judging import WORDS_ALONE, judge_sentence, teller
from annual_report.lint.literal import LITERAL, fault_of_code
from annual_report.lint.located import parse
from annual_report.lint.markup import BEGINNING, COMMENT, FOREIGN, LOST, Markup
from annual_report.lint.pages import Directive, Heading, Kind, Page, Unread
from annual_report.lint.source_text import length_fault, text_faults

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


@lru_cache(maxsize=512)  # a preview reads the book again at each save
def read_markdown(file: str, text: str) -> Page:
    """Return the page that the Markdown ``text`` of ``file`` makes. What is too long is not read, and is a fault."""
    if too_long := length_fault(text):
        return Page(file, (), (), (too_long,))
    reader = _Reader(file, text.split("\n"))
    reader.read(Line(text, 0))
    return reader.page()


def read_rows(file: str, text: str) -> Page:
    """Return the page that the cells of a file of rows make, each a stretch of Markdown of its own."""
    reader = _Reader(file, text.split("\n"))
    for cell in cells_of(text):
        reader.read(cell, Kind.CELL)
    return reader.page()


class _Reader:
    """Walks the blocks of one file, directives within directives included."""

    def __init__(self, file: str, source: Sequence[str]) -> None:
        self._gathered = Gathered(file)
        self._source = source
        self._group = 0
        self._within = Within()
        self._cursor: dict[int, int] = {}  # how far each line has been read: cells share a line
        self._definitions = Definitions()

    def page(self) -> Page:
        """Return what was read."""
        self._gathered.faults[:0] = [*text_faults(self._source), *self._definitions.unused()]
        return self._gathered.page()

    def read(self, text: Line, kind: Kind = Kind.PARAGRAPH, *, inline: bool = False) -> None:
        """Read a stretch of Markdown; ``kind``: what its paragraphs are; ``inline``: it is one sentence."""
        tokens, positions = parse(text.text, self._definitions, inline=inline)
        self._definitions.note(tokens, text.line)
        if inline and kind is not Kind.ALTERNATIVE and COMMENT.search(text.text):
            message = "a comment here would reach the page, as a part of a name. Write it on a line of its own"
            self._gathered.tell(FOREIGN, (text.line + 1, 1), text.text, message)
        self._gathered.faults += cell_faults(tokens, text.line, self._source)
        kinds, lists, markup = [kind], 0, Markup()
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
            self._block(token, text.line, positions, kinds[-1], markup)
        markup.end()

    def _block(  # what a block is read with
        self, token: Token, first: int, positions: Mapping[int, int], kind: Kind, markup: Markup
    ) -> None:
        line = first + (token.map[0] if token.map else 0)
        match token.type:
            case "inline":
                self._inline(token, line, positions, kind)
            case "heading_open":
                self._heading(token, line, markup)
            case "fence" | "colon_fence":
                self._fence(token, line, first)
            case "code_block":  # indented text, at times by accident: a reader sees it all the same
                self._add(lines_of(token.content), Kind.RAW, self._places(token.content, line))
            case "html_block":
                self._html(token, line, markup)
            case "front_matter":
                self._front_matter(token.content, line + 1)
            case "myst_block_break" if token.content.strip():
                message = "what follows +++ on its line vanishes. Write it on a line of its own"
                self._gathered.tell(LOST, (line + 1, 1), f"+++ {token.content}", message)

    def _inline(self, token: Token, line: int, positions: Mapping[int, int], kind: Kind) -> None:
        flat, beside = flatten(token.content, token.children or [], positions)
        places = self._places(token.content, line)
        judge_sentence(token.children or [], positions, places, kind, self._gathered)
        self._add(flat, kind, places)
        for aside in beside:
            self._add(aside, Kind.ALTERNATIVE, places)

    def _html(self, token: Token, line: int, markup: Markup) -> None:
        flat, beside = without_tags(token.content)
        places = self._places(token.content, line)
        markup.read(token.content, token.level, teller(self._gathered, places))
        self._add(flat, Kind.RAW, places)
        for aside in beside:
            self._add(aside, Kind.ALTERNATIVE, places)

    def _heading(self, token: Token, line: int, markup: Markup) -> None:
        if not self._within.depth and token.level == 0:
            markup.end("the next heading")
            self._gathered.headings.append(Heading(int(token.tag[1]), line + 1))

    def _fence(self, token: Token, line: int, first: int) -> None:
        fence = read_fence(token, first, self._source)
        if fence is not None:
            read_directive(fence, self._gathered, self._within, self.read)
        elif token.type == "colon_fence":
            message = (
                "no directive stands here, and its words would get a style of this name. Write :::{note}, or no colons"
            )
            self._gathered.tell(FOREIGN, (line + 1, 1), f"{token.markup}{token.info}", message)
            self._within.read(Line(token.content, line + 1), self._gathered, self.read)
        else:
            self._code(token, line, is_ended=is_closed(token, first, self._source))

    def _code(self, token: Token, line: int, *, is_ended: bool) -> None:
        language, beside = (*token.info.split(maxsplit=1), "", "")[:2]
        tell, place = self._gathered.tell, (line + 1, 1)
        tell(LITERAL, place, language, fault_of_code(language))
        if beside:
            message = "what stands after the language of a block of code vanishes. Write it above the block"
            tell(LOST, place, beside.strip(), message)
        if not self._within.unclosed and not is_ended:
            tell(LITERAL, place, token.markup, "this block of code is never closed. End it with the same marks")
        self._gathered.unread.append(Unread(self._gathered.file, line + 1, "a block of code"))

    def _front_matter(self, content: str, line: int) -> None:
        found = read_front_matter(content)
        if not isinstance(found, FrontMatter):
            fault = Directive("front matter", found.message, line + found.line + 1, closed=False)
            self._gathered.directives.append(fault)
            return
        for key in found.foreign:
            message = f"the key {key.text} has no place in front matter. Take it out"
            self._gathered.tell(FOREIGN, (line + key.line + 1, key.column + 1), key.text, message)
        for value in found.values:
            place = (line + value.line + 1, value.column + 1)
            self._gathered.tell(FOREIGN, place, value.text, WORDS_ALONE if BEGINNING.search(value.text) else "")
            flat = Flat()
            flat.add(value.text, 0)
            self._add(flat, Kind.METADATA, Places([(0, line + value.line, value.column)]))

    def _places(self, content: str, line: int) -> Places:
        """Return where each line of a block's source stands in the file."""
        origins, offset = [], 0
        for number, text in enumerate(content.split("\n"), line):
            whole = self._source[number] if number < len(self._source) else ""
            column = whole.find(text, self._cursor.get(number, 0))
            if column >= 0 and text:
                self._cursor[number] = column + len(text)
            origins.append((offset, number, max(column, 0)))
            offset += len(text) + 1
        return Places(origins)

    def _add(self, flat: Flat, kind: Kind, places: Places) -> None:
        self._gathered.text(flat, kind, places, self._group, self._source)
