"""Reads a worksheet: its rows with the header over them, its formulas, and all that is said outside of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from annual_report.leaks.models import Passage, Shape
from annual_report.leaks.reading.rows import row_of
from annual_report.leaks.reading.structure import is_structure_of_office
from annual_report.leaks.reading.xml_words import parse


@dataclass(slots=True)
class _Cell:
    """A cell as it is stored: its address, how its value is written, value, formula and own text."""

    address: str
    kind: str
    parts: dict[str, str] = field(default_factory=lambda: {"v": "", "f": "", "t": ""})


def read_shared(data: bytes) -> tuple[str, ...]:
    """Return the texts that the cells of all sheets point to.

    Raises:
        ValueError: if it is not well-formed.
    """
    texts: list[str] = []
    inside = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if tag == "si":
            texts.append("")
        inside = tag == "t"

    def end(tag: str) -> None:
        nonlocal inside
        inside = False

    def text(words: str) -> None:
        if inside:
            texts[-1] += words

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parse(parser, data)
    return tuple(texts)


def read_sheet(data: bytes, name: str, shared: Sequence[str]) -> Iterator[Passage]:
    """Yield the rows of a worksheet. Its first cell is taken as the title of its table.

    Raises:
        ValueError: if it is not well-formed, or a cell points to no text.
    """
    rows, others = _parse(data)
    title = ""
    heads: list[str] = []
    for cells in rows:
        texts = [_shown(cell, shared) for cell in cells]
        texts = [text for text in texts if text]
        if not texts:
            continue
        title = title or texts[0]
        if len(texts) == 1:
            yield Passage(f"sheet {name}, cell {cells[0].address}", texts[0], counted=texts[0])
            continue
        if not any(text[:1].isdigit() for text in texts):
            heads = texts
        place = f"sheet {name}, cells {cells[0].address} to {cells[-1].address}"
        yield row_of(place, texts, heads, title)
    for text, shape in others:
        yield Passage(f"sheet {name}, outside the cells", text, shape, counted=text)


def _shown(cell: _Cell, shared: Sequence[str]) -> str:
    value = cell.parts["v"]
    if cell.kind == "s" and value:
        if int(value) >= len(shared):
            raise ValueError(f"cell {cell.address} points to a text that is not there")
        value = shared[int(value)]
    return " ".join(" ".join(part for part in (value, cell.parts["t"], cell.parts["f"]) if part).split())


def _parse(data: bytes) -> tuple[list[list[_Cell]], list[tuple[str, Shape]]]:
    """Return the cells of each row, and the texts and attributes that stand elsewhere, each with its shape."""
    rows: list[list[_Cell]] = []
    others: list[tuple[str, Shape]] = []
    path: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        path.append(tag)
        if tag == "row":
            rows.append([])
        elif tag == "c":
            rows[-1].append(_Cell(attributes.get("r", "?"), attributes.get("t", "")))
        elif "sheetData" not in path:
            for name, value in attributes.items():
                others.append((value, Shape.APART if is_structure_of_office(name, value) else Shape.PROSE))

    def end(tag: str) -> None:
        path.pop()

    def text(words: str) -> None:
        if "c" in path and path[-1] in ("v", "f", "t"):
            rows[-1][-1].parts[path[-1]] += words
        elif words.strip():
            others.append((words.strip(), Shape.PROSE))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.CommentHandler = lambda words: others.append((words, Shape.PROSE))
    parse(parser, data)
    return rows, others
