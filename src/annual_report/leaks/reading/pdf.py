"""Reads a PDF: its paragraphs and table rows by its structure, what stands outside it, its strings and attachments."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO

import pikepdf

from annual_report.leaks.models import Passage, Shape, Unknown
from annual_report.leaks.reading.packages import Read
from annual_report.leaks.reading.pdf_text import PageTexts, page_texts
from annual_report.leaks.reading.rows import row_of
from annual_report.leaks.reading.structure import is_structure_of_pdf
from annual_report.leaks.reading.xml_words import read_xml

#: Structure whose text is part of what stands around it.
_INLINE = re.compile("/(?:Span|Link|Reference|Lbl|LBody|Em|Strong|Code|Quote|NonStruct)")
_CELLS = frozenset({"/TH", "/TD"})


@dataclass(slots=True)
class _Table:
    caption: str = ""
    heads: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def read_pdf(data: bytes, read: Read) -> Iterator[Passage | Unknown]:
    """Yield all that a PDF says.

    Raises:
        ValueError: if it cannot be read.
    """
    try:
        with pikepdf.open(BytesIO(data)) as document:
            texts = page_texts(data)
            yield from _structured(document, texts)
            yield from _unmarked(texts)
            yield from _strings(document)
            yield from _attached(document, read)
    except pikepdf.PdfError as error:
        raise ValueError(f"it cannot be read as a PDF: {error}") from error


def _structured(document: pikepdf.Pdf, texts: PageTexts) -> Iterator[Passage]:
    """Yield paragraphs and rows, in reading order."""
    pages: dict[object, int] = {page.objgen: number for number, page in enumerate(document.pages)}
    if "/StructTreeRoot" in document.Root:
        walk = _Walk(texts, pages)
        for child in _kids(document.Root.StructTreeRoot):
            walk.visit(child, 0, None)
        yield from walk.found


class _Walk:
    """Follows the structure tree and keeps what is said in each element."""

    def __init__(self, texts: PageTexts, pages: Mapping[object, int]) -> None:
        self.found: list[Passage] = []
        self._texts = texts
        self._pages = pages
        self._seen = 0  # the page of the text that was read last

    def visit(self, element: pikepdf.Object, page: int, table: _Table | None) -> str:
        """Return the element's text if it belongs to what stands around it; else keep it as a passage."""
        kind = str(element.get("/S", ""))
        page = self._page(element, page)
        inner = _Table() if kind == "/Table" else table
        before = len(inner.cells) if inner else 0
        text = " ".join("".join(self._said(child, page, inner) for child in _kids(element)).split())
        if inner is not None and kind == "/Caption":
            inner.caption = text
        if inner is not None and kind in _CELLS:
            inner.cells.append(text)
            return ""
        if inner is not None and kind == "/TR":
            self._row(inner, before, element)
            return ""
        if _INLINE.fullmatch(kind):
            return text + " "
        if text:
            self.found.append(Passage(f"page {self._seen + 1}", text, counted=text))
        return ""

    def _said(self, child: pikepdf.Object | int, page: int, table: _Table | None) -> str:
        if not isinstance(child, int) and "/S" in child:
            return self.visit(child, page, table)
        mark = child if isinstance(child, int) else int(child.get("/MCID", -1))
        self._seen = page if isinstance(child, int) else self._page(child, page)
        return self._texts.marked.get((self._seen, mark), "")

    def _row(self, table: _Table, before: int, row: pikepdf.Object) -> None:
        cells, table.cells[before:] = table.cells[before:], []
        if not cells:
            return
        if all(str(cell.get("/S", "")) == "/TH" for cell in _kids(row)):
            table.heads = cells
        self.found.append(row_of(f"page {self._seen + 1}", cells, table.heads, table.caption))

    def _page(self, element: pikepdf.Object, page: int) -> int:
        return self._pages.get(element.Pg.objgen, page) if "/Pg" in element else page


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    inner = element.get("/K", pikepdf.Array())
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def _unmarked(texts: PageTexts) -> Iterator[Passage]:
    """Yield what stands on a page outside the structure, and each page whole."""
    outside: dict[int, list[str]] = defaultdict(list)
    for page, text in texts.unmarked:
        outside[page].append(text)
    for page, words in outside.items():
        text = " ".join("".join(words).split())
        yield Passage(f"page {page + 1}, outside the text", text, counted=text)
    for page, text in texts.whole.items():
        yield Passage(f"page {page + 1}", text, Shape.RAW)


def _strings(document: pikepdf.Pdf) -> Iterator[Passage]:
    """Yield every string of every object: properties, text alternatives, bookmarks, notes, actions; and XMP."""
    info = document.trailer.get("/Info")
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            shape = Shape.METADATA if info is not None and item.objgen == info.objgen else Shape.PROSE
            yield from _own_strings(item, f"object {item.objgen[0]}", shape)
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/XML":
            for found in read_xml(item.read_bytes(), Shape.METADATA):
                yield replace(found, place=f"its XMP properties, {found.place}")


def _own_strings(item: pikepdf.Object, place: str, shape: Shape) -> Iterator[Passage]:
    for key, value in item.items():
        if isinstance(value, pikepdf.String):
            yield _string(f"{place}, {key}", key, str(value), shape)
        elif isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from _own_strings(value, f"{place}, {key}", shape)
        elif isinstance(value, pikepdf.Array):
            for inner in value:
                if isinstance(inner, pikepdf.String):
                    yield _string(f"{place}, {key}", key, str(inner), shape)
                elif isinstance(inner, pikepdf.Dictionary) and not inner.is_indirect:
                    yield from _own_strings(inner, f"{place}, {key}", shape)


def _string(place: str, key: str, text: str, shape: Shape) -> Passage:
    if shape is Shape.PROSE and is_structure_of_pdf(key, text):
        shape = Shape.APART
    return Passage(place, text, shape, counted=text)


def _attached(document: pikepdf.Pdf, read: Read) -> Iterator[Passage | Unknown]:
    """Yield what the files within say; one that no file specification names cannot be told a kind."""
    seen = set()
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and "/EF" in item:
            name = str(item.get("/UF", item.get("/F", "")))
            for stream in {file.objgen: file for file in item.EF.values()}.values():
                seen.add(stream.objgen)
                for found in read(name, stream.read_bytes()):
                    yield replace(found, place=f"attachment {name}, {found.place}")
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile" and item.objgen not in seen:
            yield Unknown(f"object {item.objgen[0]}", "a file without a name is embedded")
