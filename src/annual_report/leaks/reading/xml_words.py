"""Reads the words of an XML file: texts, comments, attributes, processing instructions, each with its line."""

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from annual_report.leaks.models import Passage, Shape
from annual_report.leaks.reading.structure import is_structure_of_picture

#: Attributes that are shapes, places and names of names.
_SHAPES = re.compile(
    "d|transform|style|viewBox|points|[xy][12]?|c[xy]|r[xy]?|d[xy]|width|height|fill|stroke|class|clip-path|version|"
    "xmlns|xlink:href"
)


#: Says of an attribute's name and value whether they are structure.
IsStructure = Callable[[str, str], bool]


def read_xml(
    data: bytes, shape: Shape = Shape.PROSE, is_structure: IsStructure | None = None, *, placed: bool = False
) -> Iterator[Passage]:
    """Yield the words of an XML file.

    Args:
        data: the file.
        shape: how its words are to be read.
        is_structure: which attributes are structure; without, those of a picture if it is one, and else none.
        placed: numbers outside of attributes are positions, too.

    Raises:
        ValueError: if it is not UTF-8, or not well-formed.
    """
    yield Passage("the file", data.decode("utf-8"), Shape.MARKUP)
    reader = _Reader(shape, is_structure, placed=placed)
    parse(reader.parser, data)
    yield from reader.found


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a whole file.

    Raises:
        ValueError: if it is not well-formed.
    """
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own way to say that this is all
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed XML: {error}") from error


class _Reader:
    """Follows the elements and keeps what is said in each."""

    def __init__(self, shape: Shape, is_structure: IsStructure | None, *, placed: bool) -> None:
        self.found: list[Passage] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction
        self._open: list[tuple[str, str]] = []
        self._shape = shape
        self._is_structure = is_structure
        self._placed = placed

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._open and self._is_structure is None and tag.rpartition(":")[2] == "svg":
            self._is_structure = is_structure_of_picture
        self._open.append((tag, attributes.get("id", "")))
        words = {name: value for name, value in attributes.items() if not _SHAPES.fullmatch(name)}
        for name, value in words.items():
            apart = self._is_structure is not None and self._is_structure(name, value)
            self._say(value, f"attribute {name} of <{tag}>", apart=apart)
        data = {name: value for name, value in words.items() if name.startswith("data-")}
        if len(data) > 1:
            text = " | ".join(f"{name.removeprefix('data-')} {value}" for name, value in data.items())
            place = f"line {self.parser.CurrentLineNumber}, data of <{tag}>"
            self.found.append(Passage(place, text, Shape.ROW, counted=" | ".join(data.values())))

    def _end(self, _: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        tag = self._open[-1][0]
        if tag != "style":
            self._say(text, f"<{tag}>", apart=self._placed and not any(letter.isalpha() for letter in text))

    def _comment(self, text: str) -> None:
        self._say(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), "a comment")

    def _instruction(self, target: str, text: str) -> None:
        self._say(f"{target} {text}", "an instruction")

    def _say(self, text: str, what: str, *, apart: bool = False) -> None:
        text = " ".join(text.split())
        if text:
            groups = [name for _, name in self._open if name]
            place = f"line {self.parser.CurrentLineNumber}, {what}" + (f" in {groups[-1]}" if groups else "")
            shape = Shape.APART if apart and self._shape is Shape.PROSE else self._shape
            self.found.append(Passage(place, text, shape, counted=text, heads=" ".join(groups)))
