"""Reads Markdown by its MyST syntax tree into passages: every text that a reader can see or hear, with its place."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from markdown_it.token import Token

from annual_report.lint.addresses import fault_of_file, fault_of_link, resolve
from annual_report.lint.allowed import CLASSES, DIRECTIVES, DOWNLOADS, PICTURES, TABLES, TEXTS, Body, Value
from annual_report.lint.bodies import cells_of, terms_of
from annual_report.lint.cells import cell_faults
from annual_report.lint.definitions import Definitions
from annual_report.lint.directives import Fence, Line, is_closed, read_fence
from annual_report.lint.flatten import Flat, flatten, lines_of, without_tags
from annual_report.lint.front_matter import FrontMatter, read_front_matter
from annual_report.lint.literal import LITERAL, fault_of_code, literal_faults
from annual_report.lint.located import parse
from annual_report.lint.markup import BEGINNING, FOREIGN, LOST, Markup, of_sentence
from annual_report.lint.pages import Brought, Directive, Fault, Heading, Kind, Page, Passage, Unread
from annual_report.lint.source_text import LENGTH, length_fault, text_faults

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
_FILES = {Value.PICTURE: PICTURES, Value.TABLE: TABLES, Value.TEXT: TEXTS}
_CODE = "a block of code"
_DEEPEST = 15
_WORDS_ALONE = "HTML would be read out as typed, or vanish: words alone stand here"


@lru_cache(maxsize=512)  # a preview reads the book again at each save
def read_markdown(file: str, text: str) -> Page:
    """Return the page that the Markdown ``text`` of ``file`` makes. What is too long is not read, and is a fault."""
    too_long = length_fault(text)
    if too_long:
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
        self._passages: list[Passage] = []
        self._directives: list[Directive] = []
        self._faults: list[Fault] = []
        self._brought: list[Brought] = []
        self._headings: list[Heading] = []
        self._unread: list[Unread] = []
        self._file = file
        self._source = source
        self._group = 0
        self._within = 0  # how many directives are around what is read
        self._unclosed = 0  # and how many of them never end, which is told already
        self._cursor: dict[int, int] = {}  # how far each line has been read: cells share a line
        self._definitions = Definitions()

    def page(self) -> Page:
        """Return what was read."""
        faults = [*text_faults(self._source), *self._definitions.unused(), *self._faults]
        return Page(
            self._file,
            tuple(self._passages),
            tuple(self._directives),
            tuple(faults),
            tuple(self._brought),
            tuple(self._headings),
            tuple(self._unread),
        )

    def read(self, text: Line, kind: Kind = Kind.PARAGRAPH, *, inline: bool = False) -> None:
        """Read a stretch of Markdown; ``kind``: what its paragraphs are; ``inline``: it is one sentence."""
        tokens, positions = parse(text.text, self._definitions, inline=inline)
        self._definitions.note(tokens, text.line)
        self._faults += cell_faults(tokens, text.line, self._source)
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
                fence = read_fence(token, first, self._source)
                if fence is None and token.type == "colon_fence":
                    self._division(token, line)
                elif fence is None:
                    self._code(token, line, first)
                else:
                    self._directive(fence)
            case "code_block":  # indented text, at times by accident: a reader sees it all the same
                self._add(lines_of(token.content), Kind.RAW, self._origins(token.content, line))
            case "html_block" if kind is Kind.ALTERNATIVE:
                self._faults.append(Fault(LOST, line + 1, 1, token.content.strip(), _WORDS_ALONE))
            case "html_block":
                flat, beside = without_tags(token.content)
                origins = self._origins(token.content, line)
                markup.read(token.content, token.level, partial(self._tell, origins))
                self._add(flat, Kind.RAW, origins)
                for aside in beside:
                    self._add(aside, Kind.ALTERNATIVE, origins)
            case "front_matter":
                self._front_matter(token.content, line + 1)
            case "myst_block_break" if token.content.strip():
                message = "what follows +++ on its line vanishes. Write it on a line of its own"
                self._faults.append(Fault(LOST, line + 1, 1, f"+++ {token.content}", message))

    def _inline(self, token: Token, line: int, positions: Mapping[int, int], kind: Kind) -> None:
        flat, beside = flatten(token.content, token.children or [], positions)
        origins = self._origins(token.content, line)
        self._judge_inline(token.children or [], positions, origins, of_sentence(), kind)
        self._add(flat, kind, origins)
        for aside in beside:
            self._add(aside, Kind.ALTERNATIVE, origins)

    def _judge_inline(
        self,
        tokens: Sequence[Token],
        positions: Mapping[int, int],
        origins: Sequence[tuple[int, int, int]],
        markup: Markup,
        kind: Kind,
    ) -> None:
        """Judge the HTML, the links and the pictures in a sentence."""
        tell = partial(self._tell, origins)
        for token in tokens:
            at = positions.get(id(token), 0)
            match token.type:
                case "html_inline" if kind is Kind.ALTERNATIVE:
                    tell(LOST, at, token.content, _WORDS_ALONE)
                case "html_inline":
                    markup.read(token.content, 0, tell, at)
                case "link_open":
                    address = str(token.attrGet("href") or "")
                    tell(FOREIGN, at, address, fault_of_link(address, self._file))
                case "image":
                    self._picture(token, at, origins)
                    self._judge_inline(token.children or [], positions, origins, of_sentence(), Kind.ALTERNATIVE)
                case "myst_role" if token.meta["name"] == "download":
                    _, named, path = token.content.rpartition("<")
                    written = path.strip().removesuffix(">").strip() if named else token.content.strip()
                    self._bring(Value.LINK, written, *_place(at, origins))
        markup.end()

    def _picture(self, token: Token, at: int, origins: Sequence[tuple[int, int, int]]) -> None:
        path = str(token.attrGet("src") or "")
        if path.startswith(("attachment:", "data:")) and self._file.endswith(".ipynb"):
            return  # what a notebook carries within itself is left out of its page, which says so
        self._bring(Value.PICTURE, path, *_place(at, origins))

    def _bring(self, value: Value, path: str, line: int, column: int) -> None:
        """Judge a file that the page brings in, and note it."""
        fault = fault_of_file(path, self._file, _FILES.get(value, DOWNLOADS))
        if fault:
            self._faults.append(Fault(FOREIGN, line, column, path, fault))
            return
        self._brought.append(Brought(resolve(path, self._file), line, column, path, value is Value.TABLE))
        if value in (Value.TEXT, Value.LINK):
            self._unread.append(Unread(self._file, line, f"the file {path}"))

    def _heading(self, token: Token, line: int, markup: Markup) -> None:
        if not self._within and token.level == 0:
            markup.end("the next heading")
            self._headings.append(Heading(int(token.tag[1]), line + 1))

    def _code(self, token: Token, line: int, first: int) -> None:
        language, beside = (*token.info.split(maxsplit=1), "", "")[:2]
        tell = partial(self._tell, [(0, line, 0)])
        tell(LITERAL, 0, language, fault_of_code(language))
        if beside:
            tell(LOST, 0, beside.strip(), "what stands after the language of a block of code vanishes. Write it above the block")
        if not self._unclosed and not is_closed(token, first, self._source):
            tell(LITERAL, 0, token.markup, "this block of code is never closed. End it with the same marks")
        self._unread.append(Unread(self._file, line + 1, _CODE))

    def _division(self, token: Token, line: int) -> None:
        """Read what stands between colons without a directive's name: MyST gives it a style of that name."""
        message = "no directive stands here, and its words would get a style of this name. Write :::{note}, or no colons"
        self._faults.append(Fault(FOREIGN, line + 1, 1, f"{token.markup}{token.info}", message))
        self._nested(Line(token.content, line + 1))

    def _directive(self, fence: Fence) -> None:
        line = fence.argument.line + 1
        self._directives.append(Directive(fence.name, fence.argument.text, line, fence.closed))
        if fence.is_refused:
            return
        self._unclosed += not fence.closed
        self._options(fence)
        if fence.use.argument is Value.FIRST:
            self._body(fence, self._with_first_line(fence))
        else:
            self._value(fence.use.argument, fence.argument)
            self._body(fence, fence.body)
        self._unclosed -= not fence.closed

    def _nested(self, text: Line, kind: Kind = Kind.PARAGRAPH) -> None:
        """Read what stands within a directive, unless so many stand in each other that it is no text."""
        if self._within == _DEEPEST:
            message = f"{_DEEPEST} boxes or directives stand in each other here. Close those that are meant to end"
            self._faults.append(Fault(LENGTH, text.line + 1, 1, "", message))
            return
        self._within += 1
        self.read(text, kind)
        self._within -= 1

    def _with_first_line(self, fence: Fence) -> Line:
        """Return the body of a directive that takes no argument: what stands beside its name is the body's first line."""
        first, body = fence.argument, fence.body
        if not first.text:
            return body
        if fence.options:
            message = f"words stand beside {{{fence.name}}} and its options below them. Write the words below the options"
            self._faults.append(Fault(LITERAL, first.line + 1, 1, first.text, message))
        return Line(f"{first.text}\n{body.text}", first.line if not fence.options else body.line - 1)

    def _body(self, fence: Fence, body: Line) -> None:
        match fence.use.body:
            case Body.PROSE:
                self._nested(body)
            case Body.TERMS:
                for part, is_term in terms_of(body):
                    self._term(part) if is_term else self._nested(part, Kind.TERM)
            case Body.ROWS:
                for cell in cells_of(body.text, body.line):
                    self._nested(cell, Kind.CELL)
            case Body.NOTHING if body.text.strip():
                message = f"{{{fence.name}}} holds no words, and these would vanish. Write them below it"
                self._faults.append(Fault(LOST, body.line + 1, 1, body.text.strip().partition("\n")[0], message))
            case Body.CODE:
                self._unread.append(Unread(self._file, fence.argument.line + 1, _CODE))

    def _term(self, term: Line) -> None:
        if term.text.startswith(".. ") or " : " in term.text:
            message = "of this line Sphinx would drop words. Write the term alone, and what it means on the lines below"
            self._faults.append(Fault(LOST, term.line + 1, 1, term.text, message))
        self.read(term, Kind.TERM, inline=True)

    def _options(self, fence: Fence) -> None:
        if fence.malformed:
            text, line = fence.malformed.text, fence.malformed.line
            message = "this is not read as an option. Write each once, on a line of its own: :name: value"
            self._faults.append(Fault(FOREIGN, line + 1, 1, text, message))
        for option in fence.options:
            value = fence.use.options.get(option.name)
            if value is None and fence.name in DIRECTIVES:
                known = ", ".join(sorted(fence.use.options)) or "none"
                message = f"{{{fence.name}}} takes no option {option.name} here. There are: {known}"
                self._faults.append(Fault(FOREIGN, option.value.line + 1, 1, f":{option.name}:", message))
            self._value(value or Value.PROSE, option.value)

    def _value(self, value: Value, text: Line) -> None:
        """Read or judge an argument or an option."""
        if not text.text:
            return
        match value:
            case Value.PROSE:
                self.read(text, Kind.CAPTION, inline=True)
            case Value.BLOCKS:
                self._nested(text, Kind.CAPTION)
            case Value.ROW:
                for cell in cells_of(text.text, text.line):
                    self._nested(cell, Kind.CELL)
            case Value.ALTERNATIVE:
                self.read(text, Kind.ALTERNATIVE, inline=True)
            case Value.PICTURE | Value.TABLE | Value.TEXT:
                self._bring(value, text.text, text.line + 1, 1)
            case Value.NOTHING:
                message = "what stands beside the directive's name would vanish. Write it on the lines below, or take it out"
                self._faults.append(Fault(LOST, text.line + 1, 1, text.text, message))
            case Value.LINK if fault := fault_of_link(text.text, self._file):
                self._faults.append(Fault(FOREIGN, text.line + 1, 1, text.text, fault))
            case Value.CLASS:
                for style in sorted(set(text.text.split()) - CLASSES):
                    message = f"there is no style {style} here. There are: {', '.join(sorted(CLASSES))}"
                    self._faults.append(Fault(FOREIGN, text.line + 1, 1, style, message))

    def _front_matter(self, content: str, line: int) -> None:
        found = read_front_matter(content)
        if not isinstance(found, FrontMatter):
            self._directives.append(Directive("front matter", found.message, line + found.line + 1, closed=False))
            return
        for key in found.foreign:
            message = f"the key {key.text} has no place in front matter. Take it out"
            self._faults.append(Fault(FOREIGN, line + key.line + 1, key.column + 1, key.text, message))
        for value in found.values:
            if BEGINNING.search(value.text):
                place = (line + value.line + 1, value.column + 1)
                self._faults.append(Fault(FOREIGN, *place, value.text, _WORDS_ALONE))
            flat = Flat()
            flat.add(value.text, 0)
            self._add(flat, Kind.METADATA, [(0, line + value.line, value.column)])

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
            passage = Passage(self._file, kind, flat.text, tuple(flat.marks), runs, self._group)
            self._passages.append(passage)
            self._faults += literal_faults(passage, self._source)

    def _tell(self, origins: Sequence[tuple[int, int, int]], rule: str, at: int, spot: str, message: str) -> None:
        if message:
            self._faults.append(Fault(rule, *_place(at, origins), spot, message))


def _place(origin: int, origins: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return the line and column (from 1) of a character of a block's source."""
    offset, line, column = next(found for found in reversed(origins) if found[0] <= origin)
    return line + 1, column + origin - offset + 1
